import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { test } from 'uvu';
import { isObject, objectOf, property } from '../src/model/json.js';

const ROOT = join(import.meta.dirname, '..');
const json = (file: string) => objectOf(JSON.parse(readFileSync(join(ROOT, file), 'utf8')));

/** Unit: bytes. What is downloaded, and what `npm install elbcert` puts on somebody's disk. */
const MAX_PACKED = 3 * 2 ** 20;
const MAX_INSTALLED = 8 * 2 ** 20;

interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly string[];
}

let pack: Packed = { size: 0, unpackedSize: 0, files: [] };
test.before(() => {
  const run = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const answer: unknown = JSON.parse(run.stdout);
  const found = Array.isArray(answer) ? answer[0] : Object.values(objectOf(answer))[0];
  const [size, unpackedSize, files] = ['size', 'unpackedSize', 'files'].map((name) => property(found, name));
  assert.ok(Array.isArray(files) && typeof size === 'number' && typeof unpackedSize === 'number');
  pack = { size, unpackedSize, files: files.filter(isObject).map((file) => String(file['path'])) };
});

/** The files that are JavaScript when they are installed. */
const built = () => pack.files.filter((file) => file.endsWith('.js') && !file.startsWith('assets/'));

test('npm fetches nothing but the package', () => {
  const manifest = json('package.json');
  // npm asks the registry for peers, too, also for optional ones that are missing.
  for (const kind of ['dependencies', 'optionalDependencies', 'bundledDependencies', 'peerDependencies'])
    assert.ok(!(kind in manifest), kind);
});

test('the package is small, packed and installed', () => {
  assert.ok(pack.size > 2 ** 19 && pack.size < MAX_PACKED, `${pack.size} bytes packed`);
  assert.ok(pack.unpackedSize < MAX_INSTALLED, `${pack.unpackedSize} bytes installed`);
});

test('the package says where it comes from, and whom to tell of a fault', () => {
  const manifest = json('package.json');
  assert.match(String(property(manifest['repository'], 'url')), /^git\+https:\/\/github\.com\/elbcert\/elbcert\.git$/);
  for (const field of ['homepage', 'bugs', 'author', 'license']) assert.ok(manifest[field], field);
});

test('the package has what its exports name, policies and schemas, and no sources', () => {
  const targets = (target: unknown): readonly string[] =>
    typeof target === 'string' ? [target] : Object.values(objectOf(target)).flatMap(targets);
  const { exports, main, types, typesVersions, bin } = json('package.json');
  const named = [exports, main, types, bin].flatMap(targets).filter((path) => !path.includes('*'));
  const versions = targets(property(typesVersions, '*')).flat();
  assert.ok(named.length > 8);
  for (const target of [...named, ...versions]) assert.ok(pack.files.includes(target.replace(/^\.\//, '')), target);
  assert.ok(pack.files.some((path) => path.startsWith('policies/certificates/')));
  assert.deepEqual(
    pack.files.filter((path) => /^(src|test|examples)\/|\.map$/.test(path)),
    [],
  );
});

/**
 * What the AWS client names in the words of errors, since it takes no part in what is asked here; and what a proxy that
 * asks for Kerberos would need, which nobody has unless they install it.
 */
const NEVER_LOADED = ['@aws-sdk/signature-v4-crt', '@aws-sdk/signature-v4a', 'kerberos'];

test('what is built loads its own files, and modules of Node.js, and nothing else', () => {
  const loaded = built().flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const specifiers = [...text.matchAll(/(?:(?<!["'`])\brequire\(|\bimport\(|^import .* from )["']([^"']+)["']/gm)];
    return specifiers.map(([, specifier = '']) => ({ file, specifier }));
  });
  assert.ok(loaded.length > 30);
  for (const { file, specifier } of loaded) {
    const isFile = specifier.startsWith('.') && pack.files.includes(join(file, '..', specifier));
    assert.ok(isFile || isBuiltin(specifier) || NEVER_LOADED.includes(specifier), `${file} loads ${specifier}`);
  }
});

test('the bill of materials and the notices name every package that is built in', () => {
  const maps = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  const sources = maps.flatMap((name) => objectOf(json(`dist/${name}`))['sources'] as readonly string[]);
  const packages = sources.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const inWebAssembly = ['assemblyscript'];
  const components = (json('sbom.cdx.json')['components'] as readonly unknown[]).map(objectOf);
  const named = [...new Set(components.map(({ name }) => String(name)))].sort();
  assert.deepEqual(named, [...new Set([...packages, ...inWebAssembly])].sort());
  assert.ok(named.includes('@aws-sdk/client-acm') && named.includes('yaml'));
  const notices = readFileSync(join(ROOT, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const { name, version } of components) assert.ok(notices.includes(`\n${name} ${version} (`), String(name));
  for (const file of ['sbom.cdx.json', 'THIRD-PARTY-NOTICES.txt', 'LICENSE'])
    assert.ok(pack.files.includes(file), file);
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

test('CONTRIBUTING.md says what every script does', () => {
  const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w:-]+)` \| \S.* \|$/gm)].map(([, name]) => name);
  for (const name of Object.keys(objectOf(json('package.json')['scripts']))) assert.ok(rows.includes(name), name);
});

test('the links of README.md lead somewhere from the page of the package, too', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const targets = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  const own =
    /^https:\/\/(?:github\.com\/elbcert\/elbcert\/blob|raw\.githubusercontent\.com\/elbcert\/elbcert)\/main\/([^#]+)/;
  const files = targets.flatMap((target) => own.exec(target)?.[1] ?? []);
  assert.ok(files.length > 10);
  for (const file of files) assert.ok(existsSync(join(ROOT, file)), file);
  for (const target of targets) assert.match(target, /^(?:https:|#)/);
});

test.run();
