import { once } from '../../model/collections.js';
import type { Protocol } from '../../model/facts.js';
import type { Body, Resource } from '../../model/plan.js';
import type { Value } from '../../model/value.js';
import { attribute, blockOf, numberAttribute, textAttribute } from '../../resolve/index.js';
import type { TracedCertificate } from '../certificates/certificate.js';
import { findCertificate } from '../certificates/find-certificate.js';
import type { FactContext } from '../context.js';
import { attachedTlsPolicy } from '../tls/attached.js';
import {
  type ListenerSource,
  listenerFacts,
  loadBalancerFacts,
  parseProtocol,
  unknownListeners,
  withInstancePortSecurity,
} from './listener.js';

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb */
export default {
  mode: 'managed',
  type: 'aws_elb',
  collect(context, resource) {
    const listeners = attribute(resource, ['listener']);
    if (listeners.kind === 'absent') return [];
    const count = Array.isArray(resource.values['listener']) ? resource.values['listener'].length : 0;
    const frame = { loadBalancer: loadBalancerFacts(context, resource, textAttribute(resource, 'name')), doubt: null };
    if (count === 0)
      return listeners.kind === 'unknown' ? [unknownListeners(context, resource, frame, listeners.reason)] : [];
    const planned = Array.from({ length: count }, (_, at) => plannedListener(resource, at));
    // Looked for when they are first asked for: most certificates are told without.
    const blocks = once(() =>
      blocksOf(planned, blockOf(context.resolver.plan, resource)?.block.body.blocks('listener') ?? []),
    );
    return withInstancePortSecurity(
      planned.map((listener, at) =>
        listenerFacts(context, resource, frame, {
          planned: listener,
          certificate: certificateOf(context, resource, listener, () => blocks()[at] ?? []),
          tlsPolicy: () => attachedTlsPolicy(context, resource, listener.port),
        }),
      ),
    );
  },
} satisfies ListenerSource;

/** One element of the planned set. `after` and `after_unknown` share its index; the configuration does not. */
function plannedListener(resource: Resource, at: number): PlannedListener {
  return {
    port: numberAttribute(resource, 'listener', at, 'lb_port'),
    protocol: parseProtocol(textAttribute(resource, 'listener', at, 'lb_protocol')),
    instancePort: numberAttribute(resource, 'listener', at, 'instance_port'),
    instanceProtocol: parseProtocol(textAttribute(resource, 'listener', at, 'instance_protocol')),
    certificate: textAttribute(resource, 'listener', at, 'ssl_certificate_id'),
  };
}

function certificateOf(
  context: FactContext,
  resource: Resource,
  planned: PlannedListener,
  blocks: () => readonly Body[],
): TracedCertificate {
  return findCertificate(context, resource, planned.certificate, () =>
    blocks().flatMap((block) => block.expression('ssl_certificate_id') ?? []),
  );
}

/** One listener as planned, before its certificate is looked for. */
export interface PlannedListener {
  readonly port: Value<number>;
  readonly protocol: Value<Protocol>;
  readonly instancePort: Value<number>;
  readonly instanceProtocol: Value<Protocol>;
  readonly certificate: Value<string>;
}

/**
 * For each planned listener the `listener` blocks that it may come from. Terraform sorts the planned set, so ports and
 * protocols join the two, never positions. None where a `dynamic` block may have made it: those are not in plan JSON.
 */
export function blocksOf(planned: readonly PlannedListener[], blocks: readonly Body[]): readonly (readonly Body[])[] {
  const certain = planned.map((listener) => blocks.find((block) => isSurely(listener, block)));
  const taken = new Set(certain);
  const free = blocks.filter((block) => !taken.has(block));
  const allStatic = planned.length <= blocks.length;
  return planned.map((listener, at) => {
    const own = certain[at];
    if (own !== undefined) return [own];
    return allStatic ? free.filter((block) => mayBe(listener, block)) : [];
  });
}

/** One listener a port is all that a load balancer takes, so a block with the listener's own port is its block. */
function isSurely(listener: PlannedListener, block: Body): boolean {
  return listener.port.kind === 'known' && constantNumber(block, 'lb_port') === listener.port.value;
}

function mayBe(listener: PlannedListener, block: Body): boolean {
  const port = constantNumber(block, 'lb_port');
  if (listener.port.kind === 'known' && port !== undefined && port !== listener.port.value) return false;
  const instancePort = constantNumber(block, 'instance_port');
  if (
    listener.instancePort.kind === 'known' &&
    instancePort !== undefined &&
    instancePort !== listener.instancePort.value
  )
    return false;
  return (
    agrees(listener.protocol, block, 'lb_protocol') &&
    agrees(listener.instanceProtocol, block, 'instance_protocol') &&
    mayName(listener, block)
  );
}

function agrees(protocol: Value<Protocol>, block: Body, name: string): boolean {
  const constant = block.expression(name)?.constant;
  return protocol.kind !== 'known' || typeof constant !== 'string' || constant.toUpperCase() === protocol.value;
}

/** A certificate that is not known yet comes from an expression that refers to something. */
function mayName(listener: PlannedListener, block: Body): boolean {
  const expression = block.expression('ssl_certificate_id');
  if (listener.certificate.kind !== 'unknown') return true;
  return expression !== undefined && expression.constant === undefined;
}

function constantNumber(block: Body, name: string): number | undefined {
  const constant = block.expression(name)?.constant;
  if (typeof constant === 'number') return constant;
  return typeof constant === 'string' && constant !== '' ? Number(constant) : undefined;
}
