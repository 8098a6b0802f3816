/**
 * Builds dist/: the scanner in WebAssembly, the command and the library. Everything is CommonJS, which Node.js starts
 * sooner than ES modules and which every test runner loads; for ES modules there is a wrapper. Nothing that is built
 * needs another package.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { PACKAGE_FILES } from '../src/model/package.js';
import { bundleTypes } from './build/bundle-types.js';
import {
  COMMON_JS,
  embeddedFiles,
  embeddedModule,
  embeddedPath,
  filesOfTheirOwn,
  precompiledPolicies,
  ROOT,
  requireThirdParty,
  THIRD_PARTY,
} from './build/plugins.js';
import { writeThirdPartyNotices } from './build/third-party.js';

const require = createRequire(import.meta.url);

/** What package.json exports, and the source that it comes from. */
const ENTRIES = { index: 'index', cdktf: 'cdktf/index' } as const;

/** Runs a program of a package; a failure ends the build. */
function run(file: string, ...words: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [file, ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
}

/** The command, the GitHub action, the library, and the process that asks AWS. */
async function bundle(): Promise<Metafile> {
  const { metafile } = await build({
    ...COMMON_JS,
    entryPoints: {
      main: 'src/cli/start.ts',
      action: 'src/cli/action/start.ts',
      'inquiry-process': 'src/live/inquiry-process.ts',
      library: 'src/library.ts',
    },
    outdir: 'dist',
    sourcemap: 'linked',
    metafile: true,
    plugins: [precompiledPolicies, requireThirdParty, filesOfTheirOwn, embeddedFiles],
  });
  for (const path of PACKAGE_FILES) write(join('dist', embeddedPath(path)), embeddedModule(path));
  return metafile;
}

/** Each file of src/third-party, with what it names of other packages. */
async function bundleThirdParty(): Promise<Metafile> {
  const { metafile } = await build({
    ...COMMON_JS,
    ...THIRD_PARTY,
    entryPoints: readdirSync(join(ROOT, 'src/third-party'))
      .filter((name) => /^[\w-]+\.ts$/.test(name))
      .map((name) => `src/third-party/${name}`),
    outdir: 'dist/third-party',
    sourcemap: 'linked',
    sourcesContent: false,
    minify: true,
    metafile: true,
  });
  return metafile;
}

/** The file that npm links, which every version of Node.js can parse in order to refuse the old ones. */
async function bundleCommand(): Promise<void> {
  await build({
    ...COMMON_JS,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    target: 'es2015',
    plugins: [
      {
        name: 'the command is a file of its own',
        setup: (plugin) => plugin.onResolve({ filter: /\/start\.js$/ }, () => ({ path: './main.js', external: true })),
      },
    ],
  });
}

/** What package.json exports, for `require` and for `import`, each with its types. */
function writeEntries(): void {
  const library: Readonly<Record<string, object>> = require(join(ROOT, 'dist/library.js'));
  write('dist/commonjs/package.json', '{ "type": "commonjs" }\n');
  write('dist/module/package.json', '{ "type": "module" }\n');
  for (const [name, source] of Object.entries(ENTRIES)) {
    const names = Object.keys(library[name] ?? {}).sort();
    if (names.length === 0) throw new Error(`dist/library.js exports nothing as ${name}`);
    const types = bundleTypes(join(ROOT, `dist/declarations/${source}.d.ts`));
    write(`dist/commonjs/${name}.js`, `module.exports = require('../library.js').${name};\n`);
    write(
      `dist/module/${name}.js`,
      `import library from '../library.js';\nexport const { ${names.join(', ')} } = library.${name};\n`,
    );
    write(`dist/commonjs/${name}.d.ts`, types);
    write(`dist/module/${name}.d.ts`, types);
  }
  rmSync(join(ROOT, 'dist/declarations'), { recursive: true });
}

rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
run(join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc'), '-p', 'tsconfig.build.json');
run(require.resolve('assemblyscript/bin/asc.js'), 'wasm/scan.ts', '--config', 'wasm/asconfig.json');
write('dist/package.json', '{ "type": "commonjs" }\n');
const metafiles = [await bundle(), await bundleThirdParty()];
await bundleCommand();
writeEntries();
writeThirdPartyNotices(metafiles);
