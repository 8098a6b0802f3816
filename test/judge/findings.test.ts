import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeSubjects, loadPolicies } from '../../src/judge/index.js';
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

/** What findings about the certificate's key, and about the port alone, rest on. */
function basis(...listeners: readonly ReturnType<typeof listener>[]) {
  const ids = ['acm-key-algorithm', 'https-requires-certificate'];
  return judged(...listeners).findings.flatMap(({ policyId, outcome, assuming, fromSource }) =>
    ids.includes(policyId) ? [{ policyId, outcome, assuming, fromSource }] : [],
  );
}

const ASSUMING = 'local.arn yields the ARN of aws_acm_certificate.site';

test('a pass says what the facts that its policy reads assume, and whose source told them', () => {
  const basisOfPass = { outcome: 'pass', assuming: ASSUMING, fromSource: 'infra' } as const;
  const assumed = listener({ certificate: certificate({ assuming: ASSUMING, fromSource: 'infra' }) });
  assert.equal(
    new Set(
      basis(assumed).map(({ outcome, assuming, fromSource }) => JSON.stringify({ outcome, assuming, fromSource })),
    ),
    new Set([JSON.stringify(basisOfPass)]),
  );
});

test('a policy that reads nothing of what is assumed does not mention it', () => {
  const assumed = listener({ certificate: certificate({ assuming: ASSUMING, fromSource: 'infra' }) });
  const of = policies.filter(({ subjects, reads }) => {
    return subjects.includes('listener') && !reads.some((path) => path.startsWith('certificate.'));
  });
  const { findings } = judgeSubjects(of, { listeners: [assumed], domains: [], deployers: [] });
  assert.ok(findings.length > 0);
  for (const { policyId, assuming, fromSource } of findings)
    assert.equal([assuming, fromSource], [null, null], policyId);
});

test('what one listener assumes is not said of another with the same facts', () => {
  const assumed = listener({ certificate: certificate({ assuming: ASSUMING }) });
  const said = basis(listener(), assumed, listener()).filter(({ policyId }) => policyId === 'acm-key-algorithm');
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
