import { join } from 'node:path';
import { build } from 'esbuild';
import { precompiled, ROOT, whenUsed } from './plugins.js';

/** Files that are run as processes of their own. */
const PROCESSES = ['dist/library/live/inquiry-process.js'];

/**
 * Bundles what package.json exports as ES modules; `dist/library/a/b.js` comes from `src/a/b.ts`. Whatever is imported
 * with `import()` is a file of its own.
 */
export async function bundleLibrary(exported: readonly string[], external: readonly string[]): Promise<void> {
  const names = [...exported, ...PROCESSES].flatMap(
    (path) => /^(?:\.\/)?dist\/library\/(.+)\.js$/.exec(path)?.[1] ?? [],
  );
  await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(names.map((name) => [name, join(ROOT, 'src', `${name}.ts`)])),
    outdir: 'dist/library',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: [...external],
    plugins: [precompiled, whenUsed('esm')],
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}
