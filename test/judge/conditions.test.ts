import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertionsIn, factsRead } from '../../src/judge/conditions.js';
import { judgeCondition } from '../../src/judge/evaluate.js';
import type { Assertion, FactPath, PolicyCondition } from '../../src/judge/policy.js';
import { known, unknown, type Value } from '../../src/model/value.js';

function is(path: FactPath, value: string): Assertion {
  return { kind: 'assertion', path, schema: { const: value }, comparedWith: [], equality: false };
}

const FACTS: Readonly<Record<FactPath, Value<unknown>>> = {
  a: known('yes'),
  b: known('no'),
  c: unknown('a reason'),
};

const TRUE = is('a', 'yes');
const FALSE = is('b', 'yes');
const OPEN = is('c', 'yes');

function truthOf(condition: PolicyCondition): string {
  const { truth, because } = judgeCondition(condition, (path) => FACTS[path] ?? unknown('not read'));
  return `${truth} because of ${because.join(', ')}`;
}

const CASES: readonly (readonly [name: string, condition: PolicyCondition, expected: string])[] = [
  ['one that is false decides what all must meet', { kind: 'all', of: [TRUE, OPEN, FALSE] }, 'false because of b'],
  ['one that is unknown leaves it open', { kind: 'all', of: [TRUE, OPEN] }, 'unknown because of c'],
  ['one that is true decides what any must meet', { kind: 'any', of: [FALSE, OPEN, TRUE] }, 'true because of a'],
  ['without one that is true, an unknown one decides', { kind: 'any', of: [FALSE, OPEN] }, 'unknown because of c'],
  ['two that are true are not one', { kind: 'one', of: [TRUE, OPEN, TRUE] }, 'false because of a'],
  ['one that is true may be joined by an unknown one', { kind: 'one', of: [TRUE, OPEN] }, 'unknown because of c'],
  ['exactly one is true', { kind: 'one', of: [TRUE, FALSE] }, 'true because of a, b'],
  ['not turns round what is known', { kind: 'not', of: TRUE }, 'false because of a'],
  ['not leaves open what is open', { kind: 'not', of: OPEN }, 'unknown because of c'],
];

for (const [name, condition, expected] of CASES) test(name, () => assert.is(truthOf(condition), expected));

test('a condition reads each fact once, and those that it compares with', () => {
  const compared: Assertion = { ...TRUE, schema: { const: { $data: '/comparedWith/0' } }, comparedWith: ['c'] };
  const condition: PolicyCondition = { kind: 'any', of: [{ kind: 'not', of: compared }, FALSE, TRUE] };
  assert.equal(assertionsIn(condition), [compared, FALSE, TRUE]);
  assert.equal(factsRead([condition, OPEN]), ['a', 'c', 'b']);
});

test.run();
