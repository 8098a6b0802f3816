import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeSubjects, loadPolicies } from '../../src/judge/index.js';
import type { ReportedListener } from '../../src/model/report.js';
import { known, unknown } from '../../src/model/value.js';
import { certificate, deployer, listener } from '../report/build.js';

const policies = loadPolicies({ policyPaths: [], disable: [] });
const ofListeners = policies.filter(({ subjects }) => subjects.includes('listener'));

function judged(...listeners: readonly ReturnType<typeof listener>[]) {
  return judgeSubjects(policies, { listeners, domains: [], deployers: [] });
}

const WRONG_KEY = listener({ certificate: certificate({ keyAlgorithm: known('EC_prime256v1') }) });

test('every policy on listeners says something of every listener, or does not apply', () => {
  const { findings, notApplicable } = judged(listener(), WRONG_KEY);
  assert.is(findings.length + notApplicable, 2 * ofListeners.length);
});

test('a finding names its policy, its subject and what decided it', () => {
  const { findings } = judged(WRONG_KEY);
  const found = findings.find(({ policyId }) => policyId === 'acm-key-algorithm');
  const policy = policies.find(({ id }) => id === 'acm-key-algorithm');
  const { outcome, level, input, subject, address, port, fix, trace } = found ?? {};
  assert.equal(
    { outcome, level, input, subject, address, port, fix, trace },
    {
      outcome: 'fail',
      level: 'error',
      input: 'plan.json',
      subject: 'listener',
      address: 'aws_elb.web',
      port: 443,
      fix: policy?.fix,
      trace: WRONG_KEY.facts.trace,
    },
  );
  assert.ok(found?.decidedBy.includes('certificate.keyAlgorithm'));
});

test('what one listener passes is not said of another that differs', () => {
  const alone = [listener(), WRONG_KEY].map((one) => judged(one).findings);
  assert.equal(judged(listener(), WRONG_KEY, listener(), WRONG_KEY).findings, [...alone, ...alone].flat());
});

test('what one listener fails is told of another in its own words', () => {
  const doubted = { ...WRONG_KEY, facts: { ...WRONG_KEY.facts, certainty: 'possible' as const } };
  const outcomes = judged(WRONG_KEY, doubted).findings.filter(({ policyId }) => policyId === 'acm-key-algorithm');
  assert.equal(
    outcomes.map(({ outcome }) => outcome),
    ['fail', 'open'],
  );
  const [surely, perhaps] = outcomes.map(({ message }) => message);
  assert.is(perhaps, `if there is such a listener: ${surely}`);
});

test('certificates that a listener may have are not passed over for the one that stands first', () => {
  const alternatives = [certificate(), certificate({ keyAlgorithm: known('EC_prime256v1') })];
  const either = listener({ certificate: certificate({ alternatives }) });
  const outcomes = judged(listener(), either).findings.filter(({ policyId }) => policyId === 'acm-key-algorithm');
  assert.is(outcomes.at(-1)?.outcome, 'open');
});

test('a deployer is judged by the policies on deployers only', () => {
  const { findings, notApplicable } = judgeSubjects(policies, { listeners: [], domains: [], deployers: [deployer()] });
  const ofDeployers = policies.filter(({ subjects }) => subjects.includes('deployer'));
  assert.is(findings.length + notApplicable, ofDeployers.length);
  assert.ok(findings.every(({ subject, port }) => subject === 'deployer' && port === null));
});

const ASSUMING = 'local.arn yields the ARN of aws_acm_certificate.site';
const UNKNOWN_KEY = listener({ certificate: certificate({ keyAlgorithm: unknown('local.arn') }) }).facts;

/** What a policy says of a listener, and what that rests on. */
function basis(subject: Omit<ReportedListener, 'input'>, id = 'acm-key-algorithm') {
  const { findings } = judged({ input: 'plan.json', ...subject });
  const { outcome, assuming, fromSource } = findings.find(({ policyId }) => policyId === id) ?? {};
  return { outcome, assuming, fromSource };
}

test('a verdict that facts without an assumption do not give says what is assumed', () => {
  const { facts } = listener();
  const assumed = { facts, assumption: { says: ASSUMING, without: UNKNOWN_KEY } };
  assert.equal(basis(assumed), { outcome: 'pass', assuming: ASSUMING, fromSource: null });
  assert.equal(basis(assumed, 'certificate-required'), { outcome: 'pass', assuming: null, fromSource: null });
  const isNew = { facts, assumption: { says: ASSUMING, without: undefined } };
  assert.is(basis(isNew, 'certificate-required').assuming, ASSUMING);
});

test('a verdict that the plan alone does not give says whose source it is from', () => {
  const { facts } = listener();
  const told = { facts, source: { says: 'infra', without: { facts: UNKNOWN_KEY } } };
  assert.equal(basis(told), { outcome: 'pass', assuming: null, fromSource: 'infra' });
  assert.equal(basis(told, 'certificate-required'), { outcome: 'pass', assuming: null, fromSource: null });
  const isNew = { facts, source: { says: 'infra', without: undefined } };
  assert.is(basis(isNew, 'certificate-required').fromSource, 'infra');
});

test('a verdict that the plan alone gives in other words says whose source they are from', () => {
  const facts = (algorithm: string) => listener({ certificate: certificate({ keyAlgorithm: known(algorithm) }) }).facts;
  const told = (alone: string) => {
    return basis({ facts: facts('RSA_4096'), source: { says: 'infra', without: { facts: facts(alone) } } }).fromSource;
  };
  assert.is(told('RSA_4096'), null);
  assert.is(told('EC_prime256v1'), 'infra');
});

test('a verdict that the plan alone only assumes says whose source proves it', () => {
  const { facts } = listener();
  const assumption = { says: ASSUMING, without: UNKNOWN_KEY };
  const proven = { facts, source: { says: 'infra', without: { facts, assumption } } };
  assert.equal(basis(proven), { outcome: 'pass', assuming: null, fromSource: 'infra' });
  // The source of this module is not used, and so what is assumed stays so.
  const assumed = { ...proven, assumption };
  assert.equal(basis(assumed), { outcome: 'pass', assuming: ASSUMING, fromSource: null });
});

test('what one listener assumes is not said of another with the same facts', () => {
  const assumed = { ...listener(), assumption: { says: ASSUMING, without: UNKNOWN_KEY } };
  const said = judged(listener(), assumed, listener()).findings.filter(
    ({ policyId }) => policyId === 'acm-key-algorithm',
  );
  assert.equal(
    said.map(({ assuming }) => assuming),
    [null, ASSUMING, null],
  );
});

test('a port that is unknown is null', () => {
  const { findings } = judged(listener({ port: unknown('var.port') }));
  assert.ok(findings.length > 0 && findings.every(({ port }) => port === null));
});

test.run();
