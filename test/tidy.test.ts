import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { GENERATED } from '../scripts/generate.js';
import { certificateSources } from '../src/facts/certificates/index.js';
import { listenerSources } from '../src/facts/listeners/index.js';
import { pemSources } from '../src/facts/pem/index.js';
import { reporters } from '../src/report/index.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file))
    .sort();
}

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const SOURCES = filesIn('src');

/** The files of src that each file of src imports, types included. */
const IMPORTS = new Map(
  SOURCES.map((file) => {
    const specifiers = [...text(file).matchAll(/(?:\bfrom |\bimport\()'(\.[^']+)\.js'/g)].map(([, path = '']) => path);
    return [file, specifiers.map((path) => relative(ROOT, join(ROOT, dirname(file), `${path}.ts`)))] as const;
  }),
);

/** Data flows one way: what stands in a room may import its own, and what stands in the rooms listed for it. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'third-party': [],
  expressions: [],
  model: ['expressions'],
  read: ['model', 'expressions'],
  resolve: ['model', 'expressions', 'read'],
  facts: ['model', 'expressions', 'resolve'],
  judge: ['model'],
  annotate: ['model', 'read', 'facts', 'judge'],
  report: ['model'],
  live: ['model', 'facts'],
  config: ['model', 'judge', 'annotate'],
  cdktf: ['model', 'read', 'facts', 'judge', 'annotate', 'report', 'config', 'pipeline.ts'],
};

/** The same inside facts/, where every lane may import the files beside the lanes, and those import no lane. */
const LANES: Readonly<Record<string, readonly string[]>> = {
  iam: [],
  pem: [],
  certificates: ['pem'],
  tls: [],
  listeners: ['pem', 'certificates', 'tls'],
  domains: ['pem', 'certificates'],
  deployers: ['iam'],
};

const SHARED = readdirSync(join(ROOT, 'src/facts')).filter((name) => name.endsWith('.ts') && name !== 'index.ts');

function importsOneWay(folder: string, room: string, allowed: readonly string[]): void {
  test(`${folder}/${room} imports ${allowed.length === 0 ? 'nothing else of ours' : `only ${allowed.join(', ')}`}`, () => {
    for (const [file, imported] of IMPORTS) {
      if (file !== `${folder}/${room}` && !file.startsWith(`${folder}/${room}/`)) continue;
      for (const target of imported) {
        const [name = ''] = relative(folder, target).split('/');
        const fine =
          name === room || name === '..' || name === 'packages.ts' || name === 'third-party' || allowed.includes(name);
        assert.ok(fine, `${file} imports ${target}`);
      }
    }
  });
}

for (const [room, allowed] of Object.entries(ROOMS)) importsOneWay('src', room, allowed);
for (const [lane, allowed] of Object.entries(LANES)) importsOneWay('src/facts', lane, [...allowed, ...SHARED]);
for (const file of SHARED) importsOneWay('src/facts', file, SHARED);

test('every room and every lane has its place in the order', () => {
  const folders = (folder: string) => readdirSync(join(ROOT, folder)).filter((name) => !name.endsWith('.ts'));
  for (const name of folders('src')) assert.ok(Object.hasOwn(ROOMS, name) || name === 'cli', name);
  for (const name of folders('src/facts')) assert.ok(Object.hasOwn(LANES, name), name);
});

test('no file imports itself, not even through others', () => {
  const reached = new Map<string, ReadonlySet<string>>();
  const reach = (from: string): ReadonlySet<string> => {
    const known = reached.get(from);
    if (known !== undefined) return known;
    const found = new Set(IMPORTS.get(from));
    for (const file of found) for (const next of IMPORTS.get(file) ?? []) found.add(next);
    reached.set(from, found);
    return found;
  };
  assert.equal(
    SOURCES.filter((file) => reach(file).has(file)),
    [],
  );
});

test('every source and every format is in its list', async () => {
  const lists = {
    'facts/listeners': listenerSources,
    'facts/certificates': certificateSources,
    'facts/pem': pemSources,
    report: reporters,
  };
  for (const [folder, list] of Object.entries(lists)) {
    const listed = new Set<unknown>(list);
    for (const file of filesIn(`src/${folder}`)) {
      const exported: Record<string, unknown> = await import(join(ROOT, file));
      for (const [name, value] of Object.entries(exported)) {
        const isEntry = typeof value === 'object' && value !== null && ('format' in value || 'mode' in value);
        assert.ok(!isEntry || listed.has(value), `${file} exports ${name}, which is not in src/${folder}/index.ts`);
      }
    }
    assert.ok(list.length > 0);
  }
});

for (const [file, make] of Object.entries(GENERATED)) {
  test(`${file} is what its table says`, () => {
    assert.is(text(file), make(), `${file} is stale: npm run generate`);
  });
}

test('no exported name has two meanings', () => {
  const files = new Map<string, string[]>();
  const declared = /^export (?:declare |abstract )?(?:async )?(?:const|let|function\*?|class|interface|type) (\w+)/gm;
  for (const file of SOURCES) {
    for (const [, name = ''] of text(file).matchAll(declared)) {
      files.set(name, [...(files.get(name) ?? []), file]);
    }
  }
  const twice = [...files].filter(([, where]) => new Set(where).size > 1);
  assert.equal(Object.fromEntries(twice), {});
});

/** Lines that may stand anywhere: fewer of them than this in a row. */
const MOST_REPEATED = 6;

test('no six lines of src stand twice to the letter', () => {
  const first = new Map<string, string>();
  const repeats: string[] = [];
  for (const file of SOURCES) {
    const lines = tellingLines(text(file));
    for (const [at, { number }] of lines.entries()) {
      const window = lines.slice(at, at + MOST_REPEATED).map(({ line }) => line);
      if (window.length < MOST_REPEATED) break;
      const before = first.get(window.join('\n'));
      const [beginning = ''] = window;
      if (before === undefined) first.set(window.join('\n'), `${file}:${number}`);
      else repeats.push(`${file}:${number} and ${before}: ${beginning}`);
    }
  }
  assert.equal(repeats, []);
});

/** The lines of a file that say something: no blank ones, no imports, no lone braces. */
function tellingLines(content: string): readonly { readonly line: string; readonly number: number }[] {
  const withoutImports = content.replace(/^(?:import|export)\b[^;'"]*from '[^']+';$/gm, (whole) =>
    whole.replace(/[^\n]/g, ''),
  );
  return withoutImports
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => /[\p{L}\p{N}]/u.test(line));
}

test('every test file runs its tests, and all of them', () => {
  const tests = filesIn('test').filter((file) => file.endsWith('.test.ts'));
  assert.ok(tests.length > 10);
  for (const file of tests) {
    assert.match(text(file), /\b\w+\.run\(\);\s*$/, `${file} ends without .run()`);
    assert.not.match(text(file), new RegExp(['\\.', 'only\\('].join('')), `${file} runs only some of its tests`);
  }
});

test.run();
