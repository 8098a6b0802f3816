import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { originsAt } from '../../../src/facts/deployers/argument-texts.js';
import { type Change, type Changes, resolverOf, resourceIn } from './plan.js';

/** Two instances of a block, `["a"]` and `["b"]`. */
function both(address: string, change: Change): Changes {
  return Object.fromEntries(['a', 'b'].map((key) => [`${address}["${key}"]`, { ...change, key }]));
}

const ROLES = both('aws_iam_role.ci', { unknown: { id: true, name: true } });

/** The roles that `role` of a policy's instance "a" may come from. */
function rolesOf(change: Change, more: Changes = {}): readonly (string | undefined)[] {
  const resolver = resolverOf({
    ...ROLES,
    ...more,
    ...both('aws_iam_role_policy.p', { ...change, unknown: { role: true } }),
  });
  return originsAt(resolver, resourceIn(resolver, 'aws_iam_role_policy.p["a"]'), 'role').map(({ via }) => via.at(-1));
}

const ALL = ['aws_iam_role.ci["a"]', 'aws_iam_role.ci["b"]'];
const OWN = ['aws_iam_role.ci["a"]'];

test('each.value of for_each over a block is its instance of the same key', () => {
  const refers = { role: ['each.value.id', 'each.value'] };
  assert.equal(rolesOf({ refers, forEach: ['aws_iam_role.ci'] }), OWN);
});

test('each.value of a map of instances is any of them: their keys may be others', () => {
  const refers = { role: ['each.value.id', 'each.value'] };
  const forEach = ['aws_iam_role.ci["b"]', 'aws_iam_role.ci["a"]', 'aws_iam_role.ci'];
  assert.equal([...rolesOf({ refers, forEach })].sort(), ALL);
});

test('each.key with a block besides means its instance of the same key', () => {
  assert.equal(rolesOf({ refers: { role: ['aws_iam_role.ci', 'each.key'] } }), OWN);
});

test('each.key with two blocks besides means any of their instances', () => {
  const more = both('aws_iam_role.other', { unknown: { id: true } });
  assert.is(rolesOf({ refers: { role: ['aws_iam_role.ci', 'aws_iam_role.other', 'each.key'] } }, more).length, 4);
});

test('a block without each.key is any of its instances', () => {
  assert.equal(rolesOf({ refers: { role: ['aws_iam_role.ci'] } }), ALL);
});

test('the key is that of the block itself, whatever that refers to', () => {
  const more = both('terraform_data.t', { unknown: { output: true }, refers: { input: ['aws_iam_role.ci'] } });
  const refers = { role: ['each.value.output', 'each.value'] };
  assert.equal(rolesOf({ refers, forEach: ['terraform_data.t'] }, more), ALL);
});

test.run();
