import type { Resource } from '../../model/plan.js';
import { unknown, type Value } from '../../model/value.js';
import type { FactContext } from '../context.js';
import type { PemSource } from './pem-of.js';
import { plannedTlsCertificate, requestedNames } from './tls-certificate.js';

/** Source: https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/locally_signed_cert */
export default {
  mode: 'managed',
  type: 'tls_locally_signed_cert',
  attributes: ['cert_pem'],
  describe: (context, resource) =>
    plannedTlsCertificate(context, resource, 'cert_request_pem', namesInRequest(context, resource)),
} satisfies PemSource;

function namesInRequest(context: FactContext, resource: Resource): Value<readonly string[]> {
  const [origin, ...others] = context.resolver.traceAttribute(resource, 'cert_request_pem');
  const request = origin?.kind === 'attribute' && others.length === 0 ? origin.resource : undefined;
  if (request?.type !== 'tls_cert_request') return unknown(`the request behind ${resource.address} is not in the plan`);
  return requestedNames(request);
}
