import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exampleFacts, runExamples } from '../../src/judge/examples.js';
import { factSchema, findFact, memberNames } from '../../src/judge/fact-schema.js';
import { judgeSubjects } from '../../src/judge/findings.js';
import { checkPolicy } from '../../src/judge/parse-policy.js';
import type { DeployerFacts, ListenerFacts } from '../../src/model/facts.js';
import type { Json } from '../../src/model/json.js';

const document = {
  id: 'in-a-module',
  title: 'Everything stands in a module',
  level: 'note',
  subject: ['listener', 'deployer'],
  require: { properties: { address: { type: 'string', pattern: '^module\\.' } } },
  message: '{address} is not in a module',
  why: 'Modules are reviewed.',
  fix: 'move it into a module',
  examples: { pass: [{ address: 'module.a.aws_x.y' }], fail: [{ address: 'aws_x.y' }] },
} as const satisfies Json;

const faultsOf = (changes: Record<string, Json>) =>
  checkPolicy({ ...document, ...changes }, 'own.yaml').faults.map(({ pointer, message }) => `${pointer}: ${message}`);

test('a policy may judge several subjects', () => {
  const { policy, faults } = checkPolicy(document, 'own.yaml');
  assert.equal(faults, []);
  assert.equal(policy.subjects, ['listener', 'deployer']);
});

test('one subject needs no list', () => {
  assert.equal(checkPolicy({ ...document, subject: 'deployer' }, 'own.yaml').policy.subjects, ['deployer']);
});

test('a policy on several subjects may use the facts that all of them have, and no others', () => {
  assert.equal(memberNames(factSchema('listener', 'deployer')), ['address', 'fromSource', 'trace']);
  const port = { properties: { port: { const: 443 } } };
  assert.equal(faultsOf({ subject: 'listener', require: port, message: 'no', examples: {} }), []);
  assert.match(faultsOf({ require: port, message: 'no', examples: {} })[0] ?? '', /no such fact/);
  assert.match(faultsOf({ message: '{port} is wrong' })[0] ?? '', /no such fact/);
});

test('a fact that one of them may lack can be null', () => {
  const found = findFact(factSchema('listener', 'deployer'), ['address']);
  assert.equal('schema' in found ? found.schema['type'] : found, ['string', 'null']);
});

test('the examples of such a policy are run for each subject', () => {
  const results = runExamples(checkPolicy(document, 'own.yaml').policy);
  assert.equal(
    results.map(({ group, number, failure }) => [group, number, failure]),
    [
      ['pass', 1, null],
      ['pass', 1, null],
      ['fail', 1, null],
      ['fail', 1, null],
    ],
  );
});

test('each of several subjects is held against the policy', () => {
  const { policy } = checkPolicy(document, 'own.yaml');
  const listeners = [{ input: 'plan.json', facts: exampleFacts('listener', {}) as ListenerFacts }];
  const deployers = [{ input: 'plan.json', facts: exampleFacts('deployer', {}) as DeployerFacts }];
  const { findings } = judgeSubjects([policy], { listeners, domains: [], deployers });
  assert.equal(
    findings.map(({ subject, outcome, message }) => `${subject} ${outcome} ${message}`),
    ['listener fail "aws_elb.web" is not in a module', 'deployer fail "aws_iam_role.deploy" is not in a module'],
  );
});

test('a subject that there is none of is refused, alone and in a list', () => {
  for (const subject of ['listner', ['listener', 'listner']]) {
    assert.match(faultsOf({ subject }).join(), /"listner" is not allowed, did you mean "listener"/);
  }
  assert.not.equal(faultsOf({ subject: [] }), []);
});

test.run();
