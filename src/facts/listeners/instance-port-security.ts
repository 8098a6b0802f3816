import { isSecure, type ListenerFacts } from '../../model/facts.js';
import { known, unknown, type Value } from '../../model/value.js';

/**
 * The listeners of one load balancer, each told whether another uses its instance port with the other security.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Listener.html
 */
export function withInstancePortSecurity(listeners: readonly ListenerFacts[]): readonly ListenerFacts[] {
  return listeners.map((listener) => {
    const instancePortSecurity = securityAmong(listener, listeners);
    return sameText(listener.instancePortSecurity, instancePortSecurity)
      ? listener
      : { ...listener, instancePortSecurity };
  });
}

function sameText(one: Value<string>, other: Value<string>): boolean {
  return one.kind === 'known' && other.kind === 'known' && one.value === other.value;
}

function securityAmong(listener: ListenerFacts, listeners: readonly ListenerFacts[]): Value<'consistent' | 'mixed'> {
  const others = listeners.filter((other) => other !== listener);
  if (others.length === 0) return known('consistent');
  const { instancePort, instanceProtocol } = listener;
  if (instancePort.kind !== 'known' || instanceProtocol.kind !== 'known') {
    return unknown('the instance port or protocol is known after apply');
  }
  const sharing = others.filter(
    (other) => other.instancePort.kind !== 'known' || other.instancePort.value === instancePort.value,
  );
  const secure = isSecure(instanceProtocol.value);
  const agrees = (other: ListenerFacts) =>
    other.instanceProtocol.kind === 'known' && isSecure(other.instanceProtocol.value) === secure;
  if (sharing.every(agrees)) return known('consistent');
  const sure = (other: ListenerFacts) => other.instancePort.kind === 'known' && other.instanceProtocol.kind === 'known';
  if (sharing.some((other) => sure(other) && !agrees(other))) return known('mixed');
  return unknown('the instance port or protocol of another listener is known after apply');
}
