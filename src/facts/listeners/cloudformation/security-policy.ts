import { eitherTlsPolicy, type TlsPolicyFacts, unknownTlsPolicy } from '../../../model/facts.js';
import { arrayOf, isObject, type Json, type JsonObject } from '../../../model/json.js';
import type { Value } from '../../../model/value.js';
import {
  DEFAULT_POLICY,
  isPredefinedName,
  NEGOTIATION_TYPE,
  negotiationPolicy,
  predefinedTlsPolicy,
  withMarkOf,
} from '../../tls/tls-policy.js';

/** A text of the template by the node that it stands at. */
export type TextAt = (node: Json | undefined) => Value<string>;

/**
 * The security policy of a listener: of the load balancer's `Policies` the one that names the port, or that the
 * listener names; without one, the default.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ec2-elb-policy.html
 */
export function templateSecurityPolicy(
  text: TextAt,
  loadBalancer: JsonObject,
  listener: JsonObject,
  port: Value<number>,
): TlsPolicyFacts {
  const found: TlsPolicyFacts[] = [];
  const { Policies: policies, PolicyNames: policyNames } = { ...loadBalancer, ...listener };
  if (isObject(policies) || isObject(policyNames))
    return unknownTlsPolicy('the policies come from a function of the template');
  const named = arrayOf(policyNames).map(text);
  const notKnown = named.find((name) => name.kind === 'unknown');
  if (notKnown?.kind === 'unknown') return unknownTlsPolicy(notKnown.reason);
  const names = named.flatMap((name) => (name.kind === 'known' ? name.value : []));
  for (const name of named) {
    if (name.kind === 'known' && isPredefinedName(name.value))
      found.push(withMarkOf(name, predefinedTlsPolicy(name.value)));
  }
  for (const policy of arrayOf(policies)) {
    if (!isObject(policy)) continue;
    const [type, name] = [text(policy['PolicyType']), text(policy['PolicyName'])];
    if (type.kind === 'unknown') return unknownTlsPolicy(type.reason);
    if (type.kind === 'absent' || type.value !== NEGOTIATION_TYPE) continue;
    if (name.kind === 'unknown') return unknownTlsPolicy(name.reason);
    const ports = arrayOf(policy['LoadBalancerPorts']).map(text);
    const open = ports.find((one) => one.kind === 'unknown') ?? (port.kind === 'unknown' ? port : undefined);
    const listed = name.kind === 'known' && names.includes(name.value);
    if (!listed && open?.kind === 'unknown') return unknownTlsPolicy(open.reason);
    const onPort = ports.some(
      (one) => one.kind === 'known' && port.kind === 'known' && one.value === String(port.value),
    );
    if (listed || onPort) {
      found.push(withMarkOf(name, ofPolicy(text, policy, name.kind === 'known' ? name.value : 'without a name')));
    }
  }
  if (found.length === 0 && names.length > 0)
    return unknownTlsPolicy('the policies that the listener names are not in the template');
  if (found.length === 0) return predefinedTlsPolicy(DEFAULT_POLICY);
  return eitherTlsPolicy(found, 'several security policies are for this port');
}

function ofPolicy(text: TextAt, policy: JsonObject, name: string): TlsPolicyFacts {
  const attributes = arrayOf(policy['Attributes']).map((one) => {
    const attribute = isObject(one) ? one : {};
    return { name: text(attribute['Name']), value: text(attribute['Value']) };
  });
  const open = attributes.flatMap(({ name: key, value }) => [key, value]).find((one) => one.kind === 'unknown');
  if (open?.kind === 'unknown') return unknownTlsPolicy(open.reason);
  return negotiationPolicy(
    name,
    attributes.flatMap(({ name: key, value }) =>
      key.kind === 'known' ? [{ name: key.value, value: value.kind === 'known' ? value.value : '' }] : [],
    ),
  );
}
