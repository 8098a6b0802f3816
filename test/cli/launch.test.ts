import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CacheEnvironment, privateCacheFolder, refuseNode } from '../../src/cli/launch.js';
import { CLI, ROOT } from './run.js';

test('Node.js below the oldest version is refused in a sentence, and no other', () => {
  for (const version of ['0.10.48', '14.21.3', '16.20.2', '18.20.8', '20.0.0', '20.18.9']) {
    assert.is(refuseNode(version), `elbcert: Node.js ${version} is too old; use 20.19 or later`);
  }
  for (const version of ['20.19.0', '20.20.2', '21.0.0', '22.8.0', '24.1.0', '100.0.0', '23.0.0-nightly20260101']) {
    assert.is(refuseNode(version), undefined, version);
  }
});

test('the oldest version is the one in package.json', () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const oldest = /^>=(\d+\.\d+)$/.exec(engines.node)?.[1];
  assert.is(refuseNode(`${oldest}.0`), undefined);
  assert.ok(refuseNode(`${Number.parseInt(oldest ?? '', 10) - 1}.99.0`));
});

const ENTRY = readFileSync(CLI, 'utf8').replace(/^#!.*/, '');

test('an old Node.js that runs the entry file loads nothing else, prints the sentence and exits with 2', () => {
  const printed: string[] = [];
  const process: { exitCode?: number; versions: object } = { versions: { node: '14.0.0' } };
  const require = (name: string) => assert.unreachable(`loads ${name}`);
  runInNewContext(ENTRY, { process, require, console: { error: (text: string) => printed.push(text) } });
  assert.equal(printed, ['elbcert: Node.js 14.0.0 is too old; use 20.19 or later']);
  assert.is(process.exitCode, 2);
});

test('the entry file is in the JavaScript of 2015', () => {
  const written = (target: string) => transformSync(ENTRY, { target }).code;
  assert.is(written('es2015'), written('esnext'));
  assert.is.not(transformSync('a ??= b', { target: 'es2015' }).code, 'a ??= b;\n');
});

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-launch-'));
});
test.after.each(() => rmSync(folder, { recursive: true }));

const UID = process.getuid?.() ?? 0;

/** The file system as it would be if the folder of this test were a home that only its user can write. */
function cacheFolder(more: Partial<CacheEnvironment> = {}): string | undefined {
  return privateCacheFolder({
    env: { HOME: folder },
    uid: UID,
    ownershipOf: (path) =>
      path.startsWith(folder) ? lstatSync(path) : { uid: 0, mode: 0o40_755, isDirectory: () => true },
    ...more,
  });
}

test('compiled code is kept in a folder of this user alone', () => {
  assert.is(cacheFolder(), join(folder, '.cache/elbcert'));
  assert.is(lstatSync(join(folder, '.cache/elbcert')).mode & 0o777, 0o700);
  assert.is(cacheFolder({ env: { HOME: '/nonexistent', XDG_CACHE_HOME: folder } }), join(folder, 'elbcert'));
});

test('compiled code is kept nowhere that another user can write, or that is not named', () => {
  assert.is(privateCacheFolder({ env: { HOME: folder }, uid: UID, ownershipOf: lstatSync }), undefined, 'shared');
  assert.is(cacheFolder({ uid: UID + 1 }), undefined, 'another user');
  assert.is(cacheFolder({ uid: undefined }), undefined, 'no users');
  assert.is(cacheFolder({ env: {} }), undefined, 'no home');
  assert.is(cacheFolder({ env: { HOME: 'relative', XDG_CACHE_HOME: 'relative' } }), undefined, 'relative');
  assert.is(cacheFolder({ env: { HOME: CLI } }), undefined, 'a file');
});

test('compiled code is not kept in a folder that is there already and open to others', () => {
  mkdirSync(join(folder, '.cache/elbcert'), { recursive: true, mode: 0o755 });
  assert.is(cacheFolder(), undefined);
});

test('compiled code is not kept below a folder that others can write', () => {
  const writable = { uid: UID, mode: 0o40_777, isDirectory: () => true };
  const parent = join(folder, '.cache');
  const ownershipOf: CacheEnvironment['ownershipOf'] = (path) =>
    path === parent ? writable : path.startsWith(parent) ? lstatSync(path) : { ...writable, mode: 0o40_755 };
  assert.is(cacheFolder({ ownershipOf }), undefined);
});

test('compiled code is not kept behind a link to a folder that others can write', () => {
  mkdirSync(join(folder, '.cache'));
  mkdirSync(join(folder, 'elsewhere'), { mode: 0o777 });
  symlinkSync(join(folder, 'elsewhere'), join(folder, '.cache/elbcert'));
  assert.is(cacheFolder(), undefined);
});

test.run();
