import type { ListenerFacts } from '../model/facts.js';
import type { Value } from '../model/value.js';
import type { Block } from './block.js';
import { nestedBlocks, type PlacedBlock } from './find-block.js';

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
