import type { Resource } from '../../model/plan.js';
import { absent, known, mapValue, unknown } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import { daysUntil, formatDate, parseDate } from '../dates.js';
import { chainFacts, keyMatches } from '../pem/pem-text.js';
import type { CertificateSource, TracedCertificate } from '../sources.js';
import { arnPrefix, placeOf } from './certificate.js';

/** Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/server_certificate.go */
const NAMES = { type: 'aws_iam_server_certificate', arnAttributes: ['arn'], notArnAttributes: ['id', 'name'] } as const;

/** A certificate that Terraform uploads to IAM, and one that a data source looks up there, now or at apply. */
export default [
  {
    ...NAMES,
    mode: 'managed',
    arnPrefix: (context, resource) => arnPrefix(context, resource, 'iam', 'server-certificate/'),
    describe: (context, resource) => describe(context, resource, 'expiration'),
  },
  { ...NAMES, mode: 'data', describe: (context, resource) => describe(context, resource, 'expiration_date') },
] as const satisfies readonly CertificateSource[];

/** IAM certificates have no Region. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html */
function describe(context: FactContext, resource: Resource, expirationAttribute: string): TracedCertificate {
  const pem = context.pem(resource, 'certificate_body');
  const managed = resource.mode === 'managed';
  const later = unknown<never>(`the PEM of ${resource.address} is not in the plan`);
  const expiration = parseDate(textAttribute(resource, expirationAttribute));
  const expires = expiration.kind === 'known' ? expiration : undefined;
  return {
    facts: {
      source: known('iam'),
      ...placeOf(context, resource),
      region: absent,
      type: known('uploaded'),
      keyAlgorithm: pem?.keyAlgorithm ?? later,
      domainNames: pem?.domainNames ?? later,
      notBefore: pem?.notBefore ?? later,
      notAfter: expires === undefined ? (pem?.notAfter ?? later) : mapValue(expires, formatDate),
      daysUntilExpiry: expires === undefined ? (pem?.daysUntilExpiry ?? later) : daysUntil(expires, context.now),
      renewal: known('manual'),
      issuance: absent,
      inUse: absent,
      keyMatches: managed ? keyMatches(context, resource, pem) : absent,
      chain: managed ? chainFacts(resource) : absent,
      action: managed ? known(resource.action) : absent,
      alternatives: null,
    },
    trace: [resource.address, ...(pem?.trace ?? [])],
  };
}
