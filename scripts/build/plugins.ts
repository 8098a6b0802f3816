import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import { PACKAGE_FILES, version } from '../../src/model/package.js';
import { precompile } from './precompile.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const require = createRequire(import.meta.url);

/** What all CommonJS files that are built have in common. */
export const COMMON_JS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  define: {
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
    'import.meta.url': 'fileUrl',
  },
  // Test runners load CommonJS where `import()` does not work. Source: https://jestjs.io/docs/ecmascript-modules
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  // A smaller file is loaded sooner. Names stay, so that a stack says something, and lines stay short enough to print.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What files have besides in which code of other packages is. */
export const THIRD_PARTY = {
  banner: { js: 'const fileUrl = require("node:url").pathToFileURL(__filename).href;' },
} as const satisfies BuildOptions;

/** The policies ready for use, in the place of the module that has none; ajv's few helpers in them are bundled. */
export const precompiledPolicies: Plugin = {
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

/** The one call that bundlers, this one and those of users, can follow to the file that is loaded. */
export const requireThirdParty: Plugin = {
  name: 'require',
  setup(plugin) {
    plugin.onLoad({ filter: /\/src\/packages\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(/\bload\('/g, "require('"),
      loader: 'ts',
    }));
  },
};

/** Leaves each file of src/third-party, and each that a run may need, a file of its own beside the bundle. */
export const filesOfTheirOwn: Plugin = {
  name: 'files of their own',
  setup(plugin) {
    plugin.onResolve({ filter: /third-party\/[\w-]+\.js$/ }, ({ path }) => ({
      path: `./third-party/${basename(path)}`,
      external: true,
    }));
    plugin.onResolve({ filter: /^embedded:/ }, ({ path }) => ({ path: embeddedPath(path), external: true }));
  },
};

/** Puts the version, and ways to the files that a run may need, in the place of the module that has none. */
export const embeddedFiles: Plugin = {
  name: 'embedded files',
  setup(plugin) {
    plugin.onLoad({ filter: /\/src\/model\/embedded\.ts$/ }, () => {
      const files = PACKAGE_FILES.map((path) => {
        const encoding = path.endsWith('.wasm') ? 'base64' : 'utf8';
        return `${JSON.stringify(path)}: () => Buffer.from(require("embedded:${path}"), "${encoding}"),\n`;
      });
      return {
        contents: `export const EMBEDDED = { version: ${JSON.stringify(version)}, files: {\n${files.join('')}} };\n`,
        loader: 'js',
      };
    });
    plugin.onResolve({ filter: /^embedded:/ }, ({ path }) => ({ path, namespace: 'embedded' }));
    plugin.onLoad({ filter: /.*/, namespace: 'embedded' }, ({ path }) => ({
      contents: embeddedModule(path.replace(/^embedded:/, '')),
      loader: 'js',
    }));
  },
};

/** Where the module of an embedded file stands, seen from the bundle. */
export function embeddedPath(path: string): string {
  return `./embedded/${path.replace(/^embedded:/, '').replaceAll(/[^\w]+/g, '-')}.js`;
}

/** A file as a CommonJS module that is its text. */
export function embeddedModule(path: string): string {
  const text = readFileSync(join(ROOT, path), path.endsWith('.wasm') ? 'base64' : 'utf8');
  return `module.exports = ${JSON.stringify(text)};\n`;
}
