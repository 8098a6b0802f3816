import type { Resource } from '../../model/plan.js';
import { absent, known, mapValue, unknown } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import { daysUntil, type FactContext, formatDate, parseDate } from '../context.js';
import { chainFacts, keyMatches } from '../pem/pem-text.js';
import { arnOf, type CertificateSource, type TracedCertificate } from './certificate.js';

/** A certificate that Terraform uploads to IAM. */
export const iamUpload: CertificateSource = {
  mode: 'managed',
  type: 'aws_iam_server_certificate',
  describe: (context, resource) => describe(context, resource, 'expiration'),
};

/** A certificate in IAM that `data.aws_iam_server_certificate` looks up, now or at apply. */
export const iamLookup: CertificateSource = {
  mode: 'data',
  type: 'aws_iam_server_certificate',
  describe: (context, resource) => describe(context, resource, 'expiration_date'),
};

/** IAM certificates have no Region. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html */
function describe(context: FactContext, resource: Resource, expirationAttribute: string): TracedCertificate {
  const { resolver } = context;
  const pem = context.pem(resource, 'certificate_body');
  const managed = resource.mode === 'managed';
  const later = unknown<never>(`the PEM of ${resource.address} is not in the plan`);
  const expiration = parseDate(textAttribute(resource, expirationAttribute));
  return {
    facts: {
      source: known('iam'),
      arn: arnOf(resource),
      region: absent,
      partition: resolver.partition(resource),
      account: resolver.account(resource),
      address: known(resource.address),
      origin: known(resource.mode),
      exists: known(true),
      type: known('uploaded'),
      keyAlgorithm: pem?.keyAlgorithm ?? later,
      domainNames: pem?.domainNames ?? later,
      notBefore: pem?.notBefore ?? later,
      notAfter: expiration.kind === 'known' ? mapValue(expiration, formatDate) : (pem?.notAfter ?? later),
      daysUntilExpiry:
        expiration.kind === 'known' ? daysUntil(expiration, context.now) : (pem?.daysUntilExpiry ?? later),
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
