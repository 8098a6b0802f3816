import { fromJson, type Node, parseTemplate } from '../../expressions/index.js';
import type { Json } from '../../model/json.js';

/** No range: an expression in JSON syntax is many texts, each with places of its own. */
const NOWHERE = { start: 0, end: 0 };

/**
 * The expression that a value in JSON syntax means: texts are templates, everything else is itself. Undefined where a
 * text is no valid template.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function treeOfJson(json: Json): Node | undefined {
  if (typeof json === 'string') {
    const parsed = parseTemplate(json);
    return parsed.kind === 'parsed' ? parsed.node : undefined;
  }
  if (Array.isArray(json)) {
    const items = json.map(treeOfJson);
    return items.every((item) => item !== undefined) ? { kind: 'tuple', items, ...NOWHERE } : undefined;
  }
  if (typeof json === 'object' && json !== null) {
    const items = Object.entries(json).map(([name, value]) => ({ key: treeOfJson(name), value: treeOfJson(value) }));
    return items.every((item): item is { key: Node; value: Node } => item.key !== undefined && item.value !== undefined)
      ? { kind: 'object', items, ...NOWHERE }
      : undefined;
  }
  return { kind: 'literal', value: fromJson(json), ...NOWHERE };
}
