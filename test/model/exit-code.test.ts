import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../src/model/finding.js';
import { exitCode } from '../../src/model/report.js';
import { finding, waiver } from '../report/build.js';

function code(findings: readonly Finding[], failOn: Finding['level'] = 'error', strict = false) {
  return exitCode({ findings }, { failOn, strict });
}

test('0 where nothing was found', () => {
  assert.is(code([]), 0);
  assert.is(code([finding({ outcome: 'pass' })], 'note', true), 0);
});

test('1 for a finding at the level that fails the run, or a worse one', () => {
  assert.is(code([finding()]), 1);
  assert.is(code([finding({ level: 'warning' })]), 0);
  assert.is(code([finding({ level: 'warning' })], 'warning'), 1);
  assert.is(code([finding()], 'note'), 1);
  assert.is(code([finding({ level: 'note' })], 'warning'), 0);
});

test('open counts under strict alone, at any level', () => {
  const open = finding({ outcome: 'open', level: 'warning' });
  assert.is(code([open], 'note'), 0);
  assert.is(code([open], 'error', true), 1);
});

test('a pass that assumes something counts under strict alone; one that the source told never does', () => {
  const assumed = finding({ outcome: 'pass', assuming: 'local.arn yields the ARN of aws_acm_certificate.site' });
  assert.is(code([assumed], 'note'), 0);
  assert.is(code([assumed], 'error', true), 1);
  assert.is(code([{ ...assumed, waiver }], 'error', true), 0);
  assert.is(code([finding({ outcome: 'pass', fromSource: 'infra' })], 'note', true), 0);
});

test('what somebody accepted does not count', () => {
  assert.is(code([finding({ waiver }), finding({ outcome: 'open', waiver })], 'note', true), 0);
});

test.run();
