import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import github from '../../src/report/github.js';
import type { RenderOptions } from '../../src/report/index.js';
import { domain, finding, listener, plain, report, waiver } from './build.js';
import { HOSTILE, hostileReport } from './hostile.js';

const location = { file: 'modules/web/main.tf', line: 26, column: 7, via: 'source' };

function linesOf(made: Report, options: Partial<RenderOptions> = {}): readonly string[] {
  return github
    .render(made, { ...plain, ...options })
    .trimEnd()
    .split('\n');
}

test('a finding is an annotation on its line, with its fix', () => {
  const [line] = linesOf(
    report({ findings: [finding({ location, message: 'key is 100% "RSA_4096"', fix: 'use another' })] }),
  );
  assert.is(
    line,
    '::error file=modules/web/main.tf,line=26,col=7,title=elbcert acm-key-algorithm::aws_elb.web listener 443: key is 100%25 "RSA_4096"%0Afix: use another',
  );
});

test('without a place in the source there is no file to name', () => {
  assert.match(linesOf(report({ findings: [finding()] }))[0] ?? '', /^::error title=/);
});

test('properties end neither early nor in another property', () => {
  const [line] = linesOf(report({ findings: [finding({ location: { ...location, file: 'a,line=1::b%.tf' } })] }));
  assert.match(line ?? '', 'file=a%2Cline=1%3A%3Ab%25.tf,line=26');
});

test("the level is the policy's, unless it makes the run fail", () => {
  const findings = [
    finding({ policyId: 'w', level: 'warning' }),
    finding({ policyId: 'n', level: 'note' }),
    finding({ policyId: 'o', outcome: 'open' }),
    finding({ policyId: 'x', waiver }),
    finding({ policyId: 'p', outcome: 'pass' }),
  ];
  const words = (options: Partial<RenderOptions>) =>
    linesOf(report({ findings }), options).map((line) => line.split(' ')[0]);
  assert.equal(words({}), ['::notice', '::warning', '::notice', '::notice', 'elbcert:']);
  assert.equal(words({ failOn: 'warning', strict: true }), ['::notice', '::error', '::error', '::notice', 'elbcert:']);
});

test('at most ten of a level, and the tenth counts the rest', () => {
  const many = (count: number) =>
    linesOf(report({ findings: Array.from({ length: count }, (_, at) => finding({ policyId: `p${at}` })) }));
  assert.is(many(10).filter((line) => line.startsWith('::error')).length, 10);
  const eleven = many(11).filter((line) => line.startsWith('::error'));
  assert.is(eleven.length, 10);
  assert.match(eleven[9] ?? '', 'and 2 more');
});

test('what was left out is one notice, the first, and leaves nine for findings', () => {
  const findings = Array.from({ length: 10 }, (_, at) => finding({ policyId: `p${at}`, outcome: 'open' }));
  const notices = linesOf(report({ findings: [...findings, finding({ waiver })] })).filter((line) => {
    return line.startsWith('::notice');
  });
  assert.is(notices.length, 10);
  assert.is(notices[0], '::notice title=elbcert::left out: 1 finding waived by elbcert.yaml');
  assert.match(notices[9] ?? '', 'and 2 more');
});

test('instances on one line are one annotation', () => {
  const findings = [1, 2, 3].map((key) => finding({ address: `aws_elb.web[${key}]`, location }));
  const [line, ...others] = linesOf(report({ findings }));
  assert.is(others.length, 1);
  assert.match(line ?? '', '3 listeners: certificate key is');
  assert.match(line ?? '', '%0A- aws_elb.web[3] listener 443%0A');
});

test('no name is a command of its own', () => {
  for (const name of Object.values(HOSTILE)) {
    const lines = linesOf(hostileReport(name));
    const commands = lines.filter((line) => /^\s*::/.test(line));
    for (const command of commands) assert.match(command, /^::(error|warning|notice) [^:]*title=elbcert[^:]*::/);
    assert.is(commands.length, lines.length - 1, name);
    assert.not.match(lines.join('\n'), /##[a-z]*\[/i);
  }
});

test('the last line counts what ends TLS, load balancers or domains', () => {
  const last = (made: Report) => linesOf(made).at(-1) ?? '';
  assert.match(last(report({ listeners: [listener()] })), /^elbcert: 1 load balancer, 1 secure listener: /);
  assert.match(last(report({ domains: [domain()] })), /^elbcert: 1 domain: /);
  assert.match(last(report({ listeners: [listener()], domains: [domain()] })), /secure listener, 1 domain: /);
  assert.match(last(report()), /^elbcert: 0 load balancers, 0 secure listeners: /);
});

test.run();
