import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import gitlab from '../../src/report/gitlab.js';
import { finding, input, report, waiver } from './build.js';
import { HOSTILE, hostileReport } from './hostile.js';

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const location = { file: './main.tf', line: 26, column: 7, via: 'source' };

function entriesOf(made: Report): readonly Entry[] {
  return JSON.parse(gitlab.render(made));
}

test('where nothing is found the report is an empty list, which GitLab compares with', () => {
  assert.is(gitlab.render(report()), '[]\n');
});

test('an entry has what GitLab requires, its path without ./', () => {
  const [entry] = entriesOf(report({ findings: [finding({ location })] }));
  assert.is(entry?.check_name, 'acm-key-algorithm');
  assert.match(entry?.description ?? '', /^aws_elb\.web listener 443: certificate key is "RSA_4096"/);
  assert.match(entry?.fingerprint ?? '', /^[0-9a-f]{64}$/);
  assert.is(entry?.severity, 'critical');
  assert.equal(entry?.location, { path: 'main.tf', lines: { begin: 26 } });
});

test('severity tells errors, warnings, and what is open; what passed is no entry, what was waived is one together', () => {
  const findings = [
    finding({ policyId: 'a' }),
    finding({ policyId: 'b', level: 'warning' }),
    finding({ policyId: 'c', level: 'note' }),
    finding({ policyId: 'd', outcome: 'open' }),
    finding({ policyId: 'e', outcome: 'pass' }),
    finding({ policyId: 'f', waiver }),
  ];
  assert.equal(
    entriesOf(report({ findings })).map(({ check_name, severity }) => [check_name, severity]),
    [
      ['a', 'critical'],
      ['b', 'minor'],
      ['c', 'info'],
      ['d', 'info'],
      ['elbcert-left-out', 'info'],
    ],
  );
});

test("a fingerprint is its finding's own, and outlives a move of the line", () => {
  const findings = [
    finding({ location }),
    finding({ location, port: 8443 }),
    finding({ location, policyId: 'acm-same-region' }),
    finding({ location, address: 'aws_elb.api' }),
    finding({ location, port: null }),
    finding({ location, port: null }),
  ];
  const fingerprints = entriesOf(report({ findings })).map(({ fingerprint }) => fingerprint);
  assert.is(new Set(fingerprints).size, findings.length);
  const moved = entriesOf(report({ findings: [finding({ location: { ...location, line: 90 } })] }));
  assert.ok(fingerprints.includes(moved[0]?.fingerprint ?? ''));
});

test('the same address in two plans is two entries', () => {
  const inputs = [input(), input({ path: 'b.json' })];
  const fingerprints = entriesOf(report({ inputs, findings: [finding(), finding({ input: 'b.json' })] }));
  assert.is(new Set(fingerprints.map(({ fingerprint }) => fingerprint)).size, 2);
});

test('a hostile name stays text, on one line', () => {
  for (const name of Object.values(HOSTILE)) {
    const entries = entriesOf(hostileReport(name));
    assert.is(entries.length, 7);
    for (const { description, location: place } of entries)
      assert.not.match(description + place.path, /[\p{Cc}\p{Cf}]/u);
  }
});

test.run();
