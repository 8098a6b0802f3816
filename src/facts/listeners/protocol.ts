import { isSecure, PROTOCOLS, type Protocol } from '../../model/facts.js';
import { flatMapValue, known, mapValue, unknown, type Value } from '../../model/value.js';

/** A protocol however it is written; the provider takes any case. Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elb/load_balancer.go */
export function parseProtocol(text: Value<string>): Value<Protocol> {
  return flatMapValue(text, (written) => {
    const protocol = PROTOCOLS.find((candidate) => candidate === written.toUpperCase());
    return protocol === undefined ? unknown('the protocol is none of HTTP, HTTPS, TCP and SSL') : known(protocol);
  });
}

export function securityOf(protocol: Value<Protocol>): Value<boolean> {
  return mapValue(protocol, isSecure);
}
