import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../src/pipeline.js';
import { CHANGED, LOCATED } from '../locate/fixture.js';

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  cpSync(CHANGED, folder, { recursive: true });
});
test.after.each(() => rmSync(folder, { recursive: true }));

const REASON = 'elbcert:ignore acm-same-region -- moves in March';

/** The report on the folder's plan, after a change of its main.tf. */
async function report(change: (text: string) => string) {
  const main = join(folder, 'main.tf');
  writeFileSync(main, change(readFileSync(main, 'utf8')));
  return check({ inputs: [join(folder, 'plan.json')], roots: [folder], now: new Date('2026-11-24') });
}

async function waived(change: (text: string) => string): Promise<readonly string[]> {
  const { findings } = await report(change);
  return findings.flatMap(({ address, waiver }) => (waiver === null ? [] : [`${address}: ${waiver.reason}`]));
}

/** Puts text before or after the first line of the configuration that holds some other text. */
function onLine(holding: string, put: (line: string) => string) {
  return (text: string) => {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.includes(holding));
    return lines.map((line, index) => (index === at ? put(line) : line)).join('\n');
  };
}

const KEPT = ['aws_elb.kept: moves in March'];

test('a comment directly above a resource speaks of it', async () => {
  assert.equal(await waived(onLine('"kept"', (line) => `# ${REASON}\n# more to say\n${line}`)), KEPT);
});

test('a comment in a resource, or behind its first line, speaks of it', async () => {
  assert.equal(await waived(onLine('"kept" {', (line) => `${line} // ${REASON}`)), KEPT);
  assert.equal(await waived(onLine('"kept" {', (line) => `${line}\n\n  /* ${REASON} */\n`)), KEPT);
});

test('a comment in a listener speaks of it', async () => {
  assert.equal(await waived(onLine('ssl_certificate_id', (line) => `${line} # ${REASON}`)), KEPT);
});

test('a comment behind another argument does not speak of the block below it', async () => {
  const change = onLine('"kept" {', (line) => `module "x" {} # ${REASON}\n${line}`);
  assert.equal(await waived(change), []);
});

test('a comment at a module call speaks of everything in the module', async () => {
  cpSync(LOCATED, folder, { recursive: true });
  const found = await waived(onLine('module "lb"', (line) => `# ${REASON}\n${line}`));
  assert.is(found.length, 12);
  assert.ok(found.every((text) => text.startsWith('module.lb[')));
});

test('text in a string or a heredoc is no comment', async () => {
  const change = onLine('"kept" {', (line) => `${line}\n  tags = { a = "# ${REASON}", b = <<EOT\n# ${REASON}\nEOT\n }`);
  assert.equal(await waived(change), []);
});

const FAULTS: readonly (readonly [comment: string, policyId: string, message: string])[] = [
  ['elbcert:ignore', 'waiver-invalid', 'the comment names no policy'],
  ['elbcert:ignore -- because', 'waiver-invalid', 'the comment names no policy'],
  ['elbcert:ignore acm-same-region', 'waiver-invalid', 'the comment gives no reason'],
  ['elbcert:ignore acm-same-region --', 'waiver-invalid', 'the comment gives no reason'],
  [
    'elbcert:ignore acm-same-regio -- x',
    'waiver-invalid',
    'no such policy: "acm-same-regio", did you mean "acm-same-region"',
  ],
  [
    'elbcert:ignore iam-key-algorithm -- x',
    'waiver-unused',
    'the comment accepts no finding of iam-key-algorithm: there is none',
  ],
];

for (const [comment, policyId, message] of FAULTS) {
  test(`"${comment}" waives nothing and is a warning`, async () => {
    const { findings } = await report(onLine('"kept"', (line) => `# ${comment}\n${line}`));
    assert.is(findings.filter(({ waiver }) => waiver !== null).length, 0);
    const about = findings.filter((finding) => finding.policyId.startsWith('waiver-'));
    assert.equal(
      about.map((finding) => [finding.policyId, finding.level, finding.message, finding.address]),
      [[policyId, 'warning', message, 'aws_elb.kept']],
    );
    assert.is(about[0]?.location?.via, 'comment');
  });
}

test('one comment may name several policies', async () => {
  const comment = '# elbcert:ignore acm-same-region, acm-key-algorithm -- moves in March';
  assert.is((await waived(onLine('"kept"', (line) => `${comment}\n${line}`))).length, 2);
});

test.run();
