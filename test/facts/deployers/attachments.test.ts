import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { attachmentTypes } from '../../../src/facts/deployers/attachment-types.js';
import { readAttachments } from '../../../src/facts/deployers/attachments.js';
import { policiesReaching } from '../../../src/facts/deployers/principal-policies.js';
import { findPrincipals } from '../../../src/facts/deployers/principals.js';
import { allow, type Changes, EC2, resolverOf, summary } from './plan.js';

const SET = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';

/** What reaches the one principal of a plan: its own policies, and its limits. */
function reaching(changes: Changes, principal: string) {
  const resolver = resolverOf(changes);
  const found = policiesReaching(resolver, findPrincipals(resolver), readAttachments(resolver));
  const [, policies] = [...found].find(([{ resource }]) => resource.address === principal) ?? [];
  if (policies === undefined) throw new Error(`no ${principal}`);
  return { own: summary(policies.identityPolicies), limits: policies.permissionLimits.map(summary) };
}

/** By type: its arguments, the principal that they name, and what that has by it. Written from the provider's pages. */
const TYPES: Readonly<Record<string, readonly [values: object, principal: string, own: string]>> = {
  aws_iam_role_policy: [{ role: 'p', policy: allow('a:A') }, 'aws_iam_role.p', 'TYPE.x a:A'],
  aws_iam_user_policy: [{ user: 'p', policy: allow('a:A') }, 'aws_iam_user.p', 'TYPE.x a:A'],
  aws_iam_group_policy: [{ group: 'p', policy: allow('a:A') }, 'aws_iam_group.p', 'TYPE.x a:A'],
  aws_iam_role_policy_attachment: [{ role: 'p', policy_arn: '1' }, 'aws_iam_role.p', 'aws_iam_policy.one a:One'],
  aws_iam_user_policy_attachment: [{ user: 'p', policy_arn: '1' }, 'aws_iam_user.p', 'aws_iam_policy.one a:One'],
  aws_iam_group_policy_attachment: [{ group: 'p', policy_arn: '1' }, 'aws_iam_group.p', 'aws_iam_policy.one a:One'],
  aws_iam_role_policy_attachments_exclusive: [
    { role_name: 'p', policy_arns: ['1'] },
    'aws_iam_role.p',
    'aws_iam_policy.one a:One',
  ],
  aws_iam_user_policy_attachments_exclusive: [
    { user_name: 'p', policy_arns: ['1'] },
    'aws_iam_user.p',
    'aws_iam_policy.one a:One',
  ],
  aws_iam_group_policy_attachments_exclusive: [
    { group_name: 'p', policy_arns: ['1'] },
    'aws_iam_group.p',
    'aws_iam_policy.one a:One',
  ],
  aws_iam_policy_attachment: [{ groups: ['p'], policy_arn: '1' }, 'aws_iam_group.p', 'aws_iam_policy.one a:One'],
  aws_ssoadmin_permission_set_inline_policy: [
    { permission_set_arn: SET, inline_policy: allow('a:A') },
    'aws_ssoadmin_permission_set.p',
    'TYPE.x a:A',
  ],
  aws_ssoadmin_managed_policy_attachment: [
    { permission_set_arn: SET, managed_policy_arn: '1' },
    'aws_ssoadmin_permission_set.p',
    'aws_iam_policy.one a:One',
  ],
  aws_ssoadmin_customer_managed_policy_attachment: [
    { permission_set_arn: SET, customer_managed_policy_reference: [{ name: 'one' }] },
    'aws_ssoadmin_permission_set.p',
    'aws_iam_policy.one a:One',
  ],
};

const PRINCIPALS: Changes = {
  'aws_iam_role.p': { values: { name: 'p' } },
  'aws_iam_user.p': { values: { name: 'p' } },
  'aws_iam_group.p': { values: { name: 'p' } },
  'aws_ssoadmin_permission_set.p': { values: { name: 'p', arn: SET } },
  'aws_iam_policy.one': { values: { name: 'one', arn: '1', policy: allow('a:One') } },
};

for (const [type, [values, principal, own]] of Object.entries(TYPES)) {
  test(`${type} attaches a policy`, () => {
    const { own: found, limits } = reaching({ ...PRINCIPALS, [`${type}.x`]: { values } }, principal);
    assert.equal(found, [own.replace('TYPE', type)]);
    assert.equal(limits, []);
  });
}

test('every type that grants has a test', () => {
  const granting = attachmentTypes.filter(({ effect, policy }) => effect === 'grants' && policy.kind !== 'inlineNames');
  assert.equal(granting.map(({ type }) => type).sort(), Object.keys(TYPES).sort());
});

test('one attachment reaches roles, users and groups', () => {
  const values = { roles: ['p'], users: ['p'], groups: ['p'], policy_arn: EC2 };
  const changes = { ...PRINCIPALS, 'aws_iam_policy_attachment.x': { values } };
  for (const kind of ['role', 'user', 'group']) assert.is(reaching(changes, `aws_iam_${kind}.p`).own.length, 1, kind);
});

test('a permissions boundary limits roles and users', () => {
  const values = { name: 'p', permissions_boundary: '1' };
  for (const principal of ['aws_iam_role.p', 'aws_iam_user.p']) {
    const { own, limits } = reaching({ ...PRINCIPALS, [principal]: { values } }, principal);
    assert.equal([own, limits], [[], [['aws_iam_policy.one a:One']]]);
  }
});

test('a boundary of a permission set is named by its ARN or by its name', () => {
  const type = 'aws_ssoadmin_permissions_boundary_attachment';
  for (const block of [{ managed_policy_arn: '1' }, { customer_managed_policy_reference: [{ name: 'one' }] }]) {
    const values = { permission_set_arn: SET, permissions_boundary: [block] };
    const changes = { ...PRINCIPALS, [`${type}.x`]: { values } };
    const { own, limits } = reaching(changes, 'aws_ssoadmin_permission_set.p');
    assert.equal([own, limits], [[], [['aws_iam_policy.one a:One']]]);
  }
});

test('what may be attached to another principal is uncertain, and says why', () => {
  const roles = ['aws_iam_role.p.id', 'aws_iam_role.p', 'aws_iam_role.q.id', 'aws_iam_role.q'];
  const changes = {
    'aws_iam_role.p': { unknown: { id: true } },
    'aws_iam_role.q': { unknown: { id: true } },
    'aws_iam_role_policy.x': { values: { policy: allow('a:A') }, unknown: { role: true }, refers: { role: roles } },
  };
  assert.equal(reaching(changes, 'aws_iam_role.q').own, [
    'aws_iam_role_policy.x a:A if: aws_iam_role_policy.x may give it to another role: known after apply: aws_iam_role_policy.x.role',
  ]);
});

test('what may be attached to another permission set is uncertain, too', () => {
  const references = ['p', 'q'].flatMap((name) => [
    `aws_ssoadmin_permission_set.${name}.arn`,
    `aws_ssoadmin_permission_set.${name}`,
  ]);
  const changes = {
    'aws_ssoadmin_permission_set.p': { unknown: { arn: true } },
    'aws_ssoadmin_permission_set.q': { unknown: { arn: true } },
    'aws_ssoadmin_managed_policy_attachment.x': {
      values: { managed_policy_arn: EC2 },
      unknown: { permission_set_arn: true },
      refers: { permission_set_arn: references },
    },
  };
  const [found] = reaching(changes, 'aws_ssoadmin_permission_set.p').own;
  assert.match(found ?? '', /AmazonEC2FullAccess .* if: .*may give it to another permission set/);
});

test.run();
