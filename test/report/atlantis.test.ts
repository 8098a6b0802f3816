import { test } from 'uvu';
import * as assert from 'uvu/assert';
import atlantis from '../../src/report/atlantis.js';
import { finding, listener, plain, report, sameRegion, waiver } from './build.js';
import { estate } from './estate.js';
import { HOSTILE, hostileReport } from './hostile.js';

/** How Atlantis tells a refusal. Source: https://github.com/runatlantis/atlantis/blob/main/server/events/project_command_runner.go */
function refused(output: string): boolean {
  return (
    output === '' || /[1-9][0-9]* failure/.test(output) || output.includes('"failures": [') || output.startsWith('FAIL')
  );
}

test('a run that passes names nothing, since a name may hold the word that Atlantis looks for', () => {
  const made = report({
    listeners: [listener({ address: 'aws_elb.failover' })],
    findings: [
      finding({ address: 'aws_elb.failover', outcome: 'pass' }),
      finding({ address: 'aws_elb.failover', level: 'warning' }),
      finding({ address: 'aws_elb.failover', outcome: 'open' }),
      finding({ address: 'aws_elb.failover', waiver }),
    ],
  });
  const printed = atlantis.render(made, plain);
  assert.is(
    printed,
    'PASS elbcert: 1 secure listener checked, 0 violations, 1 warning, 1 open, 1 waived\nNOTE - left out: 1 finding waived by elbcert.yaml\n',
  );
  assert.not(refused(printed));
  assert.not.match(printed, /fail/i);
});

test('a plan without anything to judge passes and says so', () => {
  const printed = atlantis.render(report(), plain);
  assert.is(printed, 'PASS elbcert: nothing to check in this plan, 0 violations\n');
  assert.not(refused(printed));
});

test('domains are counted beside listeners', () => {
  const withDomain = (made: ReturnType<typeof report>) => ({ ...made, summary: { ...made.summary, domains: 1 } });
  assert.is(atlantis.render(withDomain(report()), plain), 'PASS elbcert: 1 domain checked, 0 violations\n');
  const both = withDomain(report({ listeners: [listener()] }));
  assert.is(atlantis.render(both, plain), 'PASS elbcert: 1 secure listener and 1 domain checked, 0 violations\n');
});

test('a violation comes first, one finding on a line, and the last line counts', () => {
  const made = report({
    findings: [finding({ outcome: 'open', policyId: 'o' }), finding({ level: 'warning', policyId: 'w' }), sameRegion],
  });
  const lines = atlantis.render(made, plain).trimEnd().split('\n');
  assert.is(lines[0], `FAIL - acm-same-region - aws_elb.web listener 443: ${sameRegion.message}`);
  assert.match(lines[1] ?? '', /^WARN - w - /);
  assert.match(lines[2] ?? '', /^OPEN - o - /);
  assert.is(lines[3], '1 failure');
  assert.is(lines.length, 4);
});

test('what counts as a violation is what makes the run fail', () => {
  const made = report({ findings: [finding({ outcome: 'open' })] });
  assert.not(refused(atlantis.render(made, plain)));
  assert.ok(refused(atlantis.render(made, { ...plain, strict: true })));
});

test('what fails the run comes before what is worse and does not', () => {
  const made = report({
    findings: [finding({ level: 'warning', policyId: 'w' }), finding({ outcome: 'open', policyId: 'o' })],
  });
  const labels = atlantis
    .render(made, { ...plain, strict: true })
    .split('\n')
    .map((line) => line.slice(0, 8));
  assert.equal(labels, ['FAIL - o', 'WARN - w', '1 failur', '']);
});

test('on a run that passes, a remark with the word that Atlantis looks for is counted', () => {
  const printed = atlantis.render(report({ notes: ['aws_x.failover', 'aws_x.web'] }), plain);
  assert.is(
    printed,
    'PASS elbcert: nothing was checked in this plan, 0 violations\nNOTE - not checked: aws_x.web\nNOTE - 1 more remark in --format text\n',
  );
});

test('a name changes neither the verdict nor the lines', () => {
  for (const name of Object.values(HOSTILE)) {
    const made = hostileReport(name);
    const failing = atlantis.render(made, plain);
    assert.ok(refused(failing));
    assert.is(failing.trimEnd().split('\n').length, 8);
    const passing = { ...made, findings: made.findings.filter(({ outcome }) => outcome === 'pass') };
    assert.not(refused(atlantis.render(passing, plain)));
  }
  assert.match(atlantis.render(estate(60), plain), /\n\d+ failures\n/);
});

test.run();
