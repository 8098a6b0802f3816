import { fromJson, type Node, parseTemplate } from '../../expressions/index.js';
import type { Json } from '../../model/json.js';
import type { Argument } from './parsed-file.js';

/** No range: an expression in JSON syntax is many texts, each with places of its own. */
const NOWHERE = { start: 0, end: 0 };

/** Deeper than any value people write; one that nests deeper was made to exhaust the stack. */
const MAX_DEPTH = 200;

/**
 * An argument of a block in JSON syntax. The default of a variable is no template.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#variable-blocks
 */
export function argumentOfJson(json: Json, blockType: string, name: string): Argument {
  return new JsonArgument(json, blockType === 'variable' && name === 'default');
}

/** A class, because objects with getters and functions of their own take much memory, and a stack has very many. */
class JsonArgument implements Argument {
  private parsed: { readonly tree: Node | undefined } | undefined;

  constructor(
    private readonly json: Json,
    private readonly isLiteral: boolean,
  ) {}

  get text(): string {
    const { json } = this;
    return typeof json === 'string' ? json : isTooDeep(json, MAX_DEPTH) ? '' : JSON.stringify(json);
  }

  get literal(): string | number | boolean | undefined {
    const { json } = this;
    if (typeof json === 'object') return undefined;
    return typeof json === 'string' && !isPlainText(json) ? undefined : json;
  }

  tree(): Node | undefined {
    this.parsed ??= { tree: this.isLiteral ? literalTree(this.json) : treeOfJson(this.json) };
    return this.parsed.tree;
  }
}

/** Whether a template is its own text: it has nothing to fill in, and nothing escaped. */
function isPlainText(template: string): boolean {
  return !/[$%]\{/.test(template);
}

function literalTree(json: Json): Node | undefined {
  return isTooDeep(json, MAX_DEPTH) ? undefined : { kind: 'literal', value: fromJson(json), ...NOWHERE };
}

function isTooDeep(json: Json, depth: number): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return depth === 0 || Object.values(json).some((part) => isTooDeep(part, depth - 1));
}

/**
 * The expression that a value in JSON syntax means: texts are templates, everything else is itself. Undefined where a
 * text is no valid template.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
function treeOfJson(json: Json, depth = 0): Node | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (typeof json === 'string') {
    if (isPlainText(json)) return literalTree(json);
    const parsed = parseTemplate(json);
    return parsed.kind === 'parsed' ? parsed.node : undefined;
  }
  if (Array.isArray(json)) {
    const items = json.map((item: Json) => treeOfJson(item, depth + 1));
    return items.every((item) => item !== undefined) ? { kind: 'tuple', items, ...NOWHERE } : undefined;
  }
  if (typeof json === 'object' && json !== null) {
    const items = Object.entries(json).map(([name, value]) => ({
      key: treeOfJson(name),
      value: treeOfJson(value, depth + 1),
    }));
    return items.every((item): item is { key: Node; value: Node } => item.key !== undefined && item.value !== undefined)
      ? { kind: 'object', items, ...NOWHERE }
      : undefined;
  }
  return { kind: 'literal', value: fromJson(json), ...NOWHERE };
}
