import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { onDemand } from '../../../src/facts/deployers/on-demand.js';
import { interestIn } from '../../../src/facts/index.js';
import { loadPolicies } from '../../../src/judge/index.js';
import type { Json, JsonObject } from '../../../src/model/json.js';
import type { Interest, Plan } from '../../../src/model/plan.js';
import { UnusableInput } from '../../../src/model/problem.js';
import type { Report } from '../../../src/model/report.js';
import { checkPlans } from '../../../src/pipeline.js';
import { bytesSource } from '../../../src/read/byte-source.js';
import { utf8Source } from '../../../src/read/bytes.js';
import { readBytes, readScanned } from '../../../src/read/index.js';
import { documentScanner } from '../../../src/read/large/index.js';
import { beginsAsPlan } from '../../../src/read/plan.js';

const PLANS = ['../../golden/', '../../golden-deployers/', '../../../examples/plan-json/']
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'plan.json')))
  .filter((file) => existsSync(file) && beginsAsPlan(readFileSync(file, 'utf8')));

const policies = loadPolicies({ policyPaths: [], disable: [] });
const { wanted } = interestIn();
const now = new Date('2026-11-24T00:00:00Z');

/** The plans in an input, read as a large one is. */
function scanned(bytes: Buffer, interest: Interest): readonly Plan[] {
  const scan = documentScanner();
  if (scan === undefined) throw new Error('this Node.js has no WebAssembly');
  return readScanned('plan.json', utf8Source(bytes, bytesSource(bytes)), interest, scan);
}

/** Undefined for a plan that is refused. */
function reportOn(bytes: Buffer, read: (bytes: Buffer) => readonly Plan[]): Report | undefined {
  try {
    return checkPlans(read(bytes), policies, { now });
  } catch (error) {
    if (error instanceof UnusableInput) return undefined;
    throw error;
  }
}

test('a report is the same whether or not everything about principals is read', () => {
  let withDeployers = 0;
  for (const file of PLANS) {
    const bytes = readFileSync(file);
    const report = reportOn(bytes, (given) => scanned(given, { wanted, onDemand }));
    const whole = reportOn(bytes, (given) => readBytes('plan.json', given, { wanted }));
    assert.equal(report, whole, file);
    if (report !== undefined && report.deployers.length > 0) withDeployers += 1;
  }
  assert.ok(withDeployers > 10, String(withDeployers));
});

test('a large plan that lets nobody deploy is read without its principals, unless a provider assumes one', () => {
  const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const json = (policy: JsonObject, provider: JsonObject = {}) =>
    Buffer.from(
      JSON.stringify({
        format_version: '1.2',
        resource_changes: ['aws_iam_role', 'aws_iam_role_policy'].map((type) => ({
          address: `${type}.ci`,
          mode: 'managed',
          type,
          name: 'ci',
          change: { actions: ['no-op'], before: {}, after: { policy: JSON.stringify(policy) }, after_unknown: {} },
        })),
        configuration: { provider_config: { aws: { name: 'aws', expressions: provider } }, root_module: {} },
      }),
    );
  const read = (bytes: Buffer) => scanned(bytes, { wanted, onDemand })[0];
  const without = read(json({ Statement: statement }));
  assert.is(without?.resources.length, 0);
  assert.not(without?.holds('managed', 'aws_iam_role'), 'what is left out is not said to be read');
  assert.is(read(json({ Statement: { ...statement, Action: 'elasticloadbalancing:*' } }))?.resources.length, 2);
  const assumed = read(json({ Statement: statement }, { assume_role: [{ role_arn: { constant_value: 'arn' } }] }));
  assert.is(assumed?.resources.length, 2);
  assert.ok(assumed?.holds('managed', 'aws_iam_role'));
});

const pattern = fc.constantFrom(
  ...[
    '*',
    '**',
    'elasticloadbalancing:*',
    'ElasticLoadBalancing:CreateLoadBalancer',
    'elastic*:Create*',
    '?*:*',
    '*:*',
  ],
  ...[
    'elasticloadbalancin?:CreateLoadBalancerListeners',
    's3:*',
    's3:GetObject',
    'acm:ListCertificates',
    'ec2:Run?',
    '',
  ],
);
const resource = fc.constantFrom(
  '*',
  'arn:aws:s3:::bucket/*',
  'arn:aws:elasticloadbalancing:*:*:loadbalancer/web',
  'arn:*',
);
const oneOrMore = (of: fc.Arbitrary<string>) => fc.oneof(of, fc.array(of, { maxLength: 3 }));
const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: oneOrMore(pattern),
    NotAction: oneOrMore(pattern),
    Resource: oneOrMore(resource),
    NotResource: oneOrMore(resource),
  },
  { requiredKeys: ['Effect'] },
);
const documents = fc.record({ Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })) });
const text = fc
  .tuple(documents, fc.constantFrom(undefined, 2))
  .map(([json, space]) => JSON.stringify(json, null, space));
const block = fc.record(
  { effect: fc.constantFrom('Allow', 'Deny', null), actions: fc.array(pattern), not_actions: fc.array(pattern) },
  { requiredKeys: ['effect'] },
);
const arn = fc.constantFrom(
  'arn:aws:iam::aws:policy/AdministratorAccess',
  'arn:aws-cn:iam::aws:policy/ElasticLoadBalancingFullAccess',
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  'arn:aws:iam::123456789012:policy/deploy',
);
const values = fc.record(
  {
    name: fc.string(),
    policy: text,
    inline_policy: fc.array(fc.record({ name: fc.string(), policy: text }), { maxLength: 2 }),
    statement: fc.array(block, { maxLength: 2 }),
    policy_arn: arn,
    managed_policy_arns: fc.array(arn, { maxLength: 2 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

/** As JSON may be written: any letter of it as an escape. */
function written(json: Json, escaped: boolean): string {
  const plain = JSON.stringify(json);
  if (!escaped) return plain;
  return plain.replace(/[A-Za-z](?=[a-z]*[":])/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
}

/** As the scanner looks for signs. */
function hasSign(text: string): boolean {
  const folded = text.toLowerCase();
  return onDemand.signs.some((word) => folded.includes(word)) || /["\\][^":\\]*[*?]/.test(text);
}

const change = (after: Json, unknowns: Json): Json => ({ change: { after, after_unknown: unknowns } });

test('whatever matters has a sign of it in its text', () => {
  let mattering = 0;
  fc.assert(
    fc.property(values, fc.boolean(), fc.boolean(), (json, escaped, isState) => {
      const instance = isState ? { values: json } : change(json, {});
      if (!onDemand.matters(instance)) return;
      mattering += 1;
      const text = written(instance, escaped);
      assert.ok(hasSign(text), text);
    }),
    { numRuns: 500 },
  );
  assert.ok(mattering > 50, String(mattering));
});

test('a statement matters that allows deploying somewhere, and no other one', () => {
  const allow = { Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: '*' };
  const matters = (Statement: JsonObject) => onDemand.matters(change({ policy: JSON.stringify({ Statement }) }, {}));
  assert.ok(matters(allow));
  assert.not(matters({ ...allow, Effect: 'Deny' }));
  assert.not(matters({ ...allow, Resource: 'arn:aws:s3:::bucket/*' }));
  assert.not(matters({ ...allow, Action: 's3:*' }));
});

test('matters where an argument is unknown that may hold a statement', () => {
  const MATTERS: readonly Json[] = [
    { policy: true },
    { statement: [{ actions: [false, true] }] },
    { inline_policy: [{ policy: true }] },
    { arn: true, inline_policy: true, managed_policy_arns: true },
    true,
  ];
  for (const unknowns of MATTERS) {
    assert.ok(onDemand.matters(change({}, unknowns)));
    assert.ok(hasSign(JSON.stringify(change({}, unknowns))));
  }
  const plain = { id: true, arn: true, statement: [{ resources: [true] }], tags_all: {} };
  assert.not(onDemand.matters(change({}, plain)));
});

test.run();
