import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../src/pipeline.js';
import { ROOT } from '../cli/run.js';

const GOLDEN = join(ROOT, 'test/golden/certificate-through-a-local');

/** What is said of the plan with its source, changed after it was planned. */
async function judgeWith(change: (source: string) => string) {
  const root = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  try {
    cpSync(join(GOLDEN, 'main.tf'), join(root, 'main.tf'));
    writeFileSync(join(root, 'main.tf'), change(readFileSync(join(root, 'main.tf'), 'utf8')));
    const { inputs, findings } = await check({ inputs: [join(GOLDEN, 'plan.json')], roots: [root] });
    const bases = findings.map(({ fromSource }) => fromSource).filter((basis) => basis !== null);
    return { notes: inputs.flatMap(({ notes }) => notes), isUsed: bases.length > 0 };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('the source of a module is used where it is the planned one', async () => {
  assert.equal(await judgeWith((source) => source), { notes: [], isUsed: true });
});

test('the source of a module is not used where a provider block differs', async () => {
  const { notes, isUsed } = await judgeWith((source) => source.replace('region = "eu-west-1"', 'region = "eu-west-2"'));
  assert.match(notes.join('\n'), /the source of the root module is not used.*provider aws region/);
  assert.not(isUsed);
});

test('the source of a module is not used where a resource differs', async () => {
  const { notes, isUsed } = await judgeWith((source) => source.replace('"EC_prime256v1"', '"RSA_2048"'));
  assert.match(notes.join('\n'), /aws_acm_certificate.new key_algorithm has another value/);
  assert.not(isUsed);
});

test.run();
