import { rejects } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UnusableInput } from '../../src/model/problem.js';
import { showBinaryPlan } from '../../src/read/plan-file.js';
import { collectGarbage } from './collect-garbage.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const PLAN = fileURLToPath(new URL('../../examples/plan-json/mixed/plan.json', import.meta.url));
const ZIP = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from('rest of a plan file')]);

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  writeFileSync(join(folder, 'tfplan'), ZIP);
});
test.after.each(() => rmSync(folder, { recursive: true }));

/** Puts a program on the PATH that the CLI sees. */
function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

function check(input = join(folder, 'tfplan'), stdin?: Buffer) {
  return spawnSync(process.execPath, [CLI, 'check', input], {
    encoding: 'utf8',
    env: { PATH: `${folder}:/bin:/usr/bin` },
    input: stdin,
  });
}

test('elbcert shows a plan file with terraform, and says so', () => {
  program('terraform', `[ "$1 $2" = "show -json" ] && cat ${PLAN}`);
  const run = check();
  assert.match(run.stderr, /is a binary plan file: ran terraform show -json/);
  assert.match(run.stdout, /4 load balancers/);
  assert.is(run.status, 1);
});

test('elbcert shows a plan file on standard input', () => {
  program('terraform', `for last; do :; done; head -c 2 "$last" | grep -q PK && cat ${PLAN}`);
  assert.match(check('-', ZIP).stdout, /4 load balancers/);
});

test('falls back to tofu where terraform refuses the file', () => {
  program('terraform', 'echo "Error: plan file was created by another program" >&2; exit 1');
  program('tofu', `cat ${PLAN}`);
  assert.match(check().stderr, /ran tofu show -json/);
});

test('elbcert says what both programs said where both refuse', () => {
  program('terraform', 'printf "╷\\n│ Error: Failed to read the given file as a state or plan file\\n" >&2; exit 1');
  const run = check();
  assert.is(run.status, 2);
  assert.match(run.stderr, /terraform show -json says: Failed to read the given file/);
  assert.is(run.stderr.trim().split('\n').length, 1);
});

test('elbcert does not read what a program printed before it failed', () => {
  program('terraform', `cat ${PLAN}; echo "Error: the schema is not available" >&2; exit 1`);
  const run = check();
  assert.is(run.status, 2);
  assert.match(run.stderr, /the schema is not available/);
});

test('elbcert says that there is neither program', () => {
  const run = check();
  assert.is(run.status, 2);
  assert.match(run.stderr, /neither terraform nor tofu is on PATH/);
});

test('closes what a program printed before it failed once, not a file that is opened later', async () => {
  program('terraform', `cat ${PLAN}; exit 1`);
  const path = process.env['PATH'];
  process.env['PATH'] = `${folder}:/bin`;
  try {
    await rejects(showBinaryPlan(join(folder, 'tfplan'), ZIP), UnusableInput);
  } finally {
    process.env['PATH'] = path;
  }
  const later = Array.from({ length: 20 }, () => openSync(PLAN, 'r'));
  await collectGarbage();
  for (const descriptor of later) assert.ok(fstatSync(descriptor).isFile());
  for (const descriptor of later) closeSync(descriptor);
});

test.run();
