import type { ListenerFacts, LoadBalancerFacts, TlsPolicyFacts } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { known, unknown, type Value } from '../../model/value.js';
import { unknownCertificate } from '../certificates/blank.js';
import type { TracedCertificate } from '../certificates/certificate-source.js';
import type { FactContext } from '../fact-context.js';
import { unknownTlsPolicy } from '../tls-policy/blank.js';
import { tlsPolicyOf } from '../tls-policy/of-listener.js';
import type { PlannedListener } from './listener-blocks.js';
import { securityOf } from './protocol.js';

/** What the listeners of one load balancer have in common. */
export interface ListenerFrame {
  readonly loadBalancer: LoadBalancerFacts;
  /** Why this may not be a Classic Load Balancer; null where it surely is one. */
  readonly doubt: string | null;
}

/** One listener as it is planned, its certificate found. */
export interface FoundListener {
  readonly planned: Omit<PlannedListener, 'certificate'>;
  readonly certificate: TracedCertificate;
  /** Asked only of a listener that is secure. */
  tlsPolicy(): TlsPolicyFacts;
}

const CONSISTENT = known<'consistent'>('consistent');

/** The facts of one listener. */
export function listenerFacts(
  context: FactContext,
  resource: Resource,
  frame: ListenerFrame,
  { planned, certificate, tlsPolicy }: FoundListener,
): ListenerFacts {
  const secure = shown(securityOf(planned.protocol));
  const { address, constructPath, loadBalancer, certainty, doubt, now } = frameFacts(context, resource, frame);
  return {
    address,
    constructPath,
    loadBalancer,
    certainty,
    doubt,
    now,
    port: shown(planned.port),
    protocol: shown(planned.protocol),
    secure,
    instancePort: shown(planned.instancePort),
    instanceProtocol: shown(planned.instanceProtocol),
    instancePortSecurity: CONSISTENT,
    certificate: certificate.facts,
    tlsPolicy: tlsPolicyOf(secure, tlsPolicy),
    trace: [resource.address, ...certificate.trace],
  };
}

/** Listeners of which not even the number is known. */
export function unknownListeners(
  context: FactContext,
  resource: Resource,
  frame: ListenerFrame,
  reason: string,
): ListenerFacts {
  const hidden = unknown<never>(reason);
  return {
    ...frameFacts(context, resource, frame),
    port: hidden,
    protocol: hidden,
    secure: hidden,
    instancePort: hidden,
    instanceProtocol: hidden,
    instancePortSecurity: hidden,
    certificate: unknownCertificate(reason),
    tlsPolicy: unknownTlsPolicy(reason),
    trace: [resource.address],
  };
}

function frameFacts(context: FactContext, resource: Resource, { loadBalancer, doubt }: ListenerFrame) {
  return {
    address: resource.address,
    constructPath: resource.constructPath ?? null,
    loadBalancer,
    certainty: doubt === null ? ('certain' as const) : ('possible' as const),
    doubt,
    now: context.nowText,
  };
}

/** Terraform marks a whole set sensitive when one value in it is; ports and protocols are shown all the same. */
function shown<T>(value: Value<T>): Value<T> {
  if (value.kind === 'known') return value.sensitive === true ? known(value.value) : value;
  if (value.kind === 'absent' || value.sensitive !== true) return value;
  const { sensitive: _, ...rest } = value;
  return rest;
}
