import { certificateWith } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { absent, flatMapValue, known, unknown, type Value } from '../../model/value.js';
import { attribute, blockOf, textAttribute } from '../../resolve/index.js';
import { pemOfAttribute } from '../pem/pem.js';
import { type AcceptsFacts, rowsOfEndpoint } from '../services.js';
import type { DomainSource, FactContext, TracedCertificate } from '../sources.js';
import { acceptsOf } from './accepts.js';
import { certificateIn, domainFacts, firstNamed, isSurelySet, nameIn } from './domain.js';

const EDGE_ARGUMENT = 'certificate_arn';
const REGIONAL_ARGUMENT = 'regional_certificate_arn';

const BOTH = `${EDGE_ARGUMENT} and ${REGIONAL_ARGUMENT}`;

const ENDPOINT_TYPES = ['EDGE', 'REGIONAL', 'PRIVATE'] as const;
type EndpointType = (typeof ENDPOINT_TYPES)[number];

/**
 * A custom domain of REST and WebSocket APIs.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_domain_name
 */
export default {
  mode: 'managed',
  type: 'aws_api_gateway_domain_name',
  nestedBlocks: { endpoint_configuration: 'list', mutual_tls_authentication: 'list' },
  collect(context, resource) {
    const type = endpointType(context, resource);
    const edge = { argument: EDGE_ARGUMENT, certificate: certificateIn(context, resource, EDGE_ARGUMENT) };
    const regional = { argument: REGIONAL_ARGUMENT, certificate: certificateIn(context, resource, REGIONAL_ARGUMENT) };
    const both = isSurelySet(edge) && isSurelySet(regional);
    const named = firstNamed(both ? [regional] : isSurelySet(regional) ? [regional, edge] : [edge, regional]);
    const own = named.certificate.facts.source;
    const uploaded = own.kind === 'known' && own.value === 'none' ? uploadedCertificate(context, resource) : undefined;
    const argument = both ? known(BOTH) : named.argument;
    return domainFacts(context, resource, {
      service: 'api-gateway',
      names: nameIn(resource, 'domain_name'),
      region: context.resolver.region(resource),
      endpointType: type,
      certificateArgument: uploaded === undefined ? argument : known('certificate_body'),
      certificate: uploaded ?? named.certificate,
      secure: known(true),
      accepts: demands(context, resource, type, argument),
    });
  },
} as const satisfies DomainSource;

/** EDGE where nobody says it. Source: https://docs.aws.amazon.com/apigateway/latest/api/API_EndpointConfiguration.html */
function endpointType(context: FactContext, resource: Resource): Value<EndpointType> {
  const types = textAttribute(resource, 'endpoint_configuration', 0, 'types', 0);
  const block = blockOf(context.resolver.plan, resource)?.block.body;
  const isLeftOut =
    block !== undefined &&
    block.blocks('endpoint_configuration').length === 0 &&
    (context.resolver.evaluatedBlocks(resource, 'endpoint_configuration') ?? []).length === 0;
  if (types.kind === 'absent') return known('EDGE');
  if (types.kind === 'unknown' && isLeftOut && resource.action === 'create') return known('EDGE');
  return flatMapValue(types, (text): Value<EndpointType> => {
    const type = ENDPOINT_TYPES.find((one) => one === text);
    return type === undefined ? unknown(`${JSON.stringify(text)} is no type of endpoint`) : known(type);
  });
}

/** What is demanded of the certificate by the type of endpoint; nothing where the argument is that of another type. */
function demands(
  context: FactContext,
  resource: Resource,
  type: Value<EndpointType>,
  argument: Value<string>,
): AcceptsFacts {
  const possible = typesIn(type);
  const rows = [...new Set(possible.flatMap(rowsOfEndpoint))];
  const reason = type.kind === 'unknown' ? type.reason : '';
  const found = acceptsOf(context, resource, rows, reason);
  if (argument.kind !== 'known') return found;
  // Of two arguments the one of the API's own Region has to be right in any case.
  if (argument.value === BOTH) return acceptsOf(context, resource, rowsOfEndpoint('REGIONAL'));
  const fitting = argument.value === REGIONAL_ARGUMENT ? ['REGIONAL'] : ['EDGE', 'PRIVATE'];
  if (possible.some((one) => fitting.includes(one))) return found;
  return { ...found, region: absent, keyAlgorithms: absent };
}

/** What a type of endpoint can turn out to be. */
function typesIn(type: Value<EndpointType>): readonly EndpointType[] {
  if (type.kind === 'known') return [type.value];
  return type.kind === 'unknown' ? (type.candidates ?? ENDPOINT_TYPES) : [];
}

/** The old way: PEM that API Gateway takes itself, for edge-optimised domains only. */
function uploadedCertificate(context: FactContext, resource: Resource): TracedCertificate | undefined {
  if (attribute(resource, ['certificate_body']).kind === 'absent') return undefined;
  const pem = pemOfAttribute(context, resource, 'certificate_body');
  if (pem === undefined) return undefined;
  const { keyAlgorithm, domainNames, selfSigned, notBefore, notAfter, daysUntilExpiry, assuming, trace } = pem;
  const dates = { notBefore, notAfter, daysUntilExpiry };
  const names = { domainNames, knownNames: domainNames };
  const facts = { source: known('service' as const), keyAlgorithm, ...names, selfSigned, ...dates, assuming };
  return { facts: certificateWith(absent, facts), trace };
}
