import type { Protocol } from '../../../model/facts.js';
import { flatMapValue, known, unknown, type Value } from '../../../model/value.js';
import type { ServicePort } from './service.js';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';

export function annotationName(name: string): string {
  return `${PREFIX}${name}`;
}

/**
 * Whether a port takes the certificate: all do, unless `ssl-ports` lists numbers and names. The list is not trimmed.
 * Source: https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws.go (getPortSets, buildListener)
 */
export function takesCertificate(
  certificate: Value<string>,
  ports: Value<string>,
  { port, name }: Pick<ServicePort, 'port' | 'name'>,
): Value<boolean> {
  if (certificate.kind === 'absent') return known(false);
  if (ports.kind === 'absent' || (ports.kind === 'known' && ports.value === '*')) return known(true);
  if (ports.kind === 'unknown') return unknown(ports.reason);
  const listed = ports.value.split(',');
  if (port.kind === 'known' && listed.includes(String(port.value))) return known(true);
  if (name.kind === 'known' && listed.includes(name.value.toLowerCase())) return known(true);
  if (port.kind === 'unknown') return unknown(port.reason);
  return name.kind === 'unknown' ? unknown(name.reason) : known(false);
}

interface Protocols {
  readonly front: Value<Protocol>;
  readonly back: Value<Protocol>;
}

const WITH_CERTIFICATE: Readonly<Record<string, readonly [front: Protocol, back: Protocol]>> = {
  http: ['HTTPS', 'HTTP'],
  https: ['HTTPS', 'HTTPS'],
  ssl: ['SSL', 'SSL'],
  tcp: ['SSL', 'TCP'],
};

/** The protocols of a port, by whether it takes the certificate and by `backend-protocol`. Source: buildListener, as above */
export function protocolsOf(takes: Value<boolean>, backend: Value<string>): Protocols {
  const both = flatMapValue(takes, (secure): Value<readonly [Protocol, Protocol]> => {
    if (!secure) {
      return backend.kind === 'unknown'
        ? unknown(backend.reason, { candidates: [plain('http'), plain('')] })
        : known(plain(backend.kind === 'known' ? backend.value : ''));
    }
    if (backend.kind === 'absent') return known(['SSL', 'TCP']);
    if (backend.kind === 'unknown') return unknown(backend.reason, { candidates: Object.values(WITH_CERTIFICATE) });
    const pair = Object.hasOwn(WITH_CERTIFICATE, backend.value) ? WITH_CERTIFICATE[backend.value] : undefined;
    return pair === undefined ? unknown('backend-protocol is none of http, https, ssl and tcp') : known(pair);
  });
  return {
    front: flatMapValue(both, ([front]) => known(front)),
    back: flatMapValue(both, ([, back]) => known(back)),
  };
}

function plain(backend: string): readonly [Protocol, Protocol] {
  return backend === 'http' ? ['HTTP', 'HTTP'] : ['TCP', 'TCP'];
}
