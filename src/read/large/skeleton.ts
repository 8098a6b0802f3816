import type { Shape } from '../shape.js';

/** What the scanner does with a value: see `value()` in wasm/scan.ts. What is `skip` is passed over. */
const KINDS = ['object', 'list', 'value', 'brief', 'instance', 'mode', 'type', 'skip'] as const;

/** A node of the skeleton: a shape as the scanner follows it. */
export interface SkeletonNode {
  readonly kind: (typeof KINDS)[number];
  /** Ids of what stands under each key that matters. */
  readonly members: ReadonlyMap<string, number>;
  /** What every other member, or every element, is. */
  readonly others: number;
  readonly shape: Shape | undefined;
}

/** A shape and those in it; the first node is the shape's own. A node's id is its place. */
export interface Skeleton {
  readonly nodes: readonly SkeletonNode[];
  /** As the scanner reads it: per node its kind, the others and how many members, then those. */
  readonly encoded: Uint8Array;
}

export function skeletonOf(root: Shape): Skeleton {
  const nodes: SkeletonNode[] = [];
  const known = new Map<unknown, number>();

  function add(key: unknown, make: () => Omit<SkeletonNode, 'shape'>, shape?: Shape): number {
    const there = known.get(key);
    if (there !== undefined) return there;
    const id = nodes.length;
    known.set(key, id);
    nodes.push(PENDING);
    nodes[id] = { ...make(), shape };
    return id;
  }

  /** What has no shape of its own. */
  function plain(kind: SkeletonNode['kind']): number {
    return add(kind, () => ({ kind, members: new Map(), others: plain('skip') }));
  }

  function idOf(shape: Shape): number {
    return add(shape, () => nodeOf(shape), shape);
  }

  function nodeOf(shape: Shape): Omit<SkeletonNode, 'shape'> {
    switch (shape.kind) {
      case 'object': {
        const values = shape.values.map((name) => [name, plain('value')] as const);
        const parts = Object.entries(shape.parts).map(([name, inner]) => [name, idOf(inner())] as const);
        const others = plain(shape.othersInBrief ? 'brief' : 'skip');
        return { kind: 'object', members: new Map([...values, ...parts]), others };
      }
      case 'map':
        return { kind: 'object', members: new Map(), others: idOf(shape.each()) };
      case 'list':
        return { kind: 'list', members: new Map(), others: idOf(shape.each()) };
      case 'instances':
        return { kind: 'list', members: new Map(), others: add('instance', instance) };
      case 'blocks':
        return { kind: 'value', members: new Map(), others: plain('skip') };
      default:
        return shape satisfies never;
    }
  }

  function instance(): Omit<SkeletonNode, 'shape'> {
    const members = new Map([
      ['mode', plain('mode')],
      ['type', plain('type')],
    ]);
    return { kind: 'instance', members, others: plain('skip') };
  }

  idOf(root);
  return { nodes, encoded: encode(nodes) };
}

const PENDING: SkeletonNode = { kind: 'skip', members: new Map(), others: 0, shape: undefined };

function encode(nodes: readonly SkeletonNode[]): Uint8Array {
  return Uint8Array.from(
    nodes.flatMap(({ kind, members, others }) => [
      ...[KINDS.indexOf(kind), others, members.size],
      ...[...members].flatMap(([key, id]) => [key.length, id, ...Buffer.from(key)]),
    ]),
  );
}
