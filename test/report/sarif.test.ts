import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import sarif from '../../src/report/sarif.js';
import sarifCodeScanning from '../../src/report/sarif-code-scanning.js';
import { finding, input, report, waiver } from './build.js';
import { estate } from './estate.js';
import { HOSTILE, hostileReport } from './hostile.js';

const multitool: string = createRequire(import.meta.url)('@microsoft/sarif-multitool');
const folder = dirname(multitool);
const schema = JSON.parse(readFileSync(join(folder, 'sarif-2.1.0.json'), 'utf8'));
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const validate = ajv.compile(schema);

const location = { file: './modules/web/main.tf', line: 26, column: 7, via: 'source' };

function resultsOf(made: Report): readonly Result[] {
  const log: Log = JSON.parse(sarif.render(made));
  assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
  return log.runs[0]?.results ?? [];
}

test('the schema is met, whatever the report and its names', () => {
  for (const made of [report(), report({ inputs: [] }), estate(60)]) resultsOf(made);
  for (const name of Object.values(HOSTILE)) resultsOf(hostileReport(name));
});

test('the schema refuses a level that there is not', () => {
  const log = JSON.parse(sarif.render(estate(10)));
  log.runs[0].results[0].level = 'fatal';
  assert.not(validate(log));
});

test('the validator that GitHub recommends has nothing to say', () => {
  const work = mkdtempSync(join(tmpdir(), 'elbcert-sarif-'));
  try {
    const printed = sarif.render(estate(60));
    writeFileSync(join(work, 'good.sarif'), printed);
    writeFileSync(join(work, 'bad.sarif'), printed.replace('"ruleIndex": ', '"ruleIndex": 99'));
    const broken = rulesBroken(work);
    assert.equal(broken('good.sarif'), []);
    assert.ok(broken('bad.sarif').length > 0, 'the validator sees what is wrong');
  } finally {
    rmSync(work, { recursive: true });
  }
});

/** The rules that each log in a folder breaks. The validator's exit code is 0 whatever it finds, so its own log is read. */
function rulesBroken(work: string): (name: string) => readonly string[] {
  chmodSync(multitool, 0o755);
  const output = join(work, 'validation.json');
  const options = ['--rule-kind', 'Sarif;Ghas', '--output', output, '--log', 'ForceOverwrite'];
  const run = spawnSync(multitool, ['validate', join(work, '*.sarif'), ...options], { encoding: 'utf8' });
  assert.match(run.stdout, 'Analysis completed successfully', `${run.error} ${run.stderr}`);
  const found: Log = JSON.parse(readFileSync(output, 'utf8'));
  return (name) => {
    const about = (found.runs[0]?.results ?? []).filter((result) => JSON.stringify(result.locations).includes(name));
    return [...new Set(about.map(({ ruleId }) => ruleId ?? ''))].sort();
  };
}

test('the instances of one policy on one line are one result that lists them', () => {
  const instance = (key: string) => finding({ address: `aws_elb.web["${key}"]`, location });
  const [only, ...others] = resultsOf(report({ findings: [instance('b'), instance('a')] }));
  assert.is(others.length, 0);
  assert.match(only?.message.text ?? '', /^2 listeners: .*\n- aws_elb\.web\["a"\] listener 443\n- aws_elb\.web\["b"\]/);
  assert.equal(only?.locations?.[0]?.physicalLocation, {
    artifactLocation: { uri: 'modules/web/main.tf', uriBaseId: '%SRCROOT%' },
    region: { startLine: 26, startColumn: 7 },
  });
});

test('another line or another policy is another result', () => {
  const findings = [
    finding({ location }),
    finding({ location: { ...location, line: 27 } }),
    finding({ location, policyId: 'acm-same-region' }),
  ];
  assert.is(resultsOf(report({ findings })).length, 3);
});

test('what is open is of kind open and has no level, and what passed is left out', () => {
  const results = resultsOf(
    report({ findings: [finding({ outcome: 'open' }), finding({ outcome: 'pass', policyId: 'p' })] }),
  );
  assert.equal(
    results.map(({ kind, level }) => ({ kind, level })),
    [{ kind: 'open', level: 'none' }],
  );
});

test('what is waived is suppressed, from outside or in the source, and then every result says whether it is', () => {
  const inSource = { reason: 'legacy', source: 'main.tf:12' };
  const results = resultsOf(
    report({
      findings: [
        finding({ policyId: 'a' }),
        finding({ policyId: 'b', waiver }),
        finding({ policyId: 'c', waiver: inSource }),
      ],
    }),
  );
  assert.equal(
    results.map(({ suppressions }) => suppressions?.map(({ kind, justification }) => [kind, justification])),
    [[], [['external', 'moves in March (elbcert.yaml)']], [['inSource', 'legacy (main.tf:12)']]],
  );
  assert.is(resultsOf(report({ findings: [finding()] }))[0]?.suppressions, undefined);
});

test('a waived instance does not hide one that fails on the same line', () => {
  const findings = [finding({ location, waiver }), finding({ location, address: 'aws_elb.web[1]' })];
  const [only] = resultsOf(report({ findings }));
  assert.equal(only?.suppressions, undefined);
  assert.match(
    only?.message.text ?? '',
    /^aws_elb\.web\[1\] listener 443[\s\S]*\n- aws_elb\.web listener 443 \(waived\): /,
  );
});

test('the fingerprint outlives a move of the line and a new instance', () => {
  const at = (line: number, ...keys: number[]) =>
    resultsOf(
      report({
        findings: keys.map((key) =>
          finding({ address: `module.a["x"].aws_elb.web[${key}]`, location: { ...location, line } }),
        ),
      }),
    )[0]?.partialFingerprints;
  assert.equal(at(26, 0), at(40, 0, 1));
  assert.is.not(
    JSON.stringify(at(26, 0)),
    JSON.stringify(resultsOf(report({ findings: [finding({ port: 8443, location })] }))[0]?.partialFingerprints),
  );
});

test('GitHub makes its own hash of the line, so none is given', () => {
  assert.not.match(sarif.render(estate(30)), 'primaryLocationLineHash');
});

test('without a place in the source a result stands at the input, named relative or as a file', () => {
  const uri = (path: string) =>
    resultsOf(report({ findings: [finding({ input: path })] }))[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
  assert.equal(uri('envs/a b/plan.json'), { uri: 'envs/a%20b/plan.json', uriBaseId: '%SRCROOT%' });
  assert.equal(uri('/tmp/plan.json'), { uri: 'file:///tmp/plan.json' });
});

test('a name in brackets is no link', () => {
  const [only] = resultsOf(report({ findings: [finding({ message: 'see [here](1)' })] }));
  assert.match(only?.message.text ?? '', 'see [here\\](1)');
});

test('the category is the folder of the plan', () => {
  const category = (path: string) =>
    JSON.parse(sarif.render(report({ inputs: [input({ path })] }))).runs[0].automationDetails.id;
  assert.is(category('envs/prod/plan.json'), 'elbcert/envs/prod/');
  assert.is(category('./plan.json'), 'elbcert/');
  assert.is(category('/home/runner/plan.json'), 'elbcert/');
});

test('descriptions keep to the length that GitHub takes', () => {
  const log: Log = JSON.parse(sarif.render(hostileReport('long '.repeat(1000))));
  for (const { fullDescription, shortDescription } of log.runs[0]?.tool.driver.rules ?? []) {
    assert.ok((fullDescription?.text.length ?? 0) <= 1024 && (shortDescription?.text.length ?? 0) <= 1024);
  }
});

test('what a code host shows as an alert is what fails, and what is open where that fails the run', () => {
  const made = report({
    findings: [
      finding({ policyId: 'broken', location }),
      finding({ policyId: 'unknown', outcome: 'open', location }),
      finding({ policyId: 'known', waiver, location }),
      finding({ policyId: 'fine', outcome: 'pass', location }),
    ],
  });
  const idsOf = (strict: boolean) => {
    const options = { failOn: 'error', strict, color: false, verbosity: 'normal' } as const;
    const log: Log = JSON.parse(sarifCodeScanning.render(made, options));
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
    return (log.runs[0]?.results ?? []).map(({ ruleId }) => ruleId).sort();
  };
  assert.equal(idsOf(false), ['broken']);
  assert.equal(idsOf(true), ['broken', 'unknown']);
  assert.equal(
    resultsOf(made)
      .map(({ ruleId }) => ruleId)
      .sort(),
    ['broken', 'known', 'unknown'],
  );
});

test.run();
