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
import type { Interest } from '../../../src/model/plan.js';
import { UnusableInput } from '../../../src/model/problem.js';
import type { Report } from '../../../src/model/report.js';
import { checkPlans } from '../../../src/pipeline.js';
import { readBytes } from '../../../src/read/index.js';
import { isScannable } from '../../../src/read/scannable.js';

const PLANS = ['../../golden/', '../../golden-deployers/', '../../../examples/plan-json/']
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'plan.json')))
  .filter((file) => existsSync(file) && isScannable(readFileSync(file)));

const policies = loadPolicies({ policyPaths: [], disable: [] });
const now = new Date('2026-11-24T00:00:00Z');

/** Undefined for a plan that is refused. */
function reportOn(bytes: Buffer, interest: Interest): Report | undefined {
  try {
    return checkPlans(readBytes('plan.json', bytes, { ...interest, onNotice: () => {} }), policies, { now });
  } catch (error) {
    if (error instanceof UnusableInput) return undefined;
    throw error;
  }
}

test('a report is the same whether or not everything about principals is read', () => {
  let withDeployers = 0;
  for (const file of PLANS) {
    const bytes = readFileSync(file);
    const report = reportOn(bytes, interestIn());
    assert.equal(report, reportOn(bytes, { ...interestIn(), before: () => true, onDemand: undefined }), file);
    if (report !== undefined && report.deployers.length > 0) withDeployers += 1;
  }
  assert.ok(withDeployers > 10, String(withDeployers));
});

test('a plan that lets nobody deploy is read without its principals', () => {
  const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const json = (policy: JsonObject) =>
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
      }),
    );
  const count = (policy: JsonObject) =>
    readBytes('plan.json', json(policy), { ...interestIn(), onNotice: () => {} })[0]?.resources.length;
  assert.is(count({ Statement: statement }), 0);
  assert.is(count({ Statement: { ...statement, Action: 'elasticloadbalancing:*' } }), 2);
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

/** As the scanner in WebAssembly looks for signs. */
function hasSign(found: string): boolean {
  const folded = found.toLowerCase();
  return onDemand.signs.some((word) => folded.includes(word)) || /(?:^|["\\])[^":\\]*[*?]/.test(found);
}

test('whatever matters may matter by its text alone, and has a sign of it', () => {
  let mattering = 0;
  fc.assert(
    fc.property(values, fc.boolean(), (json, escaped) => {
      if (onDemand.matters(json, {}) === false) return;
      mattering += 1;
      const found = written(json, escaped);
      assert.ok(onDemand.mayMatter(found), found);
      assert.ok(hasSign(found), found);
    }),
    { numRuns: 500 },
  );
  assert.ok(mattering > 50, String(mattering));
});

test('matters where an argument is unknown that may hold a statement', () => {
  assert.is(onDemand.matters({}, { policy: true }), true);
  assert.is(onDemand.matters({}, { statement: [{ actions: [false, true] }] }), true);
  assert.is(onDemand.matters({}, { inline_policy: [{ policy: true }] }), true);
  assert.is(onDemand.matters({}, true), true);
  assert.is(onDemand.matters({}, { id: true, arn: true, statement: [{ resources: [true] }], tags_all: {} }), false);
});

test('what the provider fills in of a new role matters only where its block says something of it', () => {
  assert.is(onDemand.matters({}, { arn: true, inline_policy: true, managed_policy_arns: true }), 'byConfiguration');
});

test.run();
