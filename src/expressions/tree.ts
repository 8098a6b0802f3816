import type { TerraformValue } from './value.js';

/** Where a node stands in the text that was parsed. Unit: UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export type UnaryOperator = '-' | '!';
export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface ForNames {
  readonly key: string | undefined;
  readonly value: string;
}

export interface ObjectItem {
  readonly key: Node;
  readonly value: Node;
}

type Shape =
  | { readonly kind: 'literal'; readonly value: TerraformValue }
  /** Texts joined: literals, interpolations and directives. */
  | { readonly kind: 'template'; readonly parts: readonly Node[] }
  /** The texts of a template's `for` directive, joined. */
  | { readonly kind: 'join'; readonly of: Node }
  /** Parentheses, or a template that is one interpolation and so passes its value through. */
  | { readonly kind: 'parentheses'; readonly of: Node }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Node; readonly name: string }
  | { readonly kind: 'index'; readonly of: Node; readonly key: Node }
  /** `of[*].each`: `each` stands on the `item` node. */
  | { readonly kind: 'splat'; readonly of: Node; readonly each: Node }
  | { readonly kind: 'item' }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly expand: boolean }
  | { readonly kind: 'conditional'; readonly condition: Node; readonly yes: Node; readonly no: Node }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | {
      readonly kind: 'for';
      readonly names: ForNames;
      readonly collection: Node;
      /** Undefined for a tuple. */
      readonly key: Node | undefined;
      readonly value: Node;
      readonly grouped: boolean;
      readonly condition: Node | undefined;
    }
  | { readonly kind: 'tuple'; readonly items: readonly Node[] }
  | { readonly kind: 'object'; readonly items: readonly ObjectItem[] };

/** One node of an expression's tree. */
export type Node = Shape & Range;

export type NodeOf<K extends Node['kind']> = Extract<Node, { readonly kind: K }>;

/** The nodes directly below a node, in the order of the text. */
function childNodes(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'variable':
    case 'item':
      return [];
    case 'template':
      return node.parts;
    case 'join':
    case 'parentheses':
    case 'attribute':
    case 'unary':
      return [node.of];
    case 'index':
      return [node.of, node.key];
    case 'splat':
      return [node.of, node.each];
    case 'call':
      return node.args;
    case 'conditional':
      return [node.condition, node.yes, node.no];
    case 'binary':
      return [node.left, node.right];
    case 'for':
      return [node.collection, node.key, node.value, node.condition].filter((child) => child !== undefined);
    case 'tuple':
      return node.items;
    case 'object':
      return node.items.flatMap(({ key, value }) => [key, value]);
    default:
      return node satisfies never;
  }
}

/** How many nodes stand below one another at most; found without recursion, for the tree may be too deep for it. */
export function heightOf(root: Node): number {
  let height = 0;
  let level: readonly Node[] = [root];
  while (level.length > 0) {
    height += 1;
    level = level.flatMap(childNodes);
  }
  return height;
}

/** Whether a tree is a name, with what is taken of it. */
export function isReference(node: Node): boolean {
  if (node.kind === 'index' && node.key.kind !== 'literal') return false;
  return node.kind === 'variable' || ((node.kind === 'attribute' || node.kind === 'index') && isReference(node.of));
}
