import type { Protocol } from '../../model/facts.js';
import type { Body } from '../../model/plan.js';
import type { Value } from '../../model/value.js';

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
