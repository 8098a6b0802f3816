import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { elbcert, ROOT } from './cli/run.js';

const NOW = '2026-11-24T00:00:00Z';

for (const name of readdirSync(join(ROOT, 'examples/plan-json'))) {
  const folder = `examples/plan-json/${name}`;
  test(`${folder} prints what its expected.txt says`, () => {
    assert.ok(existsSync(join(ROOT, folder, 'main.tf')));
    const run = elbcert(['check', `${folder}/plan.json`, '--now', NOW]);
    assert.snapshot(run.stdout, readFileSync(join(ROOT, folder, 'expected.txt'), 'utf8'));
    assert.is(run.stderr, '');
  });
}

test('the README shows what elbcert prints', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const printed = elbcert(['check', 'examples/plan-json/cloudfront-habit/plan.json', '--now', NOW]).stdout;
  assert.ok(readme.includes(printed.trim()), 'README.md shows other output than the command above it prints');
});

test('the README shows Terraform that its example holds', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const main = readFileSync(join(ROOT, 'examples/plan-json/cloudfront-habit/main.tf'), 'utf8');
  const [, shown = ''] = /```hcl\n([\s\S]*?)```/.exec(readme) ?? [];
  const lines = shown.split('\n').map((line) => line.trim());
  assert.ok(lines.length > 8);
  for (const line of lines) assert.ok(main.includes(line), `not in the example: ${line}`);
});

test.run();
