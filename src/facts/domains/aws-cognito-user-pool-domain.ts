import { noCertificate } from '../../model/facts.js';
import { absent, known, mapValue } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import { rowsOfService } from '../services.js';
import type { DomainSource } from '../sources.js';
import { acceptsOf } from './accepts.js';
import { certificateIn, domainFacts, nameIn } from './domain.js';

const ARGUMENT = 'certificate_arn';

/**
 * The domain of a user pool: a custom one has a dot and a certificate, any other is a prefix under amazoncognito.com.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
 */
export default {
  mode: 'managed',
  type: 'aws_cognito_user_pool_domain',
  collect(context, resource) {
    const certificate = certificateIn(context, resource, ARGUMENT);
    const domain = textAttribute(resource, 'domain');
    const isCustom = mapValue(domain, (name) => name.includes('.'));
    if (certificate === undefined && (isCustom.kind === 'absent' || (isCustom.kind === 'known' && !isCustom.value))) {
      return undefined;
    }
    return domainFacts(context, resource, {
      service: 'cognito',
      names: nameIn(resource, 'domain'),
      region: context.resolver.region(resource),
      endpointType: absent,
      certificateArgument: certificate === undefined ? absent : known(ARGUMENT),
      certificate: certificate ?? { facts: noCertificate, trace: [] },
      secure: certificate === undefined ? isCustom : known(true),
      accepts: acceptsOf(context, resource, rowsOfService('cognito')),
    });
  },
} as const satisfies DomainSource;
