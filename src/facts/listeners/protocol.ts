import { isSecure, PROTOCOLS, type Protocol } from '../../model/facts.js';
import { flatMapValue, known, mapValue, unknown, type Value } from '../../model/value.js';

/** A protocol however it is written; the provider takes any case. Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elb/load_balancer.go */
export function parseProtocol(text: Value<string>): Value<Protocol> {
  return flatMapValue(text, (written) => {
    return KNOWN.get(written.toUpperCase()) ?? unknown('the protocol is none of HTTP, HTTPS, TCP and SSL');
  });
}

/** The same ones for all listeners: a large plan has thousands. */
const KNOWN: ReadonlyMap<string, Value<Protocol>> = new Map(
  PROTOCOLS.map((protocol) => [protocol, known<Protocol>(protocol)]),
);
const SECURE = known(true);
const PLAIN = known(false);

export function securityOf(protocol: Value<Protocol>): Value<boolean> {
  if (protocol.kind === 'known' && protocol.sensitive !== true) return isSecure(protocol.value) ? SECURE : PLAIN;
  return mapValue(protocol, isSecure);
}
