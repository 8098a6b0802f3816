import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { certificateLookUps } from '../../../src/facts/deployers/look-ups.js';
import { iamPolicy } from '../../../src/facts/iam/decide.js';
import { parsePolicyDocument } from '../../../src/facts/iam/document.js';
import { known } from '../../../src/model/value.js';
import { ACCOUNT, allow, type Change, type Changes, deployersIn, planOf, policyText } from './plan.js';

const READ: Change = {
  actions: ['read'],
  values: { domain: 'www.example.com' },
  unknown: { arn: true },
  provider: 'aws.us',
};
const PROVIDERS = {
  aws: { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } },
  'aws.us': { name: 'aws', alias: 'us', expressions: { region: { constant_value: 'us-east-1' } } },
};
const LOOK_UP: Changes = { 'data.aws_acm_certificate.c': READ };
const CI: Changes = { 'aws_iam_role.ci': { values: { name: 'ci' } } };

test('a look-up is in the Region of its provider', () => {
  assert.equal(certificateLookUps(planOf(LOOK_UP, PROVIDERS), new Map()), [
    { address: 'data.aws_acm_certificate.c', region: known('us-east-1'), isReadAtApply: true },
  ]);
  assert.equal(certificateLookUps(planOf(CI, PROVIDERS), new Map()), []);
});

test('a look-up that was read when the plan was made is one, too', () => {
  const [found] = certificateLookUps(
    planOf({ 'data.aws_acm_certificate.c': { ...READ, actions: ['no-op'] } }),
    new Map(),
  );
  assert.is(found?.isReadAtApply, false);
});

test('a look-up that the state holds and the configuration does not is none', () => {
  const plan = planOf(LOOK_UP, PROVIDERS);
  const emptied = plan.configuration && { ...plan, configuration: { ...plan.configuration, resources: new Map() } };
  assert.equal(emptied && certificateLookUps(emptied, new Map()), []);
  assert.is(certificateLookUps({ ...plan, configuration: undefined }, new Map()).length, 1);
});

/** The role may list certificates in Ireland. */
const LISTS_IN_IRELAND: Changes = (() => {
  const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
  const policy = policyText({ Effect: 'Allow', Action: 'acm:*', Resource: '*', Condition });
  return { 'aws_iam_role_policy.p': { values: { role: 'ci', policy } } };
})();

function listing(changes: Changes, elb: boolean): unknown {
  const { deployers } = deployersIn(
    { ...CI, ...LISTS_IN_IRELAND, ...changes },
    { named: ['aws_iam_role.ci'], providers: PROVIDERS, elb },
  );
  return deployers.map(({ permissions, usesAcm }) => [permissions['acm:ListCertificates'], usesAcm]);
}

test('a deployer has to list certificates where it looks them up, and where a load balancer has one', () => {
  assert.equal(listing(LOOK_UP, true), [[known('notGranted'), known(true)]]);
  assert.equal(listing(LOOK_UP, false), [[known('notGranted'), known(true)]]);
  assert.equal(listing({}, true), [[known('allowed'), known(true)]]);
  assert.equal(listing({}, false), []);
});

test('an assumed role has to list certificates where its own provider looks them up', () => {
  const assuming = (role: string, region: string) => ({
    expressions: {
      region: { constant_value: region },
      assume_role: [{ role_arn: { constant_value: `arn:aws:iam::${ACCOUNT}:role/${role}` } }],
    },
  });
  const providers = {
    aws: { name: 'aws', ...assuming('ci', 'eu-west-1') },
    'aws.us': { name: 'aws', alias: 'us', ...assuming('us', 'us-east-1') },
  };
  const changes = {
    ...CI,
    ...LISTS_IN_IRELAND,
    ...LOOK_UP,
    'data.aws_acm_certificate.d': { ...READ, provider: 'aws' },
  };
  const { deployers, assumptions } = deployersIn(changes, { providers, elb: false });
  assert.equal(
    deployers.map(({ address, permissions }) => [address, permissions['acm:ListCertificates']]),
    [['aws_iam_role.ci', known('allowed')]],
  );
  assert.equal(assumptions.map(({ name }) => name).sort(), ['ci', 'us']);
});

test('policies in files are judged where there is nothing but a look-up', () => {
  const policies = [iamPolicy('ci.json', parsePolicyDocument('ci.json', known(allow('acm:*'))))];
  const [facts] = deployersIn(LOOK_UP, { policies, elb: false }).deployers;
  assert.equal([facts?.file, facts?.permissions['acm:ListCertificates']], ['ci.json', known('allowed')]);
});

test.run();
