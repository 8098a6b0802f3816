import type { ListenerFacts } from '../../model/facts.js';
import { known, unknown, type Value } from '../../model/value.js';

/** Whether some listener has a certificate from ACM: what is known of one decides, else what may be of another. */
export const usesAcm = oncePerList((listeners: readonly ListenerFacts[]): Value<boolean> => {
  if (listeners.some((listener) => hasAcmCertificate(listener) === true)) return known(true);
  const open = listeners.find((listener) => hasAcmCertificate(listener) === undefined);
  if (open === undefined) return known(false);
  const { source } = open.certificate;
  const why = source.kind === 'unknown' ? source : open.secure.kind === 'unknown' ? open.secure : undefined;
  const { reason = 'it is not known yet', remedy } = why ?? {};
  return unknown(
    `whether the certificate of ${open.address} is from ACM: ${reason}`,
    remedy === undefined ? {} : { remedy },
  );
});

/** The Regions of the load balancers that a deployer has to list certificates in. */
export const regionsOf = oncePerList((listeners: readonly ListenerFacts[]): readonly Value<string>[] => {
  const concerned = listeners.filter((listener) => hasAcmCertificate(listener) !== false);
  const regions = new Map(
    (concerned.length > 0 ? concerned : listeners).map(({ loadBalancer: { region } }) => [
      JSON.stringify(region),
      region,
    ]),
  );
  return regions.size > 0 ? [...regions.values()] : [unknown('there is no load balancer')];
});

/** Every deployer of a plan asks the same of the same listeners. */
function oncePerList<T>(find: (listeners: readonly ListenerFacts[]) => T): (listeners: readonly ListenerFacts[]) => T {
  const found = new WeakMap<readonly ListenerFacts[], { readonly value: T }>();
  return (listeners) => {
    const known = found.get(listeners) ?? { value: find(listeners) };
    found.set(listeners, known);
    return known.value;
  };
}

/** Undefined where that is not known. */
function hasAcmCertificate({ secure, certificate: { source } }: ListenerFacts): boolean | undefined {
  if (secure.kind === 'known' && !secure.value) return false;
  if (source.kind === 'known') return source.value === 'acm' ? (secure.kind === 'known' ? true : undefined) : false;
  if (source.kind === 'absent') return false;
  return source.candidates !== undefined && !source.candidates.includes('acm') ? false : undefined;
}
