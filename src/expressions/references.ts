import type { Node, NodeOf, Range } from './tree.js';

/** One name or literal index of a reference. */
export type ReferenceStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: string | number };

/** What an expression refers to: `aws_acm_certificate.c["k"].arn` up to the first step that is not literal. */
export interface ExpressionReference extends Range {
  readonly root: string;
  readonly steps: readonly ReferenceStep[];
}

/** The references of an expression to what is outside of it, in the order of its text. */
export function referencesIn(node: Node): readonly ExpressionReference[] {
  const found: ExpressionReference[] = [];
  collect(node, new Set(), found);
  return found;
}

function collect(node: Node, bound: ReadonlySet<string>, found: ExpressionReference[]): void {
  switch (node.kind) {
    case 'variable':
    case 'attribute':
    case 'index': {
      collectChain(node, bound, found);
      return;
    }
    case 'for': {
      collect(node.collection, bound, found);
      const { key, value } = node.names;
      const inner = new Set([...bound, value, ...(key === undefined ? [] : [key])]);
      for (const child of [node.key, node.value, node.condition]) if (child !== undefined) collect(child, inner, found);
      return;
    }
    case 'literal':
    case 'item':
      return;
    case 'template':
      for (const part of node.parts) collect(part, bound, found);
      return;
    case 'join':
    case 'parentheses':
    case 'unary':
      collect(node.of, bound, found);
      return;
    case 'splat':
      collect(node.of, bound, found);
      collect(node.each, bound, found);
      return;
    case 'call':
      for (const argument of node.args) collect(argument, bound, found);
      return;
    case 'conditional':
      for (const child of [node.condition, node.yes, node.no]) collect(child, bound, found);
      return;
    case 'binary':
      collect(node.left, bound, found);
      collect(node.right, bound, found);
      return;
    case 'tuple':
      for (const item of node.items) collect(item, bound, found);
      return;
    case 'object':
      for (const { key, value } of node.items) {
        collect(key, bound, found);
        collect(value, bound, found);
      }
      return;
    default:
      node satisfies never;
  }
}

/** The reference that a chain of steps is, and those in its indexes. */
function collectChain(
  node: NodeOf<'variable' | 'attribute' | 'index'>,
  bound: ReadonlySet<string>,
  found: ExpressionReference[],
): void {
  const links: Node[] = [];
  let root: Node = node;
  while (root.kind === 'attribute' || root.kind === 'index') {
    links.unshift(root);
    root = root.of;
  }
  if (root.kind !== 'variable') collect(root, bound, found);
  else if (!bound.has(root.name)) found.push(referenceOf(root, links));
  for (const link of links) if (link.kind === 'index') collect(link.key, bound, found);
}

function referenceOf(root: NodeOf<'variable'>, links: readonly Node[]): ExpressionReference {
  const steps: ReferenceStep[] = [];
  let end = root.end;
  for (const link of links) {
    const step = literalStep(link);
    if (step === undefined) break;
    steps.push(step);
    end = link.end;
  }
  return { root: root.name, steps, start: root.start, end };
}

function literalStep(link: Node): ReferenceStep | undefined {
  if (link.kind === 'attribute') return { kind: 'attribute', name: link.name };
  if (link.kind !== 'index') return undefined;
  const key = literalKey(link.key);
  return key === undefined ? undefined : { kind: 'index', key };
}

/** The key that a literal, or a text of literals, is. */
function literalKey(key: Node): string | number | undefined {
  if (key.kind === 'template') {
    const texts = key.parts.map((part) =>
      part.kind === 'literal' && part.value.kind === 'string' ? part.value.value : undefined,
    );
    return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
  }
  if (key.kind !== 'literal') return undefined;
  if (key.value.kind === 'string') return key.value.value;
  return key.value.kind === 'number' ? Number(key.value.value.mantissa) * 2 ** key.value.value.exponent : undefined;
}

/** The reference as Terraform writes it. */
export function formatReference({ root, steps }: ExpressionReference): string {
  return steps.reduce((text, step) => {
    if (step.kind === 'attribute') return `${text}.${step.name}`;
    return `${text}[${typeof step.key === 'number' ? step.key : JSON.stringify(step.key)}]`;
  }, root);
}
