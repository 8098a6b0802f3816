import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadPolicies, type Policy } from '../../src/judge/index.js';
import { formatProblem, UnusableInput } from '../../src/model/problem.js';

const test = suite('load', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-policies-'));
});

test.after.each((context) => {
  rmSync(context.folder, { recursive: true });
});

const HEAD = `id: only-acm
title: Certificates come from ACM
level: error
subject: listener
message: certificate comes from {certificate.source}
why: we renew nothing by hand
fix: use ACM
`;

const REQUIRE = 'require: { properties: { certificate: { properties: { source: { const: acm } } } } }\n';

function problemsOf(policyPaths: readonly string[], disable: readonly string[] = []): readonly string[] {
  try {
    loadPolicies({ policyPaths, disable });
  } catch (error) {
    if (error instanceof UnusableInput) return error.problems.map(formatProblem);
    throw error;
  }
  return [];
}

/** The problems of one policy file, without the path before each. */
function problemsIn(folder: string, text: string, name = 'only-acm.yaml'): readonly string[] {
  const file = join(folder, name);
  writeFileSync(file, text);
  return problemsOf([file]).map((problem) => {
    assert.ok(problem.startsWith(`${file}: `), problem);
    return problem.slice(file.length + 2);
  });
}

function find(policies: readonly Policy[], id: string): Policy | undefined {
  return policies.find((policy) => policy.id === id);
}

test("a user's policy joins the baseline", ({ folder }) => {
  assert.equal(problemsIn(folder, HEAD + REQUIRE), []);
  const policies = loadPolicies({ policyPaths: [folder], disable: [] });
  assert.is(find(policies, 'only-acm')?.file, `${folder}/only-acm.yaml`);
  assert.is(find(policies, 'only-acm')?.replaces, null);
  assert.is(policies.length, loadPolicies({ policyPaths: [], disable: [] }).length + 1);
});

test("a user's policy is read as it is now, and not as it was before", ({ folder }) => {
  for (const level of ['error', 'note']) {
    writeFileSync(join(folder, 'own.yaml'), (HEAD + REQUIRE).replace('level: error', `level: ${level}`));
    assert.is(find(loadPolicies({ policyPaths: [folder], disable: [] }), 'only-acm')?.level, level);
  }
});

test("a user's policy replaces the baseline policy of its id", ({ folder }) => {
  writeFileSync(join(folder, 'own.yml'), (HEAD + REQUIRE).replace('only-acm', 'acm-same-region'));
  const policies = loadPolicies({ policyPaths: [folder], disable: [] });
  assert.is(find(policies, 'acm-same-region')?.replaces, 'policies/certificates/acm-same-region.yaml');
  assert.is(policies.length, loadPolicies({ policyPaths: [], disable: [] }).length);
});

test('JSON will do, indented with tabs and with a byte order mark too', ({ folder }) => {
  const document = {
    id: 'own',
    title: 't',
    level: 'note',
    subject: 'listener',
    require: { properties: { port: { const: 443 } } },
    message: 'm',
    why: 'w',
    fix: 'f',
  };
  assert.equal(problemsIn(folder, `\uFEFF${JSON.stringify(document, null, '\t')}`, 'own.json'), []);
});

test('a file that is given twice is read once', ({ folder }) => {
  writeFileSync(join(folder, 'only-acm.yaml'), HEAD + REQUIRE);
  assert.equal(problemsOf([folder, join(folder, 'only-acm.yaml')]), []);
});

test('two policies of one id are an error', ({ folder }) => {
  for (const name of ['a.yaml', 'b.yaml']) writeFileSync(join(folder, name), HEAD + REQUIRE);
  assert.equal(problemsOf([folder]), [`${folder}/b.yaml: /id: "only-acm" is also the id of ${folder}/a.yaml`]);
});

test('a policy can be disabled, and only one that there is', () => {
  const policies = loadPolicies({ policyPaths: [], disable: ['certificate-kept'] });
  assert.is(find(policies, 'certificate-kept'), undefined);
  assert.equal(problemsOf([], ['certificate-keept']), [
    '--disable: no such policy: "certificate-keept", did you mean "certificate-kept"',
  ]);
});

test('a path that is not there, and a folder without policies, are errors', ({ folder }) => {
  mkdirSync(join(folder, 'empty'));
  assert.equal(problemsOf([join(folder, 'nothing'), join(folder, 'empty')]), [
    `${folder}/nothing: no such file or folder`,
    `${folder}/empty: has no policy in it; policies end in .yaml or .json`,
  ]);
});

test('a fact that is misspelled is an error that says which was meant', ({ folder }) => {
  const text = `${HEAD}require: { properties: { certificat: { properties: { source: { const: acm } } } } }\n`;
  assert.equal(problemsIn(folder, text), ['/require/properties/certificat: no such fact, did you mean "certificate"']);
});

test('a fact that is like no other is an error that says which there are', ({ folder }) => {
  const text = `${HEAD}require: { properties: { loadBalancer: { properties: { colour: { const: red } } } } }\n`;
  const [problem = ''] = problemsIn(folder, text);
  assert.match(
    problem,
    /^\/require\/properties\/loadBalancer\/properties\/colour: no such fact; loadBalancer has address, /,
  );
});

test('everything that is wrong is told at once', ({ folder }) => {
  const text = `id: Only ACM
titel: Certificates come from ACM
level: fatal
subject: listener
when: { propertys: {} }
require: { properties: { certificate: { properties: { source: { const: acn }, regoin: { type: string } } } } }
message: it is {certificate.sauce}
why: w
fix: f
`;
  const problems = problemsIn(folder, text).join('\n');
  for (const expected of [
    '"title" is missing',
    '/titel: no such key, did you mean "title"; allowed are id, title, level, ',
    '/id: must match pattern',
    '/level: "fatal" is not allowed; allowed are error, warning and note',
    '/when/propertys: no such key, did you mean "properties"; allowed are ',
    '/source/const: "acn" is not a value of this fact, did you mean "acm"; it is "acm", "iam", "service", "other", "none" or null',
    '/regoin: no such fact, did you mean "region"',
    '/message: no such fact: "{certificate.sauce}", did you mean "certificate.source"',
  ]) {
    assert.ok(problems.includes(expected), `${expected}\n${problems}`);
  }
});

const DEMANDS_NOTHING: Readonly<Record<string, readonly [string, RegExp]>> = {
  'an empty demand': ['{}', /^\/require: demands nothing/],
  'a keyword that the evaluator does not have': [
    '{ patternProperties: { ".*": { const: acm } } }',
    /^\/require\/patternProperties: no such key/,
  ],
  'a value of another type': [
    '{ properties: { port: { const: "443" } } }',
    /"443" is not a value of this fact; it is integer/,
  ],
  'a type that a fact never has': ['{ properties: { port: { type: string } } }', /never of type string/],
  'a keyword about another type': [
    '{ properties: { port: { pattern: "^4" } } }',
    /says nothing of a fact that is integer/,
  ],
  'a keyword that null would satisfy': [
    '{ properties: { certificate: { properties: { arn: { pattern: "^arn:" } } } } }',
    /\/arn\/pattern: would hold for null, .*; add type: string/,
  ],
  'required alone': ['{ required: [certificate] }', /demands nothing: every fact is always there/],
  'a group weighed as one': [
    '{ properties: { certificate: { const: null } } }',
    /certificate cannot be weighed as one/,
  ],
  'parts of a fact that has none': [
    '{ properties: { port: { properties: { number: { const: 1 } } } } }',
    /\/port\/properties\/number: no such fact, port has no parts/,
  ],
  'alternatives, which are for the evaluator': [
    '{ properties: { certificate: { properties: { alternatives: { type: "null" } } } } }',
    /\/alternatives: no such fact/,
  ],
  'another fact that is not there': [
    '{ properties: { port: { const: { $data: /instancePrt } } } }',
    /\/const\/\$data: no such fact: "instancePrt", did you mean "instancePort"/,
  ],
  'another fact of another type': [
    '{ properties: { port: { const: { $data: /protocol } } } }',
    /"protocol" is "HTTP", "HTTPS", .* or null, not integer/,
  ],
  'a group as another fact': ['{ properties: { port: { const: { $data: /certificate } } } }', /group of facts/],
  'if alone': ['{ if: { properties: { port: { const: 1 } } } }', /\/if: needs "then" or "else" beside it/],
  'then alone': ['{ then: { properties: { port: { const: 1 } } } }', /\/then: needs "if" beside it/],
  'a limit without its format': [
    '{ properties: { now: { formatMinimum: "2026-01-01" } } }',
    /formatMinimum: needs "format" beside it/,
  ],
  'a limit that is no date': [
    '{ properties: { now: { format: date-time, formatMinimum: "tomorrow" } } }',
    /"tomorrow" is not a date/,
  ],
  'a limit of what has no order': [
    '{ properties: { now: { format: hostname, formatMinimum: "2026-01-01" } } }',
    /only "date-time" and "date" can be compared/,
  ],
  'a reference to nothing': [
    '{ $ref: "#/$defs/secret", $defs: { secure: {} } }',
    /no such definition .*did you mean "secure"/,
  ],
  'a reference to itself': ['{ $ref: "#/$defs/a", $defs: { a: { not: { $ref: "#/$defs/a" } } } }', /refers to itself/],
  'a pattern that could hang': [
    '{ properties: { address: { pattern: "^(a+)\\\\1$" } } }',
    /cannot be used as a pattern: .*invalid escape sequence/,
  ],
};

for (const [name, [require, expected]] of Object.entries(DEMANDS_NOTHING)) {
  test(`${name} is an error`, ({ folder }) => {
    const problems = problemsIn(folder, `${HEAD}require: ${require}\n`);
    assert.ok(
      problems.some((problem) => expected.test(problem)),
      problems.join('\n'),
    );
  });
}

test('a file that is not YAML is told with the line', ({ folder }) => {
  const [problem = ''] = problemsIn(folder, `${HEAD}require: { properties: [ }\n`);
  assert.match(problem, /^line 8: [^\n]+$/);
});

test('empty files, several documents and duplicate keys are errors', ({ folder }) => {
  assert.equal(problemsIn(folder, ''), ['is empty']);
  assert.equal(problemsIn(folder, `${HEAD}${REQUIRE}---\n${HEAD}${REQUIRE}`), [
    'holds several documents, write one policy a file',
  ]);
  assert.equal(problemsIn(folder, `${HEAD}${REQUIRE}level: note\n`), ['line 9: Map keys must be unique']);
  assert.equal(problemsIn(folder, '[1, 2]'), ['must be object']);
});

test('a hostile file is refused, soon', ({ folder }) => {
  const laughs = Array.from({ length: 30 }, (_, level) => `b${level}: &b${level} [${`*b${level - 1}, `.repeat(9)}]`);
  const bomb = ['b0: &b0 [lol]', ...laughs.slice(1)].join('\n');
  const nested = `a: ${'['.repeat(50_000)}`;
  const deep = `${HEAD}require: ${'{ not: '.repeat(500)}{ const: 1 }${' }'.repeat(500)}\n`;
  const doubling = Array.from({ length: 40 }, (_, level) => {
    return `    d${level}: { allOf: [{ $ref: "#/$defs/d${level + 1}" }, { $ref: "#/$defs/d${level + 1}" }] }`;
  });
  const wide = (start: string, end: string) =>
    `${HEAD}require:\n  ${start}\n  $defs:\n${doubling.join('\n')}\n    d40: ${end}\n`;
  const start = performance.now();
  for (const [text, expected] of [
    [bomb, /alias|nested/i],
    [nested, /nested too deeply/],
    [deep, /nested too deeply/],
    [wide('$ref: "#/$defs/d0"', '{ properties: { port: { const: 1 } } }'), /demands more than/],
    [wide('properties: { trace: { contains: { $ref: "#/$defs/d0" } } }', '{ const: a }'), /demands more than/],
    [`# ${'x'.repeat(300_000)}`, /larger than 256 KiB/],
  ] as const) {
    assert.match(problemsIn(folder, text).join('\n'), expected);
  }
  assert.ok(performance.now() - start < 5000);
});

test.run();
