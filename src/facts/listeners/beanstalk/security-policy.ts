import type { TlsPolicyFacts } from '../../../model/facts.js';
import { unknown } from '../../../model/value.js';
import { unknownTlsPolicy } from '../../tls-policy/blank.js';
import { eitherTlsPolicy } from '../../tls-policy/either.js';
import { hiddenLike } from '../../tls-policy/hidden.js';
import { negotiationPolicy } from '../../tls-policy/negotiation.js';
import { DEFAULT_POLICY, predefinedTlsPolicy } from '../../tls-policy/predefined.js';
import type { Setting, Settings } from './settings.js';

const POLICIES = 'aws:elb:policies:';

/**
 * The security policy that `aws:elb:policies:NAME` gives to a port; without one, the default.
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbpolicies-custom
 */
export function securityPolicy(settings: Settings, port: number, policyNames: Setting): TlsPolicyFacts {
  if (settings.hidden !== null) return unknownTlsPolicy(settings.hidden);
  if (policyNames.value.kind === 'unknown') return unknownTlsPolicy(policyNames.value.reason);
  const named = policyNames.value.kind === 'known' ? listIn(policyNames.value.value) : [];
  const found: TlsPolicyFacts[] = [];
  for (const namespace of settings.namespaces.filter((one) => one.startsWith(POLICIES))) {
    const name = namespace.slice(POLICIES.length);
    const reference = settings.find(namespace, 'SSLReferencePolicy').value;
    const protocols = settings.find(namespace, 'SSLProtocols').value;
    const ports = settings.find(namespace, 'LoadBalancerPorts').value;
    if (reference.kind === 'absent' && protocols.kind === 'absent') continue;
    if (ports.kind === 'unknown') return unknownTlsPolicy(ports.reason);
    const onPorts = ports.kind === 'known' ? listIn(ports.value) : [];
    if (!named.includes(name) && !onPorts.includes(String(port)) && !onPorts.includes(':all')) continue;
    if (reference.kind === 'unknown') return unknownTlsPolicy(reference.reason);
    if (protocols.kind === 'unknown') return unknownTlsPolicy(protocols.reason);
    if (reference.kind === 'known') found.push(hiddenLike(predefinedTlsPolicy(reference.value), reference));
    else if (protocols.kind === 'known') found.push(hiddenLike(protocolsPolicy(name, protocols.value), protocols));
  }
  if (found.length === 0) return predefinedTlsPolicy(DEFAULT_POLICY);
  return eitherTlsPolicy(found, 'several security policies are set for this port');
}

/** `SSLProtocols` lists protocols, and ciphers where somebody chose those, too. */
function protocolsPolicy(name: string, text: string): TlsPolicyFacts {
  const enabled = listIn(text).map((one) => (/^(?:TLS|SSL)v/.test(one) ? `Protocol-${one}` : one));
  const facts = negotiationPolicy(
    name,
    enabled.map((one) => ({ name: one, value: 'true' })),
  );
  if (enabled.some((one) => !one.startsWith('Protocol-'))) return facts;
  const ciphers = unknown<boolean>('the policy does not say which ciphers it has');
  return { ...facts, rsaCiphers: ciphers, ecdsaCiphers: ciphers };
}

function listIn(text: string): readonly string[] {
  return text.split(',').map((one) => one.trim());
}
