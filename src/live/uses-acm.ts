import type { ListenerFacts } from '../model/facts.js';
import { known, unknown, type Value } from '../model/value.js';

/** Whether the certificate of one of these listeners is from ACM. */
export function usesAcm(listeners: readonly ListenerFacts[]): Value<boolean> {
  const uses = listeners.map(listenerUsesAcm);
  if (uses.includes(true)) return known(true);
  return uses.includes(undefined) ? unknown('where a certificate comes from is not known before apply') : known(false);
}

function listenerUsesAcm({ secure, certificate: { source } }: ListenerFacts): boolean | undefined {
  if (secure.kind === 'known' && !secure.value) return false;
  if (source.kind === 'unknown') {
    return source.candidates === undefined || source.candidates.includes('acm') ? undefined : false;
  }
  const fromAcm = source.kind === 'known' && source.value === 'acm';
  return fromAcm && secure.kind === 'unknown' ? undefined : fromAcm;
}
