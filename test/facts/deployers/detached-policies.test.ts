import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ADMIN, allow, type Change, EC2, listing } from './plan.js';

const CI = 'aws_iam_role.ci';
const ROLE: Change = { values: { name: 'ci' } };
const EXCLUSIVE = 'aws_iam_role_policy_attachments_exclusive.x';
const INLINE_EXCLUSIVE = 'aws_iam_role_policies_exclusive.x';
const attachment = (policy_arn: string): Change => ({ values: { role: 'ci', policy_arn } });
const inline = (name: string): Change => ({ values: { role: 'ci', name, policy: allow('acm:ListCertificates') } });

test('an exclusive attachment may detach a managed policy that it does not list', () => {
  const changes = { [CI]: ROLE, 'aws_iam_role_policy_attachment.a': attachment(ADMIN) };
  const exclusive = (policy_arns: readonly string[]) => ({ [EXCLUSIVE]: { values: { role_name: 'ci', policy_arns } } });
  assert.is(listing(CI, changes), 'allowed');
  assert.is(listing(CI, { ...changes, ...exclusive([ADMIN]) }), 'allowed');
  assert.is(
    listing(CI, { ...changes, ...exclusive([EC2]) }),
    `allowed|notGranted: ${EXCLUSIVE} does not list it and takes it away`,
  );
});

test('an exclusive attachment of managed policies detaches no inline one, and none of another role', () => {
  const exclusive = (role_name: string) => ({ [EXCLUSIVE]: { values: { role_name, policy_arns: [EC2] } } });
  assert.is(listing(CI, { [CI]: ROLE, 'aws_iam_role_policy.a': inline('a'), ...exclusive('ci') }), 'allowed');
  const changes = { [CI]: ROLE, 'aws_iam_role_policy_attachment.a': attachment(ADMIN) };
  assert.is(listing(CI, { ...changes, ...exclusive('other') }), 'allowed');
});

test('exclusive inline policies may take away one whose name they do not list', () => {
  const changes = { [CI]: ROLE, 'aws_iam_role_policy.a': inline('a') };
  const exclusive = (policy_names: readonly string[]) => ({
    [INLINE_EXCLUSIVE]: { values: { role_name: 'ci', policy_names } },
  });
  assert.is(listing(CI, { ...changes, ...exclusive(['a']) }), 'allowed');
  assert.is(
    listing(CI, { ...changes, ...exclusive(['b']) }),
    `allowed|notGranted: ${INLINE_EXCLUSIVE} does not list it and takes it away`,
  );
});

test('names that are not all known take nothing away', () => {
  const exclusive = {
    values: { role_name: 'ci', policy_names: ['b', null] },
    unknown: { policy_names: [false, true] },
  };
  const changes = { [CI]: ROLE, 'aws_iam_role_policy.a': inline('a'), [INLINE_EXCLUSIVE]: exclusive };
  assert.is(listing(CI, changes), 'allowed');
});

/** A role as the provider reads it back: with everything that is attached to it, by whomever. */
const read = (managed_policy_arns: readonly string[], inline_policy: readonly object[] = []): Change => {
  const values = { name: 'ci', managed_policy_arns, inline_policy };
  return { values, before: values, actions: ['no-op'] };
};
const gone = (before: object): Change => ({ before, actions: ['delete'] });

test('what the state shows to be attached to a role counts', () => {
  assert.is(listing(CI, { [CI]: read([EC2, ADMIN]) }), 'allowed');
  assert.is(listing(CI, { [CI]: read([EC2], [{ name: 'list', policy: allow('acm:List*') }]) }), 'allowed');
});

test('an attachment that the plan deletes takes its policy away', () => {
  const changes = (role: string) => ({
    [CI]: read([EC2, ADMIN]),
    'aws_iam_role_policy_attachment.a': gone({ role, policy_arn: ADMIN }),
  });
  assert.is(listing(CI, changes('ci')), 'notGranted');
  assert.is(listing(CI, changes('other')), 'allowed');
});

test('what Terraform only forgets stays attached', () => {
  const forgotten = { before: { role: 'ci', policy_arn: ADMIN }, actions: ['forget'] };
  assert.is(listing(CI, { [CI]: read([ADMIN]), 'aws_iam_role_policy_attachment.a': forgotten }), 'allowed');
});

test('a shared attachment that no longer names the role takes its policy away', () => {
  const before = { name: 'a', roles: ['ci', 'other'], users: [], groups: [], policy_arn: ADMIN };
  const attachment = { before, values: { ...before, roles: ['other'] }, actions: ['update'] };
  assert.is(listing(CI, { [CI]: read([EC2, ADMIN]), 'aws_iam_policy_attachment.a': attachment }), 'notGranted');
});

test('an exclusive attachment that the plan deletes leaves attached what it attached', () => {
  const exclusive = gone({ role_name: 'ci', policy_arns: [ADMIN] });
  assert.is(listing(CI, { [CI]: read([ADMIN]), [EXCLUSIVE]: exclusive }), 'allowed');
});

test('an inline policy that the plan deletes is gone, one that it changes is as planned', () => {
  const role = read([EC2], [{ name: 'list', policy: allow('acm:List*') }]);
  const before = { role: 'ci', name: 'list', policy: allow('acm:List*') };
  assert.is(listing(CI, { [CI]: role, 'aws_iam_role_policy.list': gone(before) }), 'notGranted');
  const values = { ...before, policy: allow('acm:DescribeCertificate') };
  assert.is(
    listing(CI, { [CI]: role, 'aws_iam_role_policy.list': { before, values, actions: ['update'] } }),
    'notGranted',
  );
});

test.run();
