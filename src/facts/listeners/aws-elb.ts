import { once } from '../../model/collections.js';
import { arrayOf } from '../../model/json.js';
import type { Body, Resource } from '../../model/plan.js';
import type { Value } from '../../model/value.js';
import { attribute, blockOf, numberAttribute, textAttribute } from '../../resolve/index.js';
import { findCertificate } from '../certificates/find-certificate.js';
import type { ListenerBlock, ListenerSource } from '../sources.js';
import { attachedTlsPolicy, attachmentSources } from '../tls/attached.js';
import {
  type FoundListener,
  foundLoadBalancer,
  listenerFacts,
  parseProtocol,
  unknownListeners,
  withInstancePortSecurity,
} from './listener.js';

const BLOCK = {
  name: 'listener',
  port: 'lb_port',
  protocol: 'lb_protocol',
  instancePort: 'instance_port',
  instanceProtocol: 'instance_protocol',
  certificate: 'ssl_certificate_id',
} as const satisfies ListenerBlock;

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb */
export default {
  mode: 'managed',
  type: 'aws_elb',
  nestedBlocks: ['access_logs', 'health_check', BLOCK.name],
  listenerBlock: BLOCK,
  alsoReads: attachmentSources,
  collect(context, resource) {
    const loadBalancer = foundLoadBalancer(context, resource, textAttribute(resource, 'name'));
    const listeners = attribute(resource, [BLOCK.name]);
    const planned = arrayOf(resource.values[BLOCK.name]).map((_, at) => plannedListener(resource, at));
    if (planned.length === 0) {
      return listeners.kind === 'unknown' ? [unknownListeners(loadBalancer, listeners.reason)] : [];
    }
    // Looked for when they are first asked for: most certificates are told without.
    const blocks = once(() => {
      return blocksOf(planned, blockOf(context.resolver.plan, resource)?.block.body.blocks(BLOCK.name) ?? []);
    });
    return withInstancePortSecurity(
      planned.map((listener, at) => {
        const expressions = () => (blocks()[at] ?? []).flatMap((block) => block.expression(BLOCK.certificate) ?? []);
        return listenerFacts(loadBalancer, {
          ...listener,
          certificate: findCertificate(context, resource, listener.named, expressions),
          tlsPolicy: () => attachedTlsPolicy(context, resource, listener.port),
        });
      }),
    );
  },
} as const satisfies ListenerSource;

/** One element of the planned set, with the text that names its certificate. */
export interface PlannedListener
  extends Pick<FoundListener, 'port' | 'protocol' | 'instancePort' | 'instanceProtocol'> {
  readonly named: Value<string>;
}

/** `after` and `after_unknown` share an element's index; the configuration does not. */
function plannedListener(resource: Resource, at: number): PlannedListener {
  return {
    port: numberAttribute(resource, BLOCK.name, at, BLOCK.port),
    protocol: parseProtocol(textAttribute(resource, BLOCK.name, at, BLOCK.protocol)),
    instancePort: numberAttribute(resource, BLOCK.name, at, BLOCK.instancePort),
    instanceProtocol: parseProtocol(textAttribute(resource, BLOCK.name, at, BLOCK.instanceProtocol)),
    named: textAttribute(resource, BLOCK.name, at, BLOCK.certificate),
  };
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
function isSurely({ port }: PlannedListener, block: Body): boolean {
  return port.kind === 'known' && constantOf(block, BLOCK.port, Number) === port.value;
}

function mayBe(listener: PlannedListener, block: Body): boolean {
  return (
    agrees(listener.port, constantOf(block, BLOCK.port, Number)) &&
    agrees(listener.instancePort, constantOf(block, BLOCK.instancePort, Number)) &&
    agrees(listener.protocol, constantOf(block, BLOCK.protocol, upperCase)) &&
    agrees(listener.instanceProtocol, constantOf(block, BLOCK.instanceProtocol, upperCase)) &&
    mayName(listener, block)
  );
}

function agrees<T>(fact: Value<T>, constant: unknown): boolean {
  return fact.kind !== 'known' || constant === undefined || constant === fact.value;
}

/** A certificate that is not known yet comes from an expression that refers to something. */
function mayName({ named }: PlannedListener, block: Body): boolean {
  const expression = block.expression(BLOCK.certificate);
  return named.kind !== 'unknown' || (expression !== undefined && expression.constant === undefined);
}

/** The constant that an argument is written as; undefined for one that is not, or is left out. */
function constantOf(block: Body, name: string, read: (constant: string) => unknown): unknown {
  const constant = block.expression(name)?.constant;
  const written = typeof constant === 'number' || (typeof constant === 'string' && constant !== '');
  return written ? read(String(constant)) : undefined;
}

function upperCase(text: string): string {
  return text.toUpperCase();
}
