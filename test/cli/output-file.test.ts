import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writeOutput } from '../../src/cli/output-file.js';

const test = suite<{ outer: string; folder: string }>('where reports are written');
const before = process.cwd();

test.before.each((context) => {
  context.outer = realpathSync(mkdtempSync(join(tmpdir(), 'elbcert-test-')));
  context.folder = join(context.outer, 'repository');
  mkdirSync(join(context.folder, '.git/hooks'), { recursive: true });
  mkdirSync(join(context.folder, 'reports'));
  process.chdir(context.folder);
});
test.after.each(({ outer }) => {
  process.chdir(before);
  rmSync(outer, { recursive: true });
});

test('a configuration writes below its folder', () => {
  writeOutput('reports/a.json', 'x', '.');
  assert.is(readFileSync('reports/a.json', 'utf8'), 'x');
});

test('a configuration writes nowhere else, and not into .git', ({ outer }) => {
  const outside = /a configuration writes below its own folder only/;
  assert.throws(() => writeOutput('../a.json', 'x', '.'), outside);
  assert.throws(() => writeOutput(join(outer, 'a.json'), 'x', '.'), outside);
  assert.throws(() => writeOutput('a.json', 'x', 'reports'), outside);
  assert.throws(() => writeOutput('.', 'x', '.'), outside);
  for (const path of ['.git/hooks/post-checkout', '.GIT/config'])
    assert.throws(() => writeOutput(path, 'x', '.'), /writes nothing into \.git/);
  assert.not(existsSync(join(outer, 'a.json')));
});

test('a link in the working directory leads no report out of it, whoever names the report', ({ outer }) => {
  symlinkSync(join(outer, 'stolen'), 'dangling');
  symlinkSync(outer, 'out');
  symlinkSync('/dev/null', 'null');
  for (const configFolder of ['.', undefined]) {
    for (const path of ['out/a.json', 'null']) {
      assert.throws(() => writeOutput(path, 'x', configFolder), /a symbolic link leads out of its folder/, path);
    }
    assert.throws(() => writeOutput('dangling', 'x', configFolder), /cannot be written/);
  }
  assert.not(existsSync(join(outer, 'a.json')));
  assert.not(existsSync(join(outer, 'stolen')));
});

test('the command line writes where it says, and a link inside is followed', ({ outer }) => {
  writeOutput('../a.json', 'x');
  writeOutput(join(outer, 'b.json'), 'x');
  symlinkSync('reports', 'inside');
  writeOutput('inside/c.json', 'x');
  for (const path of ['../a.json', '../b.json', 'reports/c.json']) assert.ok(existsSync(path), path);
});

test.run();
