import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { managedPolicies, referencedPolicy } from '../../../src/facts/deployers/managed-policies.js';
import { ACCOUNT, allow, type Change, type Changes, EC2, resolverOf, resourceIn, summary } from './plan.js';

const AT = 'aws_iam_role_policy_attachment.a';
const ONE = 'aws_iam_policy.one';
const TWO = 'aws_iam_policy.two';

function policiesAt(attachment: Change, others: Changes = {}, providers?: object, except?: ReadonlySet<string>) {
  const resolver = resolverOf({ [AT]: attachment, ...others }, providers);
  return summary(managedPolicies(resolver, resourceIn(resolver, AT), 'policy_arn', except));
}

const byArn = (policy_arn: string | readonly string[]): Change => ({ values: { policy_arn } });
const refersTo = (...names: readonly string[]): Change => ({
  unknown: { policy_arn: true },
  refers: { policy_arn: names.flatMap((name) => [`${name}.arn`, name]) },
});
const policy = (action: string, more: object = {}): Change => ({ values: { policy: allow(action), ...more } });
const ownArn = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:policy/${name}`;

test('a policy of the plan is found by its ARN, also one that is looked up', () => {
  const arn = ownArn('x');
  assert.equal(policiesAt(byArn(arn), { [ONE]: policy('a:One', { arn }) }), [`${ONE} a:One`]);
  const data = 'data.aws_iam_policy.one';
  assert.equal(policiesAt(byArn(arn), { [data]: { ...policy('a:One', { arn }), actions: ['read'] } }), [
    `${data} a:One`,
  ]);
});

test('a policy that is yet to be made is found by the name and the path that its ARN spells', () => {
  const unknown = { arn: true };
  const named = { [ONE]: { ...policy('a:One', { name: 'one' }), unknown } };
  const inPath = { [TWO]: { ...policy('a:Two', { name: 'one', path: '/ci/' }), unknown } };
  assert.equal(policiesAt(byArn(ownArn('one')), { ...named, ...inPath }), [`${ONE} a:One`]);
  assert.equal(policiesAt(byArn(ownArn('ci/one')), { ...named, ...inPath }), [`${TWO} a:Two`]);
});

test('one of that name in another account is another one', () => {
  const providers = { aws: { name: 'aws', expressions: { allowed_account_ids: { constant_value: [ACCOUNT] } } } };
  const plan = { [ONE]: { ...policy('a:One', { name: 'one' }), unknown: { arn: true } } };
  assert.equal(policiesAt(byArn(ownArn('one')), plan, providers), [`${ONE} a:One`]);
  const [found = ''] = policiesAt(byArn(ownArn('one', '210987654321')), plan, providers);
  assert.match(found, /policy\/one is not in the plan/);
});

test('a policy that AWS manages is known by its name', () => {
  const [found = ''] = policiesAt(byArn(EC2));
  assert.match(found, /^AWS managed policy AmazonEC2FullAccess elasticloadbalancing:CreateLoadBalancer /);
  const [unlisted = ''] = policiesAt(byArn('arn:aws:iam::aws:policy/service-role/NewAndUnlisted'));
  assert.match(unlisted, /^AWS managed policy NewAndUnlisted \(elbcert does not know all that .* allows\)$/);
});

test('of another policy nothing is known, and a sensitive ARN is not told', () => {
  assert.equal(policiesAt(byArn(ownArn('x'))), [
    'policy/x (policy/x is not in the plan; data.aws_iam_policy would show it)',
  ]);
  const [found = ''] = policiesAt({ ...byArn(ownArn('x')), sensitive: { policy_arn: true } });
  assert.match(found, /^a policy with a sensitive ARN \(/);
});

test('a list holds several, without those that are left out', () => {
  const arns = [ownArn('x'), EC2];
  assert.is(policiesAt(byArn(arns)).length, 2);
  assert.is(policiesAt(byArn(arns), {}, undefined, new Set([EC2])).length, 1);
});

test('an ARN that is known after apply leads to the policy that it refers to', () => {
  const unknown = { arn: true };
  const plan = { [ONE]: { ...policy('a:One'), unknown }, [TWO]: { ...policy('a:Two'), unknown } };
  assert.equal(policiesAt(refersTo(ONE), plan), [`${ONE} a:One`]);
  assert.equal(policiesAt(refersTo(ONE, TWO), plan), [`${ONE} a:One or ${TWO} a:Two`]);
});

test('as many policies as there are unknown ARNs are each attached', () => {
  const unknown = { arn: true };
  const plan = { [ONE]: { ...policy('a:One'), unknown }, [TWO]: { ...policy('a:Two'), unknown } };
  const list = { ...refersTo(ONE, TWO), values: { policy_arn: [null, null] }, unknown: { policy_arn: [true, true] } };
  assert.equal(policiesAt(list, plan), [`${ONE} a:One`, `${TWO} a:Two`]);
});

test('an ARN that comes from anything else is of a policy of which nothing is known', () => {
  const [found = '', ...others] = policiesAt(refersTo('terraform_data.t'));
  assert.match(found, new RegExp(`^${AT} \\(.+\\)$`));
  assert.is(others.length, 0);
});

test('a customer managed policy is found by its name', () => {
  const set = 'aws_ssoadmin_customer_managed_policy_attachment.a';
  const found = (name: string) => {
    const resolver = resolverOf({
      [set]: { values: { customer_managed_policy_reference: [{ name }] } },
      [ONE]: policy('a:One', { name: 'one' }),
    });
    return summary([referencedPolicy(resolver, resourceIn(resolver, set), [])]);
  };
  assert.equal(found('one'), [`${ONE} a:One`]);
  assert.equal(found('two'), [`${set} (${set} names a policy that is not in the plan)`]);
});

test.run();
