import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  needsAttention,
  STANDINGS,
  severityOf,
  sortFindings,
  standingOf,
  standingOfAll,
  worstSeverity,
  worstStanding,
} from '../../../src/report/common/standing.js';
import { finding, waiver } from '../build.js';

const note = finding({ level: 'note' });
const open = finding({ outcome: 'open', level: 'warning' });
const waived = finding({ waiver });
const passed = finding({ outcome: 'pass' });

test('a finding stands by its level where it fails, and else by what became of it', () => {
  assert.is(standingOf(finding()), 'error');
  assert.is(standingOf(note), 'note');
  assert.is(standingOf(open), 'open');
  assert.is(standingOf(waived), 'waived');
  assert.is(standingOf(finding({ outcome: 'open', waiver })), 'waived');
  assert.is(standingOf(finding({ outcome: 'pass', waiver })), 'pass');
});

test('what fails is worse than what is open, and that is worse than what was waived', () => {
  const all = [finding(), finding({ level: 'warning' }), note, open, waived, passed];
  assert.equal(all.map(severityOf), [0, 1, 2, 3, 4, 5]);
  assert.equal(all.map(standingOf), STANDINGS);
});

test('a subject stands by its worst finding; without any it passes, and comes last', () => {
  assert.is(standingOfAll([passed, open, waived]), 'open');
  assert.is(standingOfAll([]), 'pass');
  assert.ok(worstSeverity([]) > worstSeverity([passed]));
  assert.is(worstStanding(['pass', 'waived', 'note']), 'note');
});

test('findings are sorted out without changing their order, each into one list', () => {
  const second = finding({ policyId: 'second', level: 'warning' });
  assert.equal(sortFindings([second, passed, open, waived, note]), {
    failed: [second, note],
    open: [open],
    waived: [waived],
    passed: [passed],
  });
});

test('what fails or is open needs attention, what was waived or passes does not', () => {
  assert.equal([finding(), open, waived, passed].map(needsAttention), [true, true, false, false]);
});

test.run();
