import { distinctBy, once } from '../../model/collections.js';
import { type ListenerFacts, unknownTlsPolicy } from '../../model/facts.js';
import { arrayOf, type Json, scalarText } from '../../model/json.js';
import type { Body, Resource } from '../../model/plan.js';
import { flatMapValue, known, knownOr, oneOf, unknown, type Value } from '../../model/value.js';
import { attribute, blockOf, numberAttribute, type ResolvedBlock, textAttribute } from '../../resolve/index.js';
import { evaluatedArgument, findCertificate } from '../certificates/find-certificate.js';
import type { FactContext, ListenerBlock, ListenerSource } from '../sources.js';
import { attachedTlsPolicy, attachmentSources } from '../tls/attached.js';
import {
  amongEachOther,
  type FoundListener,
  type FoundLoadBalancer,
  foundLoadBalancer,
  listenerFacts,
  parsePort,
  parseProtocol,
  unknownListeners,
} from './listener.js';

const BLOCK = {
  name: 'listener',
  port: 'lb_port',
  protocol: 'lb_protocol',
  instancePort: 'instance_port',
  instanceProtocol: 'instance_protocol',
  certificate: 'ssl_certificate_id',
} as const satisfies ListenerBlock;

/** All that a block says. */
const ARGUMENTS = [BLOCK.port, BLOCK.protocol, BLOCK.instancePort, BLOCK.instanceProtocol, BLOCK.certificate];

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb */
export default {
  mode: 'managed',
  type: 'aws_elb',
  nestedBlocks: { access_logs: 'list', health_check: 'list', [BLOCK.name]: 'set' },
  certificateArgument: BLOCK.certificate,
  listenerBlock: BLOCK,
  alsoReads: attachmentSources,
  collect(context, resource) {
    const loadBalancer = foundLoadBalancer(context, resource, textAttribute(resource, 'name'));
    const listeners = attribute(resource, [BLOCK.name]);
    const planned = arrayOf(resource.values[BLOCK.name]).map((_, at) => plannedListener(resource, at));
    if (planned.length === 0) {
      if (listeners.kind !== 'unknown') return [];
      const evaluated = context.resolver.evaluatedBlocks(resource, BLOCK.name) ?? [];
      if (evaluated.length === 0) return [unknownListeners(loadBalancer, listeners.reason)];
      const repeated = evaluated.filter((block) => block.repeated);
      const fixed = distinctBy(
        evaluated.filter((block) => !block.repeated),
        (block) => JSON.stringify(ARGUMENTS.map((name) => block.value(name))),
      );
      // There is at least one listener, so that a repeated block makes one where nothing else does.
      const doubt = fixed.length === 0 ? null : NUMBER_UNKNOWN;
      return [
        ...fixed.map((block) => listenerOfBlocks(context, resource, loadBalancer, [block], null)),
        ...(repeated.length === 0 ? [] : [listenerOfBlocks(context, resource, loadBalancer, repeated, doubt)]),
      ];
    }
    // Looked for when they are first asked for: most certificates are told without.
    const blocks = once(() => {
      const found = blockOf(context.resolver.plan, resource)?.block.body.blocks(BLOCK.name) ?? [];
      return blocksOfListeners(planned, withoutRepeats(found), (block) => referredPort(context, resource, block));
    });
    const written = once(() => {
      const evaluated = context.resolver.evaluatedBlocks(resource, BLOCK.name);
      return evaluated && blocksOfPlanned(planned, evaluated);
    });
    return amongEachOther(
      planned.map((listener, at) => {
        const expressions = () => (blocks()[at] ?? []).flatMap((block) => block.expression(BLOCK.certificate) ?? []);
        const certificate = findCertificate(context, resource, listener.named, expressions, () => {
          return evaluatedArgument(written()?.[at] ?? [], BLOCK.certificate);
        });
        const ends = isWhollyKnown(listener) ? listener : endsWithSource(listener, written()?.[at] ?? []);
        return listenerFacts(loadBalancer, {
          ...ends,
          certificate,
          tlsPolicy: () => attachedTlsPolicy(context, resource, ends.port, certificate.facts),
        });
      }),
    );
  },
} as const satisfies ListenerSource;

/** The ports and protocols of a listener. */
type ListenerEnds = Pick<FoundListener, 'port' | 'protocol' | 'instancePort' | 'instanceProtocol'>;

/** One element of the planned set, with the text that names its certificate. */
export interface PlannedListener extends ListenerEnds {
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

function isWhollyKnown({ port, protocol, instancePort, instanceProtocol }: ListenerEnds): boolean {
  return [port, protocol, instancePort, instanceProtocol].every(({ kind }) => kind === 'known');
}

/** What is planned, and in the place of what is known after apply what the only block says that a listener may come from. */
function endsWithSource(planned: ListenerEnds, blocks: readonly ResolvedBlock[]): ListenerEnds {
  const [block, ...others] = blocks;
  if (block === undefined || others.length > 0) return planned;
  const written = endsOf((name) => block.value(name), 'the source does not tell');
  const told = <T>(own: Value<T>, other: Value<T>) => (own.kind === 'unknown' && other.kind === 'known' ? other : own);
  return {
    port: told(planned.port, written.port),
    protocol: told(planned.protocol, written.protocol),
    instancePort: told(planned.instancePort, written.instancePort),
    instanceProtocol: told(planned.instanceProtocol, written.instanceProtocol),
  };
}

/** The ports and protocols that the arguments of a block are. */
function endsOf(argument: (name: string) => Value<Json>, reason: string): ListenerEnds {
  const port = (name: string) =>
    flatMapValue(argument(name), (value): Value<number> => portOf(value) ?? unknown(reason));
  const protocol = (name: string) =>
    parseProtocol(flatMapValue(argument(name), (value) => knownOr(typeof value === 'string' ? value : undefined)));
  return {
    port: port(BLOCK.port),
    protocol: protocol(BLOCK.protocol),
    instancePort: port(BLOCK.instancePort),
    instanceProtocol: protocol(BLOCK.instanceProtocol),
  };
}

const NUMBER_UNKNOWN = 'how many listeners there are is known after apply';

/** The listeners of some blocks as one, where not even the number of all is known: what these blocks have in common. */
function listenerOfBlocks(
  context: FactContext,
  resource: Resource,
  loadBalancer: FoundLoadBalancer,
  blocks: readonly ResolvedBlock[],
  doubt: string | null,
): ListenerFacts {
  const reason = NUMBER_UNKNOWN;
  const either = (name: string) =>
    oneOf(
      blocks.map((block) => block.value(name)),
      reason,
    );
  const certificate = either(BLOCK.certificate);
  const named = flatMapValue(certificate, (value) =>
    knownOr(typeof value === 'string' && value !== '' ? value : undefined),
  );
  const found = findCertificate(
    context,
    resource,
    named,
    () => [],
    () => evaluatedArgument(blocks, BLOCK.certificate),
  );
  const facts = listenerFacts(loadBalancer, {
    ...endsOf(either, reason),
    certificate: found,
    tlsPolicy: () => unknownTlsPolicy(reason),
    doubt,
  });
  // A block may make several listeners, which one of them alone does not tell.
  return { ...facts, instancePortSecurity: unknown(reason), portUnique: unknown(reason) };
}

function portOf(value: Json): Value<number> | undefined {
  const port = parsePort(scalarText(value));
  return port === undefined ? undefined : known(port);
}

/** For each planned listener the blocks that it may come from, joined by ports and protocols: Terraform sorts the planned set. */
function blocksOfPlanned(
  planned: readonly PlannedListener[],
  blocks: readonly ResolvedBlock[],
): readonly (readonly ResolvedBlock[])[] {
  const possible = planned.map((listener) => blocks.filter((block) => mayMake(listener, block)));
  // A block makes one listener, unless it stands for an unknown number of them.
  const taken = new Set(possible.flatMap((own) => (own.length === 1 && own[0]?.repeated === false ? own : [])));
  return possible.map((own) => (own.length === 1 ? own : own.filter((block) => !taken.has(block))));
}

function mayMake(listener: PlannedListener, block: ResolvedBlock): boolean {
  return (
    mayEqual(listener.port, block.value(BLOCK.port), Number) &&
    mayEqual(listener.instancePort, block.value(BLOCK.instancePort), Number) &&
    mayEqual(listener.protocol, block.value(BLOCK.protocol), upperCase) &&
    mayEqual(listener.instanceProtocol, block.value(BLOCK.instanceProtocol), upperCase) &&
    mayEqual(listener.named, block.value(BLOCK.certificate), String)
  );
}

function mayEqual<T>(fact: Value<T>, written: Value<Json>, read: (text: string) => unknown): boolean {
  return fact.kind !== 'known' || written.kind !== 'known' || read(scalarText(written.value)) === fact.value;
}

/** Blocks that say the same are one element of the planned set. */
function withoutRepeats(blocks: readonly Body[]): readonly Body[] {
  const said = blocks.map((block) => {
    const [port, ...others] = ARGUMENTS.map((name) => block.expression(name));
    if (port?.constant === undefined || others.some((one) => one !== undefined && one.constant === undefined))
      return block;
    return JSON.stringify([port, ...others].map((one) => one?.constant ?? null));
  });
  return blocks.filter((_, at) => said.indexOf(said[at] ?? '') === at);
}

/** The port that a block's only reference leads to, a variable's value; undefined where it leads to none. */
function referredPort({ resolver }: FactContext, resource: Resource, block: Body): number | undefined {
  const written = block.expression(BLOCK.port);
  const [origin, ...others] = written === undefined ? [] : resolver.traceExpression(resource, written);
  return origin?.kind === 'known' && others.length === 0 ? parsePort(scalarText(origin.value)) : undefined;
}

/**
 * For each planned listener the `listener` blocks that it may come from. Terraform sorts the planned set, so ports and
 * protocols join the two, never positions. None where a `dynamic` block may have made it: those are not in plan JSON.
 * `referred` gives a port that a block refers to: taken for its own only where that explains every block.
 */
export function blocksOfListeners(
  planned: readonly PlannedListener[],
  blocks: readonly Body[],
  referred: (block: Body) => number | undefined,
): readonly (readonly Body[])[] {
  const certain = certainBlocks(planned, blocks, referred);
  const taken = new Set(certain);
  const free = blocks.filter((block) => !taken.has(block));
  const allStatic = planned.length <= blocks.length;
  return planned.map((listener, at) => {
    const own = certain[at];
    if (own !== undefined) return [own];
    return allStatic ? free.filter((block) => constantsAgree(listener, block)) : [];
  });
}

/** One listener a port is all that a load balancer takes, so a block with the listener's own port is its block. */
function certainBlocks(
  planned: readonly PlannedListener[],
  blocks: readonly Body[],
  referred: (block: Body) => number | undefined,
): readonly (Body | undefined)[] {
  const ports = new Map(blocks.map((block) => [block, constantOf(block, BLOCK.port, Number)] as const));
  const own = planned.map(({ port }) => {
    return port.kind === 'known' ? blocks.find((block) => ports.get(block) === port.value) : undefined;
  });
  if (own.every((block) => block !== undefined)) return own;
  const explained = planned.map(({ port }) => {
    if (port.kind !== 'known') return [];
    return blocks.filter((block) => (ports.get(block) ?? referred(block)) === port.value);
  });
  const isOneToOne = new Set(explained.flat()).size === blocks.length && explained.every((found) => found.length <= 1);
  return isOneToOne ? explained.map(([block]) => block) : own;
}

function constantsAgree(listener: PlannedListener, block: Body): boolean {
  return (
    agreesWithConstant(listener.port, constantOf(block, BLOCK.port, Number)) &&
    agreesWithConstant(listener.instancePort, constantOf(block, BLOCK.instancePort, Number)) &&
    agreesWithConstant(listener.protocol, constantOf(block, BLOCK.protocol, upperCase)) &&
    agreesWithConstant(listener.instanceProtocol, constantOf(block, BLOCK.instanceProtocol, upperCase)) &&
    mayName(listener, block)
  );
}

function agreesWithConstant<T>(fact: Value<T>, constant: unknown): boolean {
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
