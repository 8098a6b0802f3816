import { type Node, toJson } from '../../expressions/index.js';
import { groupBy, once } from '../../model/collections.js';
import type { Json } from '../../model/json.js';
import type { Body, DynamicBlock, Expression } from '../../model/plan.js';
import { evaluateConstant } from './constant.js';
import { listedReferences } from './listed-references.js';
import { type Argument, type Block, nestedName } from './parsed-file.js';

/** Arguments of a resource or call that Terraform itself reads. */
export const META_ARGUMENTS: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'depends_on',
  'provider',
  'providers',
]);

const DYNAMIC: ReadonlySet<string> = new Set(['dynamic']);

/** All names in a resource that mean something to Terraform itself. */
const META_NAMES: ReadonlySet<string> = new Set([
  ...META_ARGUMENTS,
  ...DYNAMIC,
  'lifecycle',
  'connection',
  'provisioner',
]);

/** The arguments and nested blocks that a provider sees. */
export function bodyOf(block: Block): Body {
  return bodyWithout(META_NAMES, block);
}

/**
 * In JSON syntax each block is an argument, too. The names in a nested block are its own, but for `dynamic`. Each part is
 * made once: a body is read again for every instance of its resource.
 */
function bodyWithout(meta: ReadonlySet<string>, block: Block): Body {
  const nested = once(() => nestedParts(meta, block));
  const expressions = once(() => new Map<string, Expression>());
  return {
    expression(name) {
      const attribute = meta.has(name) ? undefined : block.attributes.get(name);
      if (attribute === undefined) return undefined;
      const made = expressions().get(name) ?? expressionOf(attribute);
      expressions().set(name, made);
      return made;
    },
    blocks: (name) => nested().get(name)?.blocks ?? [],
    dynamics: (name) => nested().get(name)?.dynamics ?? [],
    names: () => [...[...block.attributes.keys()].filter((name) => !meta.has(name)), ...nested().keys()],
  };
}

interface NestedParts {
  readonly blocks: readonly Body[];
  readonly dynamics: readonly DynamicBlock[];
}

function nestedParts(meta: ReadonlySet<string>, { blocks }: Block): ReadonlyMap<string, NestedParts> {
  if (blocks.length === 0) return new Map();
  const ofName = groupBy(
    blocks.filter(({ type }) => type === 'dynamic' || !meta.has(type)),
    nestedName,
  );
  return new Map(
    [...ofName].map(([name, parts]) => {
      const fixed = parts.filter(({ type, labels }) => type !== 'dynamic' && labels.length === 0);
      const made = parts.filter(({ type }) => type === 'dynamic').flatMap(dynamicOf);
      return [name, { blocks: fixed.map((inner) => bodyWithout(DYNAMIC, inner)), dynamics: made }] as const;
    }),
  );
}

function dynamicOf(block: Block): readonly DynamicBlock[] {
  const content = block.blocks.find(({ type }) => type === 'content');
  const forEach = argument(block, 'for_each');
  if (content === undefined || forEach === undefined) return [];
  const iterator = block.attributes.get('iterator')?.text?.trim();
  return [{ forEach, iterator: iterator ?? block.labels[0] ?? '', content: bodyWithout(DYNAMIC, content) }];
}

/** The expression of an argument that Terraform itself reads, such as `count`. */
export function argument(block: Block, name: string): Expression | undefined {
  const attribute = block.attributes.get(name);
  return attribute && expressionOf(attribute);
}

/** An expression of which the whole text is known, with its references as Terraform lists them. */
export function expressionOf(attribute: Argument): Expression {
  const tree = attribute.tree();
  if (tree === undefined) return { references: [] };
  // Most arguments are literals, and a configuration may have very many.
  if (tree.kind === 'literal') return literalExpression(tree, toJson(tree.value));
  const references = once(() => listedReferences(tree));
  const constant = once(() => (references().length > 0 ? undefined : evaluateConstant(tree)));
  return {
    tree,
    get references() {
      return references();
    },
    get constant() {
      return constant();
    },
  };
}

function literalExpression(tree: Node, constant: Json | undefined): Expression {
  return constant === undefined ? { tree, references: [] } : { tree, references: [], constant };
}
