import { noCertificate } from '../../model/facts.js';
import { absent, known } from '../../model/value.js';
import { rowsOfEndpoint } from '../services.js';
import type { DomainSource } from '../sources.js';
import { acceptsOf } from './accepts.js';
import { certificateIn, domainFacts, nameIn } from './domain.js';

const BLOCK = 'domain_name_configuration';
const ARGUMENT = 'certificate_arn';

/**
 * A custom domain of HTTP and WebSocket APIs: always a regional one.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_domain_name
 */
export default {
  mode: 'managed',
  type: 'aws_apigatewayv2_domain_name',
  nestedBlocks: { [BLOCK]: 'list', mutual_tls_authentication: 'list' },
  collect(context, resource) {
    const certificate = certificateIn(context, resource, ARGUMENT, BLOCK);
    return domainFacts(context, resource, {
      service: 'api-gateway',
      names: nameIn(resource, 'domain_name'),
      region: context.resolver.region(resource),
      endpointType: known('REGIONAL'),
      certificateArgument: certificate === undefined ? absent : known(`${BLOCK}.${ARGUMENT}`),
      certificate: certificate ?? { facts: noCertificate, trace: [] },
      secure: known(true),
      accepts: acceptsOf(context, resource, rowsOfEndpoint('REGIONAL')),
    });
  },
} as const satisfies DomainSource;
