import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import type { RenderOptions } from '../../src/report/index.js';
import junit from '../../src/report/junit.js';
import { finding, input, plain, report, waiver } from './build.js';
import { estate } from './estate.js';
import { HOSTILE, hostileReport } from './hostile.js';
import { needs } from './needs.js';

const schema = fileURLToPath(new URL('junit.xsd', import.meta.url));

function render(made: Report, options: Partial<RenderOptions> = {}): string {
  return junit.render(made, { ...plain, ...options });
}

test('strict readers take it, but for the attribute that GitLab links files by', () => {
  const xmllint = needs('xmllint', 'libxml2-utils');
  if (xmllint === undefined) return;
  const documents = [report(), estate(40), ...Object.values(HOSTILE).map(hostileReport)].map((made) => render(made));
  const lint = (text: string) =>
    spawnSync(xmllint, ['--nonet', '--noout', '--schema', schema, '-'], { input: text, encoding: 'utf8' });
  for (const document of documents) {
    const { status, stderr } = lint(document);
    assert.is(status, 0, stderr);
  }
  assert.is.not(lint('<testsuites><testsuite/></testsuites>').status, 0);
});

test('a case fails where it makes the run fail, and is skipped with its reason otherwise', () => {
  const findings = [
    finding({ policyId: 'broken' }),
    finding({ policyId: 'late', level: 'warning' }),
    finding({ policyId: 'unsure', outcome: 'open' }),
    finding({ policyId: 'accepted', waiver }),
    finding({ policyId: 'good', outcome: 'pass' }),
  ];
  const printed = render(report({ findings }));
  assert.match(printed, 'tests="5" failures="1" errors="0" skipped="3"');
  assert.match(printed, /name="listener 443 late" time="0">\n\s+<skipped message="warning: aws_elb\.web listener 443/);
  assert.match(printed, '<skipped message="open: ');
  assert.match(printed, '<skipped message="waived, moves in March: ');
  assert.match(printed, '<testcase classname="aws_elb.web" name="listener 443 good" time="0"/>');
  assert.match(
    render(report({ findings }), { failOn: 'warning', strict: true }),
    'failures="3" errors="0" skipped="1"',
  );
});

test('an input without findings has a case, since Jenkins fails a build whose report has none', () => {
  const printed = render(report({ findings: [finding({ input: 'b.json' })], inputs: [input({ path: 'a.json' })] }));
  assert.match(printed, /name="a\.json" package="elbcert" tests="1" failures="0"/);
  assert.match(printed, '<testcase classname="a.json" name="nothing to check" time="0"/>');
  assert.match(printed, /name="b\.json" package="elbcert" tests="1" failures="1"/);
  assert.is(printed.match(/<testcase/g)?.length, 2);
});

test('a failure says where it is and how to fix it', () => {
  const location = { file: 'main.tf', line: 26, column: null, via: 'source' };
  const printed = render(report({ findings: [finding({ location })] }));
  assert.match(printed, '\nfix: request an RSA_2048 certificate');
  assert.match(printed, '\nat: main.tf:26\nvia: aws_elb.web → aws_acm_certificate.site</failure>');
});

test('no two cases of a class have one name, since GitLab counts the first alone', () => {
  const twice = [finding({ port: null }), finding({ port: null }), finding({ input: 'b.json', port: null })];
  const printed = render(report({ inputs: [input(), input({ path: 'b.json' })], findings: twice }));
  const names = [...printed.matchAll(/classname="([^"]*)" name="([^"]*)"/g)].map(([, ...name]) => name.join(' '));
  assert.is(names.length, 3);
  assert.is(new Set(names).size, 3);
});

test("a suite's timestamp is the clock that dates are held against, also without a listener", () => {
  assert.match(render(report()), 'timestamp="2026-01-01T00:00:00"');
});

test.run();
