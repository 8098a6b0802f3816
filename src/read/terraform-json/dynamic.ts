import { isObject, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { NamedBlock } from './evaluated-body.js';
import { whyUnknown } from './expression/expression-of.js';
import { type Names, simplify } from './expression/simplify.js';
import { literal } from './expression/tree.js';
import { roundsOf } from './instances.js';
import { eachOf, withName } from './names.js';
import { treeOf } from './tree-of.js';

/**
 * The blocks that `dynamic` blocks make: one for each round where the rounds are known, otherwise one that stands for
 * all of them. Source: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function dynamicRounds(name: string, dynamics: readonly JsonObject[], names: Names): readonly NamedBlock[] {
  return dynamics.flatMap((dynamic): readonly NamedBlock[] => {
    const iterator = stringProperty(dynamic, 'iterator') ?? name;
    const content = property(dynamic, 'content');
    const block = Array.isArray(content) ? content[0] : content;
    if (!isObject(block)) return [];
    const forEach = simplify(treeOf(property(dynamic, 'for_each') ?? null), names);
    const rounds = roundsOf(forEach, 'numbered');
    if (rounds === undefined) {
      const unsettled = `dynamic "${name}": for_each is ${whyUnknown(forEach)}`;
      const hidden = { kind: 'opaque', reason: unsettled, parts: [forEach] } as const;
      return [{ block, names: withName(names, iterator, hidden), unsettled }];
    }
    return rounds.map(({ key, value }) => ({ block, names: withName(names, iterator, eachOf(literal(key), value)) }));
  });
}
