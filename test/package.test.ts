import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { isObject, objectOf, property } from '../src/model/json.js';

const ROOT = join(import.meta.dirname, '..');
const json = (file: string) => objectOf(JSON.parse(readFileSync(join(ROOT, file), 'utf8')));

/** Unit: bytes. What `npm install elbcert` may put on somebody's disk. */
const MAX_INSTALLED = 24 * 2 ** 20;

/** The packages that come with ours: in the lock file, and neither for its development nor optional. */
function installedPackages(): readonly string[] {
  return Object.entries(objectOf(property(json('package-lock.json'), 'packages'))).flatMap(([path, entry]) => {
    const ours = ['dev', 'devOptional', 'optional', 'peer'].some((mark) => property(entry, mark) === true);
    return path === '' || ours ? [] : [path];
  });
}

function sizeOf(path: string): number {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.size;
  const names = readdirSync(path).filter((name) => name !== 'node_modules');
  return names.reduce((size, name) => size + sizeOf(join(path, name)), 0);
}

function packed(): { readonly size: number; readonly files: readonly string[] } {
  const run = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const answer: unknown = JSON.parse(run.stdout);
  const found = Array.isArray(answer) ? answer[0] : Object.values(objectOf(answer))[0];
  const files = property(found, 'files');
  const size = property(found, 'unpackedSize');
  assert.ok(Array.isArray(files) && typeof size === 'number');
  return { size, files: files.filter(isObject).map((file) => String(file['path'])) };
}

test('cdktf and its providers do not come with the package', () => {
  const installed = installedPackages();
  assert.ok(installed.includes('node_modules/ajv'));
  assert.deepEqual(
    installed.filter((path) => /cdkt[fn]|constructs/.test(path)),
    [],
  );
});

test('the packed package and all that it installs is small', () => {
  const { size } = packed();
  const dependencies = installedPackages().reduce((sum, path) => sum + sizeOf(join(ROOT, path)), 0);
  assert.ok(dependencies > 2 ** 20);
  assert.ok(size + dependencies < MAX_INSTALLED, `${size} bytes, and ${dependencies} of dependencies`);
});

test('the package has what its exports name, policies and schemas, and no sources', () => {
  const { files } = packed();
  const exported = Object.values(objectOf(json('package.json')['exports'])).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(objectOf(target)).map(String),
  );
  for (const target of exported.filter((path) => !path.includes('*')))
    assert.ok(files.includes(target.slice(2)), target);
  assert.ok(files.some((path) => path.startsWith('policies/certificates/')));
  assert.deepEqual(
    files.filter((path) => /^(src|test|examples)\//.test(path)),
    [],
  );
});

test('nothing in src imports cdktf, cdktn or constructs', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  assert.ok(files.length > 50);
  for (const file of files) {
    const text = readFileSync(join(ROOT, 'src', file), 'utf8');
    assert.doesNotMatch(text, /(?:from|import|require)\s*\(?\s*['"](?:cdktf|cdktn|constructs|@cdkt[fn]\/)/, file);
  }
});

test.run();
