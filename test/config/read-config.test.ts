import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { choosePolicies, readConfig } from '../../src/config/index.js';
import { UnusableInput } from '../../src/model/problem.js';

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(() => rmSync(folder, { recursive: true }));

function config(text: string) {
  const file = join(folder, 'config.yaml');
  writeFileSync(file, text);
  return readConfig(file);
}

function problems(text: string): readonly string[] {
  try {
    choosePolicies({ policyPaths: [], disable: [] }, config(text));
    return [];
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    return error.problems.map(({ message, hint }) => `${message}; ${hint}`);
  }
}

test('the reader reads everything that a configuration can say', () => {
  const read = config(`
policies: [acme]
disable: [certificate-unused]
levels: { acm-key-algorithm: warning }
region: eu-west-1
regions: { aws.west: us-west-2 }
formats: [text, json=out/report.json]
failOn: warning
strict: true
root: .//infra
baseline: known.json
deployers: [aws_iam_role.ci]
deployerPolicies: [ci.json, arn:aws:iam::aws:policy/PowerUserAccess]
deployerBoundary: limits/ci.json
waivers:
  - policy: acm-same-region
    address: module.legacy["a.b"].aws_elb.web
    port: 443
    reason: moves in March
    owner: team-edge
    expires: 2027-03-31
`);
  assert.equal(read.policyPaths, [join(folder, 'acme')]);
  assert.equal(
    [...read.regions],
    [
      ['', 'eu-west-1'],
      ['aws.west', 'us-west-2'],
    ],
  );
  assert.equal(read.formats, ['text', `json=${join(folder, 'out/report.json')}`]);
  assert.equal([read.failOn, read.strict, read.levels['acm-key-algorithm']], ['warning', true, 'warning']);
  assert.is(read.root, `${folder}//infra`);
  assert.is(read.baseline, join(folder, 'known.json'));
  assert.equal(read.deployers, ['aws_iam_role.ci']);
  assert.equal(read.deployerPolicies, [join(folder, 'ci.json'), 'arn:aws:iam::aws:policy/PowerUserAccess']);
  assert.is(read.deployerBoundary, join(folder, 'limits/ci.json'));
  assert.equal(read.waivers, [
    {
      policy: 'acm-same-region',
      address: 'module.legacy["a.b"].aws_elb.web',
      port: 443,
      reason: 'moves in March',
      owner: 'team-edge',
      expires: '2027-03-31',
      file: read.file,
      line: 16,
    },
  ]);
});

test('the reader gives a policy the level that the configuration wants, and leaves one out', () => {
  const { policies } = choosePolicies(
    { policyPaths: [], disable: [] },
    config('levels: { acm-key-algorithm: note }\ndisable: [certificate-unused]'),
  );
  assert.is(policies.find(({ id }) => id === 'acm-key-algorithm')?.level, 'note');
  assert.not(policies.some(({ id }) => id === 'certificate-unused'));
});

const FAULTS: readonly (readonly [text: string, expected: string])[] = [
  ['polices: []', '/polices: no such key, did you mean "policies"; allowed are'],
  ['failOn: warn', '/failOn: "warn" is not allowed, did you mean "warning"; allowed are error, warning and note'],
  ['region: eu-west', '/region: "eu-west" is not a Region, did you mean "eu-west-1"; write it as eu-west-1'],
  ['waivers: [{ policy: x, address: aws_elb.x }]', '/waivers/0: "reason" is missing'],
  ['waivers: [{ policy: x, address: aws_elb.x, reason: " " }]', '/waivers/0/reason: is blank'],
  ['waivers: [{ policy: x, address: "aws_elb.x[", reason: y }]', '/waivers/0/address: "aws_elb.x[" is not an address'],
  [
    'waivers: [{ policy: x, address: aws_elb.x, reason: y, expires: soon }]',
    '/waivers/0/expires: "soon" is not a date; write it as 2027-03-31',
  ],
  [
    'waivers: [{ policy: acm-same-regio, address: aws_elb.x, reason: y }]',
    '/waivers/0/policy: no such policy: "acm-same-regio", did you mean "acm-same-region"',
  ],
  ['levels: { acm-same-regio: note }', '/levels/acm-same-regio: no such policy'],
  ['disable: [nothing]', '/disable/0: no such policy: "nothing"'],
  ['- a list', 'must be object'],
  ['a: [', 'line 1: Flow sequence in block collection must be'],
];

for (const [text, expected] of FAULTS) {
  test(`"${text}" is refused: ${expected}`, () => {
    assert.ok(
      problems(text).some((problem) => problem.includes(expected)),
      problems(text).join('\n'),
    );
  });
}

test('the reader tells every fault at once', () => {
  assert.ok(problems('polices: []\nfailOn: warn\nregion: x').length === 3);
});

for (const name of ['config', 'baseline']) {
  test(`${name}.schema.json is a strict schema`, () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    ajvFormats.default(ajv);
    const schema = readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8');
    assert.type(ajv.compile(JSON.parse(schema)), 'function');
  });
}

test('what a configuration keeps policies from saying is told, with the file that does it', () => {
  const { changes } = choosePolicies(
    { policyPaths: [], disable: ['certificate-kept'] },
    config('disable: [acm-same-region]\nlevels: { acm-key-algorithm: note, certificate-expiry: error }'),
  );
  assert.equal(
    changes.map(({ policyId, change, to, by }) => [policyId, change, to, by === '--disable' ? by : 'file']),
    [
      ['certificate-kept', 'disabled', null, '--disable'],
      ['acm-same-region', 'disabled', null, 'file'],
      ['acm-key-algorithm', 'lowered', 'note', 'file'],
    ],
  );
});

test('what cannot be read as YAML is told without a word of it', () => {
  for (const text of [
    '[default]\nkey = hunter2',
    'a: hunter2: b',
    '"\\q hunter2"',
    '*hunter2',
    '!<x> [hunter2',
    '%hunter2 1',
  ]) {
    assert.throws(
      () => config(text),
      (error: Error) => !error.message.includes('hunter2'),
      text,
    );
  }
});

test.run();
