import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, type OutputFile, type Plugin, transform } from 'esbuild';
import { precompiled, ROOT, whenUsed } from './plugins.js';
import { RARELY_CALLED } from './rarely-called.js';
import { standIn } from './stand-in.js';

const SRC = join(ROOT, 'src');
const OUT = join(ROOT, 'dist');

/** The folder of the files beside the main one. */
const PARTS = 'parts';

/** What ES modules know of themselves, in CommonJS. */
const COMMON_JS = {
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
} as const satisfies BuildOptions;

/**
 * Bundles the command as CommonJS: `command.js` with what nearly every run needs, `parts` with what `import()` or a call
 * of something rarely called loads, and `cli.js`, which starts it. A module is in one of those files only, so that there
 * is one class and one memory of each kind however it is reached: what parts use of `command.js`, they ask it for by name.
 */
export async function bundleCommand(external: readonly string[]): Promise<void> {
  const options: BuildOptions = {
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    external: [...external],
    charset: 'ascii', // which src/start.cts counts on
    write: false,
    metafile: true,
    logLevel: 'warning',
  };
  const standIns = await makeStandIns();
  const bundleMain = (contents: string, parts: Set<string>) =>
    build({
      ...options,
      ...COMMON_JS,
      stdin: { contents, resolveDir: SRC, loader: 'ts' },
      outfile: join(OUT, 'command.js'),
      plugins: [precompiled, knownByNow, loadedLater(parts, standIns), whenUsed('cjs')],
      sourcemap: 'linked',
    });

  const parts = new Set<string>();
  const { metafile } = await bundleMain("export { main } from './cli.js';", parts);
  const inMain = Object.values(metafile?.outputs ?? {})
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([path, { bytesInOutput }]) => path.startsWith('src/') && bytesInOutput > 0)
    .map(([path]) => join(ROOT, path));
  const bundled = await build({
    ...options,
    entryPoints: Object.fromEntries([...parts].map((path) => [partName(path), path])),
    outdir: join(OUT, PARTS),
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    plugins: [precompiled, fromCommand(new Set(inMain)), whenUsed('cjs')],
  });
  mkdirSync(join(OUT, PARTS), { recursive: true });
  const asked = await Promise.all((bundled.outputFiles ?? []).map(writePart));
  const { outputFiles } = await bundleMain(mainModule([...new Set(asked.flat())].sort()), new Set());
  for (const { path, text } of outputFiles ?? []) writeFileSync(path, text);
  await build({
    ...COMMON_JS,
    entryPoints: [join(SRC, 'start.cts')],
    outfile: join(OUT, 'cli.js'),
    logLevel: 'warning',
  });
}

async function makeStandIns(): Promise<ReadonlyMap<string, string>> {
  const made = RARELY_CALLED.map(async (file) => {
    const path = join(SRC, file);
    return [path, standIn(await import(pathToFileURL(path).href), `require("part:${partName(path)}")`)] as const;
  });
  return new Map(await Promise.all(made));
}

/** Writes a part as CommonJS; says what it asks the command for. */
async function writePart({ path, text }: OutputFile): Promise<readonly string[]> {
  const asked: string[] = [];
  // As constants: what esbuild makes of imports looks each name up again wherever it is used.
  const constants = text.replace(/^import \{([^}]*)\} from "([^"]*)";$/gm, (statement, list: string, from: string) => {
    const pattern = `{ ${list.replace(/ as /g, ': ')} }`;
    if (from.startsWith('./')) return `const ${pattern} = require("${from}");`;
    const file = /^command:(.*)$/.exec(from)?.[1];
    if (file === undefined) return statement;
    const names = list.split(',').flatMap((name) => /\w+/.exec(name)?.[0] ?? []);
    asked.push(...names.map((name) => `${file}#${name}`));
    return `const ${pattern} = require("../cli.js").askCommand("${file}");`;
  });
  if (constants.includes('from "command:'))
    throw new Error(`${path} imports something of the command that has no name`);
  const { code } = await transform(constants, { ...COMMON_JS, sourcefile: path });
  writeFileSync(path, code);
  return asked;
}

/** The module of `command.js`: the command, and what parts ask for, by file. */
function mainModule(asked: readonly string[]): string {
  const imports: string[] = [];
  const answers: Record<string, string[]> = {};
  for (const [at, id] of asked.entries()) {
    const [file = '', name = ''] = id.split('#');
    imports.push(`import { ${name} as asked${at} } from './${file.replace(/\.ts$/, '.js')}';`);
    answers[file] ??= [];
    answers[file].push(`${name}: asked${at}`);
  }
  const cases = Object.entries(answers).map(([file, members]) => `case "${file}": return { ${members.join(', ')} };`);
  return `${imports.join('\n')}
export { main } from './cli.js';
export function askCommand(file) {
  switch (file) {
    ${cases.join('\n')}
  }
}
`;
}

/** What does not change between a build and a run. */
const knownByNow: Plugin = {
  name: 'what the build knows',
  setup(plugin) {
    const modules: Readonly<Record<string, () => Promise<string>>> = {
      'model/package-root.ts': async () =>
        "import { dirname } from 'node:path'; export const PACKAGE_ROOT = dirname(__dirname);",
      'version.ts': async () => {
        const { version } = await import('../../src/version.js');
        return `export const version = ${JSON.stringify(version)};`;
      },
    };
    plugin.onLoad({ filter: /\/(?:package-root|version)\.ts$/ }, async ({ path }) => {
      const contents = await modules[relative(SRC, path)]?.();
      return contents === undefined ? undefined : { contents, resolveDir: SRC };
    });
  },
};

/** Leaves out what `import()` or a stand-in's first call loads, and adds it to the parts. */
function loadedLater(parts: Set<string>, standIns: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'what is loaded later',
    setup(plugin) {
      plugin.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        const file = sourceFile(resolveDir, path);
        const namespace = kind === 'dynamic-import' ? 'imported' : standIns.has(file) ? 'stand-in' : undefined;
        if (namespace === undefined) return undefined;
        parts.add(file);
        return { path: file, namespace, sideEffects: false };
      });
      plugin.onResolve({ filter: /^part:/ }, ({ path }) => ({
        path: `./${PARTS}/${path.slice('part:'.length)}.js`,
        external: true,
      }));
      plugin.onLoad({ filter: /.*/, namespace: 'imported' }, ({ path }) => ({
        contents: `module.exports = require("part:${partName(path)}");`,
      }));
      plugin.onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path }) => ({ contents: standIns.get(path) ?? '' }));
    },
  };
}

/** Leaves what `command.js` has to be asked for. */
function fromCommand(inMain: ReadonlySet<string>): Plugin {
  return {
    name: 'what the command has',
    setup(plugin) {
      plugin.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const file = sourceFile(resolveDir, path);
        if (!inMain.has(file)) return undefined;
        return { path: `command:${relative(SRC, file)}`, external: true, sideEffects: false };
      });
    },
  };
}

function sourceFile(folder: string, specifier: string): string {
  return join(folder, specifier.replace(/\.js$/, '.ts'));
}

/** `src/read/folder.ts` is the part `read-folder`. */
function partName(path: string): string {
  return relative(SRC, path).replace(/\.ts$/, '').replace(/[/\\]/g, '-');
}
