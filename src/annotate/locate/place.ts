import { parseAddress } from '../../model/address.js';
import type { ListenerFacts } from '../../model/facts.js';
import type { Finding, Location } from '../../model/finding.js';
import type { Value } from '../../model/value.js';
import type { Block, Position } from '../../read/source/parsed-file.js';
import type { Configuration, PlacedBlock } from '../../read/source/source-file.js';
import { findModule, nestedBlocks } from './find-block.js';

/** What stands in the source for one subject, as far as it is sure. */
export interface Place {
  readonly via: Configuration['via'];
  /** The module calls on the way to it. */
  readonly calls: readonly PlacedBlock[];
  /** The resource's block and those that override it; empty where its module is not at hand. */
  readonly resource: readonly PlacedBlock[];
  readonly listener: ListenerBlock | undefined;
  /** True where the module is at hand and has no such resource: this is not what was planned. */
  readonly missing: boolean;
}

/** Instance keys do not matter: all instances of a block stand in one place. */
export function findPlace({ via, root }: Configuration, text: string, listener: ListenerFacts | undefined): Place {
  const nowhere: Place = { via, calls: [], resource: [], listener: undefined, missing: false };
  const address = parseAddress(text);
  if (address === undefined) return nowhere;
  const { folder, calls } = findModule(root, address.module);
  if (folder === undefined) return { ...nowhere, calls, missing: calls.length === 0 };
  const type = address.mode === 'data' ? 'data' : 'resource';
  const resource = folder.blocks(type, [address.type, address.name]);
  return {
    via,
    calls,
    resource,
    listener: listener === undefined ? undefined : findListenerBlock(resource, listener),
    missing: resource.length === 0,
  };
}

/** The nested block that makes a listener, by resource type; other types make theirs in some other way. */
const LISTENER_BLOCKS: Readonly<Record<string, string>> = { aws_elb: 'listener' };

/** The block that a listener surely comes from. A `dynamic` block's `content` comes with the block around it. */
export interface ListenerBlock extends PlacedBlock {
  readonly around: Block | undefined;
}

/**
 * The block of one listener, or undefined where two or none could be it. Ports and protocols join the two, as nothing
 * else can: Terraform sorts the planned set. Every listener comes from some block, so one that is left over is its own.
 */
export function findListenerBlock(
  resource: readonly PlacedBlock[],
  listener: ListenerFacts,
): ListenerBlock | undefined {
  const name = LISTENER_BLOCKS[listener.loadBalancer.type];
  if (name === undefined) return undefined;
  const blocks = nestedBlocks(resource, name).flatMap(withContent);
  const possible = blocks.filter(({ block }) => mayMake(listener, block));
  // A load balancer takes one listener a port, so a block with the listener's own port is its block.
  const sure = possible.filter(({ block }) => block.attributes.get('lb_port')?.literal !== undefined);
  const [only, ...others] = sure.length > 0 ? sure : possible;
  return others.length === 0 ? only : undefined;
}

function withContent({ file, block }: PlacedBlock): readonly ListenerBlock[] {
  if (block.type !== 'dynamic') return [{ file, block, around: undefined }];
  return block.blocks
    .filter(({ type }) => type === 'content')
    .map((content) => ({ file, block: content, around: block }));
}

function mayMake(listener: ListenerFacts, block: Block): boolean {
  return (
    agrees(listener.port, block, 'lb_port', Number) &&
    agrees(listener.instancePort, block, 'instance_port', Number) &&
    agrees(listener.protocol, block, 'lb_protocol', upperCase) &&
    agrees(listener.instanceProtocol, block, 'instance_protocol', upperCase)
  );
}

/** What is written as a literal is known in every plan, so an unknown value comes from a block that has none. */
function agrees<T>(fact: Value<T>, block: Block, name: string, read: (literal: unknown) => unknown): boolean {
  const literal = block.attributes.get(name)?.literal;
  if (literal === undefined) return true;
  return fact.kind === 'known' && read(literal) === fact.value;
}

function upperCase(literal: unknown): string {
  return String(literal).toUpperCase();
}

/** The argument of a `listener` block that a fact is read from, by the first name on the fact's path. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  certificate: 'ssl_certificate_id',
  instancePortSecurity: 'instance_port',
  instanceProtocol: 'instance_protocol',
  instancePort: 'instance_port',
  protocol: 'lb_protocol',
  secure: 'lb_protocol',
  port: 'lb_port',
};

/**
 * The line to change: the listener's argument that decided the finding, else the listener's block, else the resource's,
 * else the call of a module whose source is not at hand.
 */
export function locationOf(place: Place | undefined, finding: Finding): Location | null {
  if (place === undefined) return null;
  const { via, listener, resource, calls } = place;
  if (listener !== undefined) {
    return located(listener, listener.block.attributes.get(argumentOf(finding)) ?? listener.block, via);
  }
  const [block] = resource;
  if (block !== undefined) return located(block, block.block, via);
  const call = calls.at(-1);
  return call === undefined || place.missing ? null : located(call, call.block, 'call');
}

/** What a finding says of a certificate is said of `ssl_certificate_id`, whatever it was compared with. */
function argumentOf({ decidedBy }: Finding): string {
  for (const [name, argument] of Object.entries(ARGUMENTS)) {
    if (decidedBy.some((path) => path === name || path.startsWith(`${name}.`))) return argument;
  }
  return 'ssl_certificate_id';
}

function located({ file }: PlacedBlock, { line, column }: Position, via: string): Location {
  return { file: file.shown, line, column, via };
}
