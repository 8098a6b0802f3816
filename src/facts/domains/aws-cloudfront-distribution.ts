import { otherCertificate } from '../../model/facts.js';
import { absent } from '../../model/value.js';
import { indexArns } from '../certificates/arn-index.js';
import { rowsOfService } from '../services.js';
import { type DomainSource, type FactContext, type FactSources, perPlan, type TracedCertificate } from '../sources.js';
import { acceptsOf } from './accepts.js';
import { certificateIn, domainFacts, firstNamed, namesIn } from './domain.js';

const BLOCK = 'viewer_certificate';
const BY_ID = 'iam_certificate_id';
const BY_ARN = 'acm_certificate_arn';

/**
 * The provider sends one source: the id in IAM, else the ARN of ACM, else the certificate of cloudfront.net.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudfront/distribution.go
 */
export default {
  mode: 'managed',
  type: 'aws_cloudfront_distribution',
  nestedBlocks: { [BLOCK]: 'list' },
  collect(context, resource) {
    const { certificate, argument } = firstNamed([
      { argument: `${BLOCK}.${BY_ID}`, certificate: certificateIn(idContext(context), resource, BY_ID, BLOCK) },
      { argument: `${BLOCK}.${BY_ARN}`, certificate: acmOnly(certificateIn(context, resource, BY_ARN, BLOCK)) },
    ]);
    return domainFacts(context, resource, {
      service: 'cloudfront',
      names: namesIn(resource, 'aliases'),
      region: absent,
      endpointType: absent,
      certificateArgument: argument,
      certificate,
      secure: undefined,
      accepts: acceptsOf(context, resource, rowsOfService('cloudfront')),
    });
  },
} as const satisfies DomainSource;

/** A server certificate's ARN in the place of one of ACM names nothing. */
function acmOnly(certificate: TracedCertificate | undefined): TracedCertificate | undefined {
  const source = certificate?.facts.source;
  if (certificate === undefined || source?.kind !== 'known' || source.value !== 'iam') return certificate;
  const { arn, address, origin } = certificate.facts;
  return { ...certificate, facts: { ...otherCertificate, arn, address, origin } };
}

/** Here the id of a server certificate names it, and no ARN does. */
function idContext(context: FactContext): FactContext {
  const sources = sourcesById(context.sources);
  const arns = idsOf(context.resolver)(sources);
  return { ...context, sources, arns, namedBy: 'iamId' };
}

const idsOf = perPlan(({ plan }) => {
  let made: FactContext['arns'] | undefined;
  return (sources: FactSources) => {
    made ??= indexArns(sources, plan, 'id');
    return made;
  };
});

function sourcesById(sources: FactSources): FactSources {
  const certificates = sources.certificates.map((source) => {
    const named = [...source.arnAttributes, ...(source.notArnAttributes ?? [])];
    if (source.type !== 'aws_iam_server_certificate') return { ...source, arnAttributes: [], notArnAttributes: named };
    return { ...source, arnAttributes: ['id'], notArnAttributes: named.filter((name) => name !== 'id'), endsArn: [] };
  });
  return { ...sources, certificates };
}
