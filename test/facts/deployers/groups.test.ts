import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupsOf } from '../../../src/facts/deployers/groups.js';
import { allow, type Changes, listing, resolverOf, resourceIn } from './plan.js';

const ADA = 'aws_iam_user.ada';
const USERS: Changes = {
  [ADA]: { values: { name: 'ada' } },
  'aws_iam_user.bob': { values: { name: 'bob' } },
  'aws_iam_group.ops': { values: { name: 'ops' } },
  'aws_iam_group.dev': { values: { name: 'dev' } },
};
const USER_MEMBERSHIP = 'aws_iam_user_group_membership.m';
const GROUP_MEMBERSHIP = 'aws_iam_group_membership.m';

function groups(changes: Changes, user = ADA) {
  const resolver = resolverOf({ ...USERS, ...changes });
  const { certain, possible, elsewhere } = groupsOf(resolver, resourceIn(resolver, user));
  return {
    certain: [...certain].map(({ address }) => address),
    possible: [...possible.keys()].map(({ address }) => address),
    elsewhere,
  };
}

test('a user is in the groups that a membership lists', () => {
  const changes = { [USER_MEMBERSHIP]: { values: { user: 'ada', groups: ['ops', 'dev'] } } };
  const both = ['aws_iam_group.ops', 'aws_iam_group.dev'];
  assert.equal(groups(changes), { certain: both, possible: [], elsewhere: null });
  assert.equal(groups(changes, 'aws_iam_user.bob'), { certain: [], possible: [], elsewhere: null });
});

test('a group has the users that a membership lists', () => {
  const changes = { [GROUP_MEMBERSHIP]: { values: { group: 'dev', users: ['bob', 'ada'] } } };
  assert.equal(groups(changes).certain, ['aws_iam_group.dev']);
});

test('a group that is not in the plan may allow anything', () => {
  const { certain, elsewhere } = groups({ [USER_MEMBERSHIP]: { values: { user: 'ada', groups: ['ops', 'admins'] } } });
  assert.equal(certain, ['aws_iam_group.ops']);
  assert.is(elsewhere, `${USER_MEMBERSHIP} names a group that is not in the plan`);
});

test('a group without a name yet is possibly the one that is named', () => {
  const refers = { groups: ['terraform_data.t.output', 'terraform_data.t'] };
  const changes = {
    'aws_iam_group.new': { unknown: { name: true } },
    [USER_MEMBERSHIP]: { values: { user: 'ada' }, unknown: { groups: true }, refers },
  };
  const { certain, possible, elsewhere } = groups(changes);
  assert.equal([certain, possible], [[], ['aws_iam_group.new']]);
  assert.is.not(elsewhere, null);
});

test('a user has the policies of its groups', () => {
  const policy = { values: { group: 'ops', policy: allow('acm:ListCertificates') } };
  const changes = { ...USERS, 'aws_iam_group_policy.p': policy };
  const member = { [USER_MEMBERSHIP]: { values: { user: 'ada', groups: ['ops'] } } };
  assert.is(listing(ADA, changes), 'notGranted');
  assert.is(listing(ADA, { ...changes, ...member }), 'allowed');
  assert.is(listing('aws_iam_user.bob', { ...changes, ...member }), 'notGranted');
});

test.run();
