import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAttachments } from '../../../src/facts/deployers/attachments.js';
import { roleArgumentPolicies } from '../../../src/facts/deployers/role-arguments.js';
import { allow, type Change, type Changes, EC2, resolverOf, resourceIn, summary } from './plan.js';

const ROLE = 'aws_iam_role.r';
const EC2_ACTIONS = /^AWS managed policy AmazonEC2FullAccess /;

function policiesOf(role: Change, others: Changes = {}): readonly string[] {
  const resolver = resolverOf({ [ROLE]: role, ...others });
  return summary(roleArgumentPolicies(resolver, resourceIn(resolver, ROLE), readAttachments(resolver)));
}

const configured = {
  inline_policy: [{ name: { constant_value: 'one' }, policy: { references: ['local.policy'] } }],
};

test('inline policies are named by role and name', () => {
  const values = { name: 'r', inline_policy: [{ name: 'one', policy: allow('a:One') }, { name: 'empty' }] };
  assert.equal(policiesOf({ values }), [`${ROLE} inline policy "one" a:One`]);
});

test('a sensitive name is not told', () => {
  const values = { name: 'r', inline_policy: [{ name: 'secret', policy: allow('a:One') }] };
  assert.equal(policiesOf({ values, sensitive: { inline_policy: [{ name: true }] } }), [`${ROLE} a:One`]);
});

test('policies by ARN count', () => {
  const [found = '', ...others] = policiesOf({ values: { name: 'r', managed_policy_arns: [EC2] } });
  assert.match(found, EC2_ACTIONS);
  assert.is(others.length, 0);
});

test('configured inline policies that are unknown may allow anything', () => {
  assert.equal(policiesOf({ values: { name: 'r' }, unknown: { inline_policy: true }, expressions: configured }), [
    `${ROLE} (known after apply: ${ROLE}.inline_policy)`,
  ]);
});

test('what the provider fills in of a role that is yet to be made is nothing', () => {
  const unknown = { inline_policy: true, managed_policy_arns: true };
  assert.equal(policiesOf({ values: { name: 'r' }, unknown }), []);
});

test('configured ARNs that are unknown may be of any policy', () => {
  const [found = ''] = policiesOf({
    values: { name: 'r' },
    unknown: { managed_policy_arns: true },
    refers: { managed_policy_arns: ['terraform_data.t.output', 'terraform_data.t'] },
  });
  assert.match(found, /^aws_iam_role\.r \(.+\)$/);
});

test('an unknown text leads to the document that it refers to', () => {
  const document = 'data.aws_iam_policy_document.d';
  const found = policiesOf(
    {
      values: { name: 'r', inline_policy: [{ name: 'one' }] },
      unknown: { inline_policy: [{ policy: true }] },
      expressions: { inline_policy: [{ policy: { references: [`${document}.json`, document] } }] },
    },
    { [document]: { values: { statement: [{ actions: ['a:One'] }] }, unknown: { json: true }, actions: ['read'] } },
  );
  assert.equal(found, [`${document} a:One`]);
});

test('what an aws_iam_role_policy speaks for is read there only, where the block does not say it itself', () => {
  const values = { name: 'r', inline_policy: [{ name: 'one', policy: allow('a:Old') }] };
  const other = { 'aws_iam_role_policy.p': { values: { role: 'r', name: 'one', policy: allow('a:New') } } };
  assert.equal(policiesOf({ values }, other), []);
  assert.equal(policiesOf({ values, expressions: configured }, other), [`${ROLE} inline policy "one" a:Old`]);
  const elsewhere = { 'aws_iam_role_policy.p': { values: { role: 'q', name: 'one', policy: allow('a:New') } } };
  assert.equal(policiesOf({ values }, elsewhere), [`${ROLE} inline policy "one" a:Old`]);
});

test.run();
