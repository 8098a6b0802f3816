import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../../src/model/finding.js';
import { known, unknown } from '../../../src/model/value.js';
import { groupReport } from '../../../src/report/common/groups.js';
import { headlineOf } from '../../../src/report/common/headline.js';
import { deployer, finding, listener, report, waiver } from '../build.js';

const ports = [443, 8443, 9443];
const three = ports.map((port) => listener({ port: known(port) }));
const headline = (findings: readonly Finding[], listeners = three) =>
  headlineOf(groupReport(report({ listeners, findings })));

test('the worst standing gives the words, and says how many listeners have it', () => {
  assert.is(
    headline([finding(), finding({ port: 8443, level: 'warning' })]).text,
    '1 of 3 listeners must be fixed before apply',
  );
  const warnings = ports.map((port) => finding({ port, level: 'warning' }));
  assert.is(headline(warnings).text, 'all 3 listeners with warnings, no errors');
  assert.is(headline([finding({ level: 'note' })]).text, '1 of 3 listeners with remarks, no errors');
  assert.is(headline([finding({ outcome: 'open' })]).text, '1 of 3 listeners open, nothing fails');
  assert.is(headline([finding({ waiver })]).text, '1 of 3 listeners waived, nothing else found');
  assert.is(headline([finding({ outcome: 'pass' })]).text, 'all 3 listeners are fine');
  assert.is(headline([], []).text, 'no load balancer or domain to check');
});

test('a deployer is counted beside the listeners', () => {
  const findings = [finding(), finding({ subject: 'deployer', address: 'aws_iam_role.ci', port: null })];
  const made = report({ listeners: three, deployers: [deployer()], findings });
  assert.is(headlineOf(groupReport(made)).text, '1 of 3 listeners and the deployer must be fixed before apply');
});

test('listeners are counted by standing, also those that share a group', () => {
  const unnamed = listener({ port: unknown('x') });
  const counts = headline([finding({ port: null })], [...three, unnamed, unnamed]).rows;
  assert.equal(counts, { error: 2, warning: 0, note: 0, open: 0, waived: 0, pass: 3 });
});

test.run();
