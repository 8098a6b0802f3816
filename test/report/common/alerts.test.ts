import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { alertHeadline, alertInstances, alertsOf } from '../../../src/report/common/alerts.js';
import { finding, input, report, waiver } from '../build.js';

const location = { file: 'main.tf', line: 3, column: 1, via: 'source' };

test('instances of one policy on one line are one alert, its instances in order of their subjects', () => {
  const findings = ['[10]', '[2]'].map((key) => finding({ address: `aws_elb.web${key}`, location }));
  const made = report({ findings });
  const [alert, ...others] = alertsOf(made);
  assert.equal(others, []);
  assert.ok(alert !== undefined);
  assert.match(alertHeadline(alert), /^2 listeners: certificate key/);
  assert.equal(alertInstances(alert, made), ['aws_elb.web[2] listener 443', 'aws_elb.web[10] listener 443']);
});

test('without a line what fails, what is open and what was waived are an alert each', () => {
  const findings = [finding(), finding({ port: 1, outcome: 'open' }), finding({ port: 2, waiver })];
  assert.equal(
    alertsOf(report({ findings })).map(({ kind, fix }) => [kind, fix !== '']),
    [
      ['fail', true],
      ['open', false],
      ['waived', false],
    ],
  );
});

test('on one line the worst instance gives the kind, and the others are told as what they are', () => {
  const findings = [
    finding({ port: 2, waiver, location }),
    finding({ port: 3, outcome: 'open', message: 'open: x', location }),
    finding({ port: 1, location }),
  ];
  const made = report({ findings });
  const [alert, ...others] = alertsOf(made);
  assert.equal(others, []);
  assert.ok(alert !== undefined);
  assert.is(alert.kind, 'fail');
  assert.match(alertHeadline(alert), /^aws_elb\.web listener 1: /);
  assert.equal(
    alertInstances(alert, made).map((line) => line.slice(0, 31)),
    ['aws_elb.web listener 3 (open): ', 'aws_elb.web listener 2 (waived)'],
  );
});

test('the worst alert comes first, and what passed is none', () => {
  const findings = [
    finding({ policyId: 'open', outcome: 'open' }),
    finding({ policyId: 'warning', level: 'warning' }),
    finding({ policyId: 'b' }),
    finding({ policyId: 'a' }),
    finding({ policyId: 'passed', outcome: 'pass' }),
  ];
  assert.equal(
    alertsOf(report({ findings })).map(({ policyId }) => policyId),
    ['a', 'b', 'warning', 'open'],
  );
});

test('instances name their input where there are several, and are counted beyond twenty', () => {
  const inputs = [input(), input({ path: 'b.json' })];
  const findings = Array.from({ length: 25 }, (_, at) => finding({ port: at, location }));
  const made = report({ inputs, findings });
  const [alert] = alertsOf(made);
  const lines = alert === undefined ? [] : alertInstances(alert, made);
  assert.is(lines[0], 'plan.json: aws_elb.web listener 0');
  assert.is(lines.length, 21);
  assert.is(lines.at(-1), 'and 5 more');
});

test.run();
