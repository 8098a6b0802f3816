import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { precompile } from '../precompile.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);

/** The policies ready for use, in the place of the module that has none; ajv's few helpers in them are bundled. */
export const precompiled: Plugin = {
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

/** Modules that Node.js itself has loaded by the time that it runs a file. */
const LOADED = /^node:(?:fs|path)$/;

/**
 * Loads Node.js's own modules, and some packages, when something in them is used: importing `node:fs` alone evaluates all
 * of its exports, which takes as long as checking a small plan does. What is imported inherits from something that looks
 * names up in the module then.
 */
export const whenUsed = (becomes: 'cjs' | 'esm'): Plugin => ({
  name: 'modules that are loaded when they are used',
  setup(plugin) {
    plugin.onResolve({ filter: /^node:/ }, ({ path }) =>
      becomes === 'cjs' && LOADED.test(path)
        ? { path, external: true }
        : { path, namespace: 'when-used', sideEffects: false },
    );
    plugin.onResolve({ filter: LAZY }, ({ path }) => ({ path, namespace: 'when-used', sideEffects: false }));
    plugin.onResolve({ filter: /^load-package$/ }, ({ path }) => ({ path, namespace: 'load-package' }));
    plugin.onLoad({ filter: /.*/, namespace: 'load-package' }, () => ({
      contents:
        becomes === 'cjs'
          ? 'module.exports = { load: require };'
          : "export const load = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
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
});
