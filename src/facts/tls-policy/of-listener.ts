import type { TlsPolicyFacts } from '../../model/facts.js';
import type { Value } from '../../model/value.js';
import { noTlsPolicy, unknownTlsPolicy } from './blank.js';

/** The security policy of a listener that may be plain: those have none. */
export function tlsPolicyOf(secure: Value<boolean>, find: () => TlsPolicyFacts): TlsPolicyFacts {
  switch (secure.kind) {
    case 'known':
      return secure.value ? find() : noTlsPolicy;
    case 'unknown':
      return unknownTlsPolicy(secure.reason);
    case 'absent':
      return noTlsPolicy;
    default:
      return secure satisfies never;
  }
}
