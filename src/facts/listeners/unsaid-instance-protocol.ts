import { PROTOCOLS, type Protocol } from '../../model/facts.js';
import { flatMapValue, unknown, type Value } from '../../model/value.js';

const LAYERS: readonly (readonly Protocol[])[] = [
  PROTOCOLS.filter((protocol) => protocol.startsWith('HTTP')),
  PROTOCOLS.filter((protocol) => !protocol.startsWith('HTTP')),
];

/**
 * The back-end protocol where nobody says it: one of the front end's layer, of which the documentation does not tell
 * which. Source: https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Listener.html
 */
export function unsaidInstanceProtocol(protocol: Value<Protocol>): Value<Protocol> {
  return flatMapValue(protocol, (front) => {
    const candidates = LAYERS.find((layer) => layer.includes(front)) ?? [];
    return unknown('the back-end protocol is left out', { candidates });
  });
}
