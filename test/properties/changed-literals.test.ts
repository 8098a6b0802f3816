import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadPolicies } from '../../src/judge/index.js';
import type { Finding } from '../../src/model/finding.js';
import type { Plan } from '../../src/model/plan.js';
import { checkPlans, readPlans } from '../../src/pipeline.js';
import { openConfigurations } from '../../src/read/source/index.js';
import { withSource } from '../../src/resolve/index.js';
import { ROOT } from '../cli/run.js';
import { changedLiterals } from './changed-literals.js';

const GOLDEN = join(ROOT, 'test/golden');

/** Every file of a case that is HCL, and each text that it may have been instead. */
function changedFiles(name: string) {
  const files = readdirSync(join(GOLDEN, name), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.tf'))
    .flatMap((file) =>
      changedLiterals(readFileSync(join(GOLDEN, name, file), 'utf8')).map((one) => ({ file, ...one })),
    );
}

const CASES = readdirSync(GOLDEN)
  .map((name) => ({ name, changed: changedFiles(name) }))
  .filter(({ changed }) => changed.length > 0);

/** The findings on a plan with some folder as its source, and whether all of that source was used. */
async function judged(plan: Plan, root: string) {
  const configurations = await openConfigurations([plan], { roots: [root], onNotice: assert.unreachable });
  const { findings, inputs } = checkPlans([withSource(plan, configurations.get(plan.path))], policies, { now: NOW });
  return { findings, isUsed: inputs.every(({ notes }) => notes.length === 0) };
}

const policies = loadPolicies({ policyPaths: [], disable: [] });

const NOW = new Date('2026-11-24T00:00:00Z');

/**
 * The same verdict on the same subject. The port of a listener that is not planned is the source's own, and what the plan
 * says of listeners without a port it says of each.
 */
function isSame(one: Finding, other: Finding): boolean {
  const isSubject = one.port === other.port || other.port === null || one.decidedBy.includes('port');
  return one.policyId === other.policyId && one.address === other.address && isSubject && one.outcome === other.outcome;
}

test('there are cases with literals of every sort in locals', () => {
  const changes = CASES.flatMap(({ changed }) => changed.map(({ change }) => change));
  for (const literal of [/^"/, /^\d/, /^true/, /^false/, /^\[/]) {
    assert.ok(
      changes.some((change) => literal.test(change)),
      String(literal),
    );
  }
});

const seen = { refused: 0, marked: 0 };

for (const { name, changed } of CASES) {
  test(`no literal in a local of --root decides a verdict that does not say so (${name})`, async () => {
    const root = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
    try {
      cpSync(join(GOLDEN, name), root, { recursive: true });
      const [plan] = await readPlans({ inputs: [join(GOLDEN, name, 'plan.json')] });
      if (plan === undefined) throw new Error('no plan');
      const planned = await judged(plan, root);
      assert.ok(planned.isUsed);
      const alone = checkPlans([plan], policies, { now: NOW });
      const expected = [...planned.findings, ...alone.findings];
      for (const { file, text, change } of changed) {
        const original = readFileSync(join(root, file));
        writeFileSync(join(root, file), text);
        const { findings, isUsed } = await judged(plan, root);
        writeFileSync(join(root, file), original);
        if (!isUsed) seen.refused += 1;
        const differing = findings.filter((finding) => !expected.some((other) => isSame(finding, other)));
        const verdicts = differing.filter(({ outcome }) => outcome !== 'open');
        for (const { policyId, address, port, outcome, fromSource } of verdicts) {
          assert.ok(fromSource !== null, `${file}: ${change}: ${outcome} of ${policyId} on ${address} ${port}`);
          seen.marked += 1;
        }
      }
    } finally {
      rmSync(root, { recursive: true });
    }
  });
}

test('some of the changed sources are refused, and others change verdicts', () => {
  assert.ok(seen.refused > 10, `${seen.refused} refused`);
  assert.ok(seen.marked > 30, `${seen.marked} marked`);
});

test.run();
