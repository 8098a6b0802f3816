#!/usr/bin/env node
/**
 * Starts the command. Compiling it would take most of the time that a small plan does, so the build keeps what V8 made of
 * it (scripts/build/code-cache.mjs), for one version of V8 and one kind of machine. Elsewhere it is compiled as usual.
 */
import fs = require('node:fs');
import path = require('node:path');
import vm = require('node:vm');

interface Command {
  main(): Promise<void>;
}

const FILE = path.join(__dirname, 'command.js');
const { versions, platform, arch } = process;

function start(): void {
  const cachedData = readCache();
  if (cachedData === undefined) {
    keepForNextRun();
    module.exports = require('./command.js');
  } else runCached(cachedData);
  void (module.exports as Command).main();
}

/** V8 would reject another version's, or another machine's, but only once it was read. */
function readCache(): Buffer | undefined {
  try {
    return fs.readFileSync(path.join(__dirname, `command.v8-${versions.v8}-${platform}-${arch}.cache`));
  } catch {
    return undefined;
  }
}

/**
 * Node.js's own cache, for the next run. Versions before 22.8 have none.
 * Source: https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
 */
function keepForNextRun(): void {
  const { enableCompileCache }: { readonly enableCompileCache?: () => void } = require('node:module');
  enableCompileCache?.();
}

/**
 * What `require` does, with the cache; where V8 rejects that, it compiles as it would without. The command's other files
 * ask this module for what is in the command's, so its exports become those of this module.
 */
function runCached(cachedData: Buffer): void {
  // The bundle is ASCII, which is read fastest as this.
  const text = fs.readFileSync(FILE, 'latin1');
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: FILE,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  script.runInThisContext()(exports, require, module, FILE, __dirname);
}

start();
