import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CLI, ROOT } from './run.js';

const PLAN = join(ROOT, 'examples/plan-json/mixed/plan.json');

/** Formats that the main file has and that files beside it have. */
const CHECK = ['check', '--now', '2026-11-24', '--format', 'text', '--format', 'markdown', PLAN];

/** Says on standard error whether V8 took what the build had kept. */
const WITNESS = `const vm = require('node:vm');
vm.Script = class extends vm.Script {
  constructor(...given) {
    super(...given);
    process.stderr.write('rejected: ' + this.cachedDataRejected);
  }
};`;

const test = suite<{ folder: string; cli: string; cache: string }>('start');

/** A package of its own, whose cache a test may break. */
test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-start-'));
  cpSync(join(ROOT, 'dist'), join(context.folder, 'dist'), { recursive: true });
  for (const name of ['node_modules', 'package.json', 'policies', 'schemas']) {
    symlinkSync(join(ROOT, name), join(context.folder, name));
  }
  context.cli = join(context.folder, 'dist/cli.js');
  const [cache = ''] = readdirSync(join(context.folder, 'dist')).filter((name) => name.endsWith('.cache'));
  context.cache = join(context.folder, 'dist', cache);
});

test.after.each(({ folder }) => rmSync(folder, { recursive: true }));

function run(cli: string, ...options: readonly string[]) {
  const { FORCE_COLOR: _, NODE_OPTIONS: __, NODE_V8_COVERAGE: ___, ...env } = process.env;
  return spawnSync(process.execPath, [...options, cli, ...CHECK], { encoding: 'utf8', env });
}

/** What this Node.js calls the cache that it looks for. */
function wantedCache({ folder }: { readonly folder: string }): string {
  const { versions, platform, arch } = process;
  return join(folder, 'dist', `command.v8-${versions.v8}-${platform}-${arch}.cache`);
}

test('what the build kept is taken by the version of V8 that it was made with', (context) => {
  const witness = join(context.folder, 'witness.cjs');
  writeFileSync(witness, WITNESS);
  assert.match(context.cache, /command\.v8-.+\.cache$/);
  const { status, stderr } = run(context.cli, '--require', witness);
  assert.is(status, 1);
  // Other versions than the build's look for a cache of their own, and find none.
  assert.is(stderr, context.cache === wantedCache(context) ? 'rejected: false' : '');
});

test('a cache that is missing, broken or somebody else’s makes no difference but in time', (context) => {
  const expected = run(CLI);
  assert.is(expected.status, 1);
  assert.is(expected.stderr, '');
  const kept = readFileSync(context.cache);
  rmSync(context.cache);
  const { status, stdout, stderr } = run(context.cli);
  assert.equal({ status, stdout, stderr }, { status: 1, stdout: expected.stdout, stderr: '' });
  const otherVersion = Buffer.from(kept);
  otherVersion.writeUInt32LE(otherVersion.readUInt32LE(4) ^ 1, 4);
  for (const broken of [Buffer.alloc(0), Buffer.from('no cache'), kept.subarray(0, kept.length >> 1), otherVersion]) {
    writeFileSync(wantedCache(context), broken);
    const again = run(context.cli);
    assert.equal(
      { status: again.status, stdout: again.stdout, stderr: again.stderr },
      { status: 1, stdout: expected.stdout, stderr: '' },
    );
  }
});

test('options for V8 make no difference', (context) => {
  const { status, stdout } = run(context.cli, '--no-opt', '--max-old-space-size=512');
  assert.equal({ status, stdout }, { status: 1, stdout: run(CLI).stdout });
});

test('a symbolic link starts it, as npm makes them', (context) => {
  const link = join(context.folder, 'elbcert');
  symlinkSync(CLI, link);
  assert.is(run(link).stdout, run(CLI).stdout);
});

test.run();
