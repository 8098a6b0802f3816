import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deployersOf, namedDeployers } from '../src/deployers.js';
import { type IamPolicy, iamPolicy } from '../src/facts/iam/decide.js';
import { parsePolicyDocument } from '../src/facts/iam/document.js';
import { collectListeners } from '../src/facts/index.js';
import type { Plan } from '../src/model/plan.js';
import { UnusableInput } from '../src/model/problem.js';
import { known } from '../src/model/value.js';
import { ACCOUNT, ADMIN, allow, type Changes, EC2, LOAD_BALANCER, planOf } from './facts/deployers/plan.js';

const ROLE: Changes = { 'aws_iam_role.ci': { values: { name: 'ci' } } };
const ASSUMING = {
  aws: {
    name: 'aws',
    expressions: { assume_role: [{ role_arn: { constant_value: `arn:aws:iam::${ACCOUNT}:role/elsewhere` } }] },
  },
};
const NAME_ONE = 'name it with --deployer ADDRESS or --deployer-policy FILE';
const FILE = iamPolicy('ci.json', parsePolicyDocument('ci.json', known(allow('acm:*'))));

function found(
  plans: readonly Plan[],
  addresses: readonly string[] = [],
  policies: readonly IamPolicy[] = [],
  changedOnly = false,
) {
  const listeners = plans.flatMap((plan) =>
    collectListeners(plan, { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() }).map((facts) => ({
      input: plan.path,
      facts,
    })),
  );
  return deployersOf(
    plans,
    listeners,
    { addresses, policies, boundary: undefined },
    { regions: new Map(), changedOnly },
  );
}

function told(...given: Parameters<typeof found>) {
  const { deployers, unknownDeployers } = found(...given);
  const notes = unknownDeployers.map(({ note }) => note);
  return { deployers: deployers.map(({ input, facts }) => `${input} ${facts.address ?? facts.file}`), notes };
}
const at = (path: string, plan: Plan): Plan => ({ ...plan, path });

test('a plan whose deployer is not known is told', () => {
  const note = `whether the deployer may list certificates (acm:ListCertificates); ${NAME_ONE}`;
  assert.equal(told([planOf({ ...LOAD_BALANCER, ...ROLE })]), { deployers: [], notes: [note] });
});

test('whoever looks certificates up at apply is told, and whoever did when the plan was made is not', () => {
  const lookUp = (action: string) => planOf({ 'data.aws_acm_certificate.c': { actions: [action] } });
  assert.is(told([lookUp('read')]).notes.length, 1);
  assert.equal(told([lookUp('no-op')]).notes, []);
});

test('with only what the plan changes, a look-up that was read counts for nobody', () => {
  const plan = (action: string) => planOf({ ...ROLE, 'data.aws_acm_certificate.c': { actions: [action] } });
  const deployers = (action: string, changedOnly: boolean) =>
    told([plan(action)], ['aws_iam_role.ci'], [], changedOnly).deployers.length;
  assert.equal([deployers('no-op', false), deployers('no-op', true), deployers('read', true)], [1, 0, 1]);
});

test('of several plans those are told that have no deployer', () => {
  const policy = { values: { role: 'ci', name: 'p', policy: allow('*') } };
  const known = at('known.json', planOf({ ...LOAD_BALANCER, ...ROLE, 'aws_iam_role_policy.p': policy }));
  const { deployers, notes } = told([known, at('other.json', planOf(LOAD_BALANCER)), at('iam.json', planOf(ROLE))]);
  assert.equal(deployers, ['known.json aws_iam_role.ci']);
  assert.equal(notes, [`whether the deployer of other.json may list certificates (acm:ListCertificates); ${NAME_ONE}`]);
});

test('of many plans without a deployer the first are named, and the others are counted', () => {
  const plans = Array.from({ length: 50 }, (_, number) => at(`${number}.json`, planOf(LOAD_BALANCER)));
  assert.match(told(plans).notes[0] ?? '', 'the deployer of 0.json, 1.json, 2.json and 47 more may list');
  assert.match(told(plans.slice(0, 4)).notes[0] ?? '', 'of 0.json, 1.json, 2.json and 1 more may list');
});

test('a role that a provider assumes and that is not in the plan is told by its name', () => {
  assert.equal(told([planOf(LOAD_BALANCER, ASSUMING)]).notes, [
    'whether the role "elsewhere", which provider aws assumes, may list certificates (acm:ListCertificates); it is not in the plan, give its policies with --deployer-policy FILE',
  ]);
});

test('nothing is told where the user names a deployer', () => {
  const plans = [at('elb.json', planOf(LOAD_BALANCER, ASSUMING)), at('iam.json', planOf(ROLE))];
  assert.equal(told(plans, ['aws_iam_role.ci']), { deployers: ['iam.json aws_iam_role.ci'], notes: [] });
  assert.equal(told(plans, [], [FILE]), { deployers: ['elb.json ci.json'], notes: [] });
});

test('the caller deploys what no provider deploys in an assumed role, and nothing where the user names a deployer', () => {
  const deployed = (...given: Parameters<typeof found>) =>
    found(...given).deployedByCaller.map(({ input, facts }) => `${input} ${facts.address}`);
  const plans = [at('own.json', planOf(LOAD_BALANCER)), at('assumed.json', planOf(LOAD_BALANCER, ASSUMING))];
  assert.equal(deployed(plans), ['own.json aws_elb.web']);
  assert.equal(deployed(plans, [], [FILE]), []);
  assert.equal(deployed([...plans, at('iam.json', planOf(ROLE))], ['aws_iam_role.ci']), []);
});

test('policies that AWS manages are named by their ARNs, and so is a boundary', () => {
  const { addresses, policies, boundary } = namedDeployers({ deployerPolicies: [EC2], deployerBoundary: ADMIN });
  assert.equal(addresses, []);
  assert.equal([policies.map(({ address }) => address), boundary?.address], [[EC2], ADMIN]);
  const [statement] = boundary?.alternatives[0]?.statements ?? [];
  assert.ok(statement?.actions.of.some((action) => action.kind === 'known' && action.value === 'acm:ListCertificates'));
  assert.equal(namedDeployers({}), { addresses: [], policies: [], boundary: undefined });
});

for (const [what, given, told] of [
  [
    'the ARN of a policy that AWS does not manage',
    { deployerPolicies: [`arn:aws:iam::${ACCOUNT}:policy/ci`, EC2] },
    `"arn:aws:iam::${ACCOUNT}:policy/ci": this is not the ARN of a policy that AWS manages`,
  ],
  [
    'the ARN of a policy that AWS manages and elbcert does not know',
    { deployerPolicies: [EC2], deployerBoundary: 'arn:aws:iam::aws:policy/AmazonEC2FulAccess' },
    '"arn:aws:iam::aws:policy/AmazonEC2FulAccess": elbcert knows no such policy, did you mean "AmazonEC2FullAccess"',
  ],
  [
    'a boundary of nobody',
    { deployers: ['aws_iam_role.ci'], deployerBoundary: ADMIN },
    '--deployer-boundary: limits nobody without --deployer-policy',
  ],
  ['a boundary that is no file', { deployerPolicies: [EC2], deployerBoundary: 'no.json' }, 'no.json: no such file'],
] as const) {
  test(`${what} is refused`, () => {
    try {
      namedDeployers(given);
      assert.unreachable();
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error;
      const [problem, ...more] = error.problems;
      assert.is(`${problem?.path}: ${problem?.message}`.slice(0, told.length), told);
      assert.equal(more, []);
      assert.ok(problem?.hint);
    }
  });
}

test('an address that is in no plan is refused, with the one that was meant', () => {
  try {
    told([planOf(ROLE)], ['aws_iam_role.c1', 'nothing.like_it']);
    assert.unreachable();
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    assert.equal(
      error.problems.map(({ message }) => message),
      [
        '"aws_iam_role.c1" is no role, user, group or policy of the plan, did you mean "aws_iam_role.ci"',
        '"nothing.like_it" is no role, user, group or policy of the plan',
      ],
    );
  }
});

test.run();
