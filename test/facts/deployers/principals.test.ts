import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findPrincipals, principalsNamedBy } from '../../../src/facts/deployers/principals.js';
import type { Resource } from '../../../src/model/plan.js';
import { ACCOUNT, type Changes, resolverOf, resourceIn } from './plan.js';

const POLICY = 'aws_iam_role_policy.p';
const addresses = (resources: readonly Resource[]) => resources.map(({ address }) => address);

function named(
  changes: Changes,
  argument = 'role',
  kind: 'role' | 'user' | 'permissionSet' = 'role',
  providers?: object,
) {
  const resolver = resolverOf(changes, providers);
  const [by = ''] = Object.keys(changes);
  const found = principalsNamedBy(resolver, resourceIn(resolver, by), argument, kind);
  const { reason, elsewhere } = found;
  return { certain: addresses(found.certain), possible: addresses(found.possible), reason, elsewhere };
}

test('roles, users, groups and permission sets are principals, in this order', () => {
  const resolver = resolverOf({
    'aws_ssoadmin_permission_set.s': {},
    'aws_iam_group.g': {},
    'aws_iam_user.u': {},
    'aws_iam_role.r': {},
    'aws_iam_role.gone': { actions: ['delete'] },
    'aws_iam_policy.p': {},
  });
  assert.equal(
    findPrincipals(resolver).map(({ kind, resource }) => [kind, resource.address]),
    [
      ['role', 'aws_iam_role.r'],
      ['user', 'aws_iam_user.u'],
      ['group', 'aws_iam_group.g'],
      ['permissionSet', 'aws_ssoadmin_permission_set.s'],
    ],
  );
});

test('a principal is named by its name', () => {
  const changes = {
    [POLICY]: { values: { role: 'ci' } },
    'aws_iam_role.a': { values: { name: 'ci' } },
    'aws_iam_role.b': { values: { name: 'other' } },
    'aws_iam_user.c': { values: { name: 'ci' } },
  };
  assert.equal(named(changes), { certain: ['aws_iam_role.a'], possible: [], reason: '', elsewhere: false });
});

test('a name that no principal of the plan has is one elsewhere', () => {
  assert.equal(named({ [POLICY]: { values: { role: 'ci' } } }), {
    certain: [],
    possible: [],
    reason: '',
    elsewhere: true,
  });
});

test('a list names several', () => {
  const changes = {
    'aws_iam_policy_attachment.p': { values: { users: ['ada', 'bob', 'eve'] } },
    'aws_iam_user.a': { values: { name: 'ada' } },
    'aws_iam_user.b': { values: { name: 'bob' } },
  };
  const { certain, elsewhere } = named(changes, 'users', 'user');
  assert.equal(certain, ['aws_iam_user.a', 'aws_iam_user.b']);
  assert.is(elsewhere, true);
});

test('a name that is known after apply leads along its reference', () => {
  const changes = {
    [POLICY]: { unknown: { role: true }, refers: { role: ['aws_iam_role.a.id', 'aws_iam_role.a'] } },
    'aws_iam_role.a': { unknown: { name: true, id: true } },
    'aws_iam_role.b': { unknown: { name: true, id: true } },
  };
  const { certain, possible, elsewhere } = named(changes);
  assert.equal([certain, possible, elsewhere], [['aws_iam_role.a'], [], false]);
});

test('a name from one of two principals is possibly that of each', () => {
  const changes = {
    [POLICY]: {
      unknown: { role: true },
      refers: { role: ['aws_iam_role.a.id', 'aws_iam_role.a', 'aws_iam_role.b.id', 'aws_iam_role.b'] },
    },
    'aws_iam_role.a': { unknown: { id: true } },
    'aws_iam_role.b': { unknown: { id: true } },
  };
  const { certain, possible, reason } = named(changes);
  assert.equal([certain, possible], [[], ['aws_iam_role.a', 'aws_iam_role.b']]);
  assert.is(reason, `known after apply: ${POLICY}.role`);
});

test('a name from nobody knows where may be that of every principal whose name or id is unknown, and of others', () => {
  const changes = {
    [POLICY]: { unknown: { role: true }, refers: { role: ['terraform_data.x.output', 'terraform_data.x'] } },
    'aws_iam_role.a': { values: { name: 'ci' } },
    'aws_iam_role.b': { unknown: { name: true } },
    'aws_iam_role.c': { values: { name: 'c' }, unknown: { id: true } },
  };
  const { possible, elsewhere } = named(changes);
  assert.equal(possible, ['aws_iam_role.b', 'aws_iam_role.c']);
  assert.is(elsewhere, true);
});

test('of two roles of one name it is the one that the name was taken from', () => {
  const changes = {
    [POLICY]: { values: { role: 'ci' }, refers: { role: ['aws_iam_role.b.name', 'aws_iam_role.b'] } },
    'aws_iam_role.a': { values: { name: 'ci' } },
    'aws_iam_role.b': { values: { name: 'ci' } },
  };
  assert.equal(named(changes).certain, ['aws_iam_role.b']);
});

test('a role of that name in another account is another one', () => {
  const account = (id: string) => ({ expressions: { allowed_account_ids: { constant_value: [id] } } });
  const providers = {
    aws: { name: 'aws', ...account(ACCOUNT) },
    'aws.b': { name: 'aws', alias: 'b', ...account('210987654321') },
  };
  const changes = {
    [POLICY]: { values: { role: 'ci' } },
    'aws_iam_role.a': { values: { name: 'ci' }, provider: 'aws.b' },
    'aws_iam_role.b': { values: { name: 'ci' } },
  };
  assert.equal(named(changes, 'role', 'role', providers).certain, ['aws_iam_role.b']);
});

test('a permission set is named by its ARN', () => {
  const arn = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
  const changes = {
    'aws_ssoadmin_managed_policy_attachment.p': { values: { permission_set_arn: arn } },
    'aws_ssoadmin_permission_set.a': { values: { name: 'a', arn } },
    'aws_ssoadmin_permission_set.b': { values: { name: arn, arn: `${arn}2` } },
  };
  assert.equal(named(changes, 'permission_set_arn', 'permissionSet').certain, ['aws_ssoadmin_permission_set.a']);
});

test.run();
