/**
 * Builds dist/: the scanner in WebAssembly, the library (ES modules and their types) and the command (CommonJS, which
 * Node.js starts sooner). Packages stay packages.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bundleCommand } from './build/command.js';
import { bundleLibrary } from './build/library.js';
import { ROOT } from './build/plugins.js';

const require = createRequire(import.meta.url);

/** The part of package.json that says what is built. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** Without what changes how V8 compiles: what it makes of the command is kept for runs without such options. */
const { NODE_OPTIONS: _, NODE_V8_COVERAGE: __, ...environment } = process.env;

function run(file: string, ...words: readonly string[]): void {
  const stdio = ['ignore', 'inherit', 'inherit'] as const;
  const { status } = spawnSync(process.execPath, [file, ...words], { cwd: ROOT, stdio: [...stdio] });
  if (status !== 0) process.exit(status ?? 1);
}

function runQuietly(file: string): void {
  const { status, stderr } = spawnSync(process.execPath, [file], { cwd: ROOT, env: environment, encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(stderr);
  process.exit(status ?? 1);
}

/** Says how the files of a folder are modules. */
function writeType(folder: string, type: 'commonjs' | 'module'): void {
  mkdirSync(join(ROOT, folder), { recursive: true });
  writeFileSync(join(ROOT, folder, 'package.json'), `${JSON.stringify({ type })}\n`);
}

rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
run(
  join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc'),
  '-p',
  'tsconfig.build.json',
  '--emitDeclarationOnly',
);
run(require.resolve('assemblyscript/bin/asc.js'), 'wasm/scan.ts', '--config', 'wasm/asconfig.json');
const packages = Object.keys(manifest.dependencies);
const exported = Object.values(manifest.exports).map((target) =>
  typeof target === 'string' ? target : target.default,
);
writeType('dist/library', 'module');
await bundleLibrary(exported, packages);
writeType('dist', 'commonjs');
await bundleCommand(packages);
runQuietly('scripts/build/code-cache.mjs');
