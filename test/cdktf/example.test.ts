import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { elbcertIn, ROOT } from '../cli/run.js';

const read = (file: string) => readFileSync(join(ROOT, 'examples/cdktf', file), 'utf8');

test('elbcert check . synthesises the examples and prints what expected.txt says', () => {
  const run = elbcertIn(join(ROOT, 'examples/cdktf'), 'check', '.', '--now', '2026-11-24T00:00:00Z');
  assert.equal(run.stdout, read('expected.txt'));
  assert.equal(run.stderr, 'elbcert: cdktf.json: running its app command: npx tsx main.ts\n');
  assert.equal(run.status, 1);
});

test('a finding points at the line that makes its load balancer', () => {
  const [, line = ''] = /main\.ts:(\d+):5\n/.exec(read('expected.txt')) ?? [];
  assert.match(read('main.ts').split('\n')[Number(line) - 1] ?? '', /^ {4}new Elb\(this, 'web'/);
});

test('the annotations in the README are what expected.txt says of each listener', () => {
  const shown = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('ERROR [refused/web]: '));
  assert.equal(shown.length, 3);
  for (const line of shown) {
    const [, port = '', text = ''] = /^ERROR \[refused\/web\]: aws_elb\.web listener (\d+): (.*)$/.exec(line) ?? [];
    assert.ok(read('expected.txt').includes(text), line);
    assert.ok(read('expected.txt').includes(`  ${port} `), line);
  }
});

test.run();
