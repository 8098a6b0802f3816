import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { GENERATED } from '../scripts/generate.js';
import { certificateSources } from '../src/facts/certificates/index.js';
import { listenerSources } from '../src/facts/listeners/index.js';
import { pemSources } from '../src/facts/pem/index.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
    .sort();
}

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Data flows one way: what stands in a folder may import what stands in those listed for it, and its own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  read: ['model'],
  resolve: ['model'],
  facts: ['model', 'resolve'],
  judge: ['model'],
  live: ['model', 'facts'],
  annotate: ['model', 'read', 'facts', 'judge', 'config'],
  config: ['model', 'judge', 'annotate'],
  report: ['model'],
};

for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
  test(`src/${folder} imports ${allowed.length === 0 ? 'nothing of ours' : `only ${allowed.join(' and ')}`}`, () => {
    for (const file of filesIn(`src/${folder}`)) {
      for (const [, specifier = ''] of text(file).matchAll(/from '(\.[^']+)'/g)) {
        const [, target = ''] = relative(ROOT, join(ROOT, dirname(file), specifier)).split('/');
        assert.ok(target === folder || allowed.includes(target), `${file} imports ${specifier}`);
      }
    }
  });
}

test('every file that makes listeners, certificates or PEM is in its folder’s list', async () => {
  const lists = { listeners: listenerSources, certificates: certificateSources, pem: pemSources };
  for (const [folder, list] of Object.entries(lists)) {
    const listed = new Set<unknown>(list);
    for (const file of filesIn(`src/facts/${folder}`)) {
      const exported: Record<string, unknown> = await import(join(ROOT, file));
      for (const [name, value] of Object.entries(exported)) {
        const isSource = typeof value === 'object' && value !== null && 'mode' in value && 'type' in value;
        assert.ok(
          !isSource || listed.has(value),
          `${file} exports ${name}, which is not in src/facts/${folder}/index.ts`,
        );
      }
    }
    assert.ok(list.length > 0);
  }
});

test('every generated file is as the tables in src make it: npm run generate', () => {
  for (const [path, render] of Object.entries(GENERATED)) assert.is(text(path), render(), path);
});

test('every test file runs its tests, and all of them', () => {
  const tests = filesIn('test').filter((file) => file.endsWith('.test.ts'));
  assert.ok(tests.length > 10);
  for (const file of tests) {
    assert.match(text(file), /\b\w+\.run\(\);\s*$/, `${file} ends without .run()`);
    assert.not.match(text(file), new RegExp(['\\.', 'only\\('].join('')), `${file} runs only some of its tests`);
  }
});

test.run();
