/**
 * Builds dist/: the scanner in WebAssembly, the types, and a bundle of the entry points that package.json names, in which
 * whatever is imported with `import()` is a file of its own. Packages stay packages.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { precompile } from './precompile.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const require = createRequire(import.meta.url);

/** The part of package.json that says what is built. */
interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** The policies ready for use, in the place of the module that has none; ajv's few helpers in them are bundled. */
const precompiled: Plugin = {
  name: 'precompiled policies',
  setup(plugin) {
    const module = join(ROOT, 'src', 'policies', 'precompiled.ts');
    plugin.onLoad({ filter: /precompiled\.ts$/ }, ({ path }) => {
      return path === module ? { contents: precompile(), loader: 'js', resolveDir: dirname(module) } : undefined;
    });
    plugin.onResolve({ filter: /^ajv/ }, ({ path, importer }) => {
      return importer === module ? { path: require.resolve(path), sideEffects: false } : undefined;
    });
  },
};

/** Packages that most runs do not need: they read no YAML and no policy of the user's own. */
const LAZY = /^(?:ajv|ajv-formats|re2js|yaml)(?:\/|$)/;

/**
 * Loads Node.js's own modules, and some packages, when something in them is used: importing `node:fs` alone evaluates all
 * of its exports, which takes as long as checking a small plan does. What is imported inherits from something that looks
 * names up in the module then.
 */
const whenUsed: Plugin = {
  name: 'modules that are loaded when they are used',
  setup(plugin) {
    plugin.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'when-used', sideEffects: false }));
    plugin.onResolve({ filter: LAZY }, ({ path }) => ({ path, namespace: 'when-used', sideEffects: false }));
    plugin.onResolve({ filter: /^load-package$/ }, ({ path }) => ({ path, namespace: 'load-package' }));
    plugin.onLoad({ filter: /.*/, namespace: 'load-package' }, () => ({
      contents: "export const load = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
      loader: 'js',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'when-used' }, ({ path }) => {
      const name = JSON.stringify(path);
      const module = path.startsWith('node:')
        ? `process.getBuiltinModule(${name})`
        : `require('load-package').load(${name})`;
      return {
        contents: `module.exports = Object.create(new Proxy({}, { get: (_, name) => ${module}[name] }));`,
        loader: 'js',
      };
    });
  },
};

function run(program: string, ...words: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [require.resolve(program), ...words], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Files that are run as processes of their own. */
const PROCESSES = ['dist/live/inquiry-process.js'];

/** `dist/a/b.js` comes from `src/a/b.ts`. */
function entryPoints(): Readonly<Record<string, string>> {
  const targets = Object.values(manifest.exports).map((target) =>
    typeof target === 'string' ? target : target.default,
  );
  const built = [...Object.values(manifest.bin), ...targets, ...PROCESSES].flatMap(
    (path) => /^(?:\.\/)?dist\/(.+)\.js$/.exec(path)?.[1] ?? [],
  );
  return Object.fromEntries(built.map((name) => [name, join(ROOT, 'src', `${name}.ts`)]));
}

rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
run(
  join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc'),
  '-p',
  'tsconfig.build.json',
  '--emitDeclarationOnly',
);
run('assemblyscript/bin/asc.js', 'wasm/scan.ts', '--config', 'wasm/asconfig.json');
await build({
  absWorkingDir: ROOT,
  entryPoints: entryPoints(),
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: Object.keys(manifest.dependencies),
  plugins: [precompiled, whenUsed],
  sourcemap: 'linked',
  logLevel: 'warning',
});
