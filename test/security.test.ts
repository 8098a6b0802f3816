import { existsSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from './cli/run.js';

const page = readFileSync(`${ROOT}/SECURITY.md`, 'utf8');

/** The rows of the table of promises: what is promised, and the tests that hold it. */
const promises = page
  .slice(page.indexOf('### What elbcert promises'), page.indexOf('### What elbcert does not promise'))
  .split('\n')
  .filter((line) => /^\| (?!promise|---)/.test(line))
  .map((line) => {
    const [, promise = '', tests = ''] = line.split('|').map((cell) => cell.trim());
    return { promise, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file) };
  });

test('there is a table of promises', () => {
  assert.ok(promises.length > 15);
});

for (const { promise, tests } of promises) {
  test(`a test holds: ${promise}`, () => {
    assert.ok(tests.length > 0, 'no test');
    for (const file of tests) {
      assert.match(file, /^test\/.*\.test\.ts$/);
      assert.ok(existsSync(`${ROOT}/${file}`), file);
      assert.match(readFileSync(`${ROOT}/${file}`, 'utf8'), /\btest\.run\(\)/);
    }
  });
}

test('the page names everything that a repository brings along', () => {
  for (const name of ['`.elbcert.yaml`', '`cdktf.json`', 'policies', 'baseline', 'working directory']) {
    assert.ok(page.slice(0, page.indexOf('### What elbcert promises')).includes(name), name);
  }
});

test.run();
