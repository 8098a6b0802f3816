/**
 * Builds dist/: the scanner in WebAssembly, the library (ES modules and their types) and the command (CommonJS, which
 * Node.js starts sooner). Packages stay packages.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { precompile } from './precompile.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const require = createRequire(import.meta.url);

/** The part of package.json that says what is built. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** Runs a program of a package; a failure ends the build. */
function run(file: string, ...words: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [file, ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Says how the files of a folder are modules. */
function writeType(folder: string, type: 'commonjs' | 'module'): void {
  mkdirSync(join(ROOT, folder), { recursive: true });
  writeFileSync(join(ROOT, folder, 'package.json'), `${JSON.stringify({ type })}\n`);
}

/** The policies ready for use, in the place of the module that has none; ajv's few helpers in them are bundled. */
const precompiled: Plugin = {
  name: 'precompiled policies',
  setup(plugin) {
    const module = join(ROOT, 'src', 'judge', 'precompiled.ts');
    plugin.onLoad({ filter: /precompiled\.ts$/ }, ({ path }) => {
      return path === module ? { contents: precompile(), loader: 'js', resolveDir: dirname(module) } : undefined;
    });
    plugin.onResolve({ filter: /^ajv/ }, ({ path, importer }) => {
      return importer === module ? { path: require.resolve(path), sideEffects: false } : undefined;
    });
  },
};

const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external: Object.keys(manifest.dependencies),
  sourcemap: 'linked',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What package.json exports, and a file that is run as a process of its own; `dist/library/a/b.js` comes from `src/a/b.ts`. */
async function bundleLibrary(): Promise<void> {
  const exported = Object.values(manifest.exports).map((target) =>
    typeof target === 'string' ? target : target.default,
  );
  const names = [...exported, 'dist/library/live/inquiry-process.js'].flatMap(
    (path) => /^(?:\.\/)?dist\/library\/(.+)\.js$/.exec(path)?.[1] ?? [],
  );
  await build({
    ...OPTIONS,
    entryPoints: Object.fromEntries(names.map((name) => [name, join(ROOT, 'src', `${name}.ts`)])),
    outdir: 'dist/library',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    format: 'esm',
    plugins: [precompiled],
  });
}

/** The command, and the file that npm links, which every version of Node.js can parse in order to refuse the old ones. */
async function bundleCommand(): Promise<void> {
  await build({
    ...OPTIONS,
    entryPoints: { main: join(ROOT, 'src', 'cli', 'start.ts') },
    outdir: 'dist',
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    plugins: [precompiled],
  });
  await build({
    ...OPTIONS,
    entryPoints: [join(ROOT, 'src', 'cli.ts')],
    outfile: 'dist/cli.js',
    format: 'cjs',
    target: 'es2015',
    supported: { 'dynamic-import': false },
    plugins: [
      {
        name: 'the command is a file of its own',
        setup: (plugin) => plugin.onResolve({ filter: /\/start\.js$/ }, () => ({ path: './main.js', external: true })),
      },
    ],
  });
}

rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
run(
  join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc'),
  '-p',
  'tsconfig.build.json',
  '--emitDeclarationOnly',
);
run(require.resolve('assemblyscript/bin/asc.js'), 'wasm/scan.ts', '--config', 'wasm/asconfig.json');
writeType('dist/library', 'module');
await bundleLibrary();
writeType('dist', 'commonjs');
await bundleCommand();
