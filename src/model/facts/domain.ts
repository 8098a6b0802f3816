import { ACTIONS } from '../plan.js';
import { ACCEPTS_FACTS, DOMAIN_SERVICES } from './accepts.js';
import { CERTIFICATE_FACTS, WHAT_IS_IMPORT } from './listener.js';
import { type FactGroup, type FactTable, FROM_SOURCE, flag, text, texts } from './table.js';

/** How far the names of a certificate cover the names that it is used for. */
export const COVERAGES = ['all', 'some', 'none'] as const;

/** The certificate of a domain. The example is a sound one of ACM. */
export const DOMAIN_CERTIFICATE_FACTS = {
  ...CERTIFICATE_FACTS,
  covers: text(
    "How many of the domain's names a name of the certificate covers: one that is equal, or that has `*.` in the place of the first label; compared in lower case. Null where the domain has no name or no certificate.",
    {
      values: COVERAGES,
      prose: true,
      source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html',
      example: 'all',
    },
  ),
  uncovered: texts('The names of the domain that the certificate surely does not cover; null where `covers` is.', {
    example: [],
  }),
} as const satisfies FactTable;

export const DOMAIN_FACTS = {
  description:
    'One resource that answers for names of its own with a certificate and is no load balancer: a CloudFront distribution, a custom domain of API Gateway or of a Cognito user pool, as it will be after apply.',
  facts: {
    address: text('The Terraform address of the resource, with instance keys.', {
      known: 'always',
      example: 'aws_cloudfront_distribution.site',
    }),
    constructPath: text('The construct path in a cdktf stack; null for every other input.', {
      known: 'orNull',
      example: null,
    }),
    service: text('The service that answers.', { known: 'always', values: DOMAIN_SERVICES, example: 'cloudfront' }),
    type: text('The Terraform resource type, such as `aws_cloudfront_distribution`.', {
      known: 'always',
      example: 'aws_cloudfront_distribution',
    }),
    names: texts('The names that clients ask for: the aliases of a distribution, or the one domain name.', {
      example: ['www.example.com'],
    }),
    secure: flag(
      'True where the domain needs a certificate: it has names, or names a certificate. False for a distribution without aliases that has the certificate of cloudfront.net, and for a Cognito domain that is only a prefix.',
      { example: true },
    ),
    region: text('The Region that the resource is made in. Null for CloudFront, which has none of its own.', {
      example: null,
    }),
    partition: text('The AWS partition of the resource: `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc` and so on.', {
      example: 'aws',
    }),
    account: text('The 12-digit AWS account that the resource is in.', { example: '123456789012' }),
    action: text(`What the plan does to the resource. ${WHAT_IS_IMPORT}`, {
      known: 'always',
      values: ACTIONS,
      example: 'create',
    }),
    endpointType: text('The kind of endpoint of a domain of API Gateway; null for every other service.', {
      values: ['EDGE', 'REGIONAL', 'PRIVATE'],
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html',
      example: null,
    }),
    certificateArgument: text(
      "The argument that names the certificate, or several with `and` between them, as in `certificate_arn and regional_certificate_arn`: the path in the resource's block. Null where none does.",
      { prose: true, example: 'viewer_certificate.acm_certificate_arn' },
    ),
    accepts: { description: 'What the service takes as a certificate.', facts: ACCEPTS_FACTS },
    certificate: {
      description: 'The certificate of the domain. A domain that has none has source `none` and null everywhere else.',
      facts: DOMAIN_CERTIFICATE_FACTS,
      alternatives: true,
    },
    certainty: text('`possible` where the plan does not tell whether there will be such a domain.', {
      known: 'always',
      values: ['certain', 'possible'],
      example: 'certain',
    }),
    doubt: text('Why the domain is only possible, in words; null for one that is certain.', {
      known: 'orNull',
      example: null,
    }),
    fromSource: FROM_SOURCE,
    now: text('The clock that dates are held against, RFC 3339.', { known: 'always', example: '2026-01-31T12:00:00Z' }),
    trace: texts('The way from the domain to its key, one address or reference a step.', {
      known: 'always',
      example: ['aws_cloudfront_distribution.site'],
    }),
  },
} as const satisfies FactGroup;
