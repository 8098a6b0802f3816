import { createRequire } from 'node:module';

// What most runs do not need: they read no YAML and no policy of the user's own. Loading it at the start would take as
// long again as checking a small plan, so each part is loaded when it is first used. In the package each file of
// src/third-party is a file of its own, with what it names of other packages inside.
const load = createRequire(import.meta.filename);

/** JSON Schema. */
export function ajv() {
  return load('./third-party/json-schema.js') as typeof import('./third-party/json-schema.js');
}

/** Digests, keys and X.509 certificates: https://nodejs.org/api/crypto.html */
export function crypto() {
  return process.getBuiltinModule('node:crypto');
}

/** Other programs: https://nodejs.org/api/child_process.html */
export function childProcess() {
  return process.getBuiltinModule('node:child_process');
}

/** Regular expressions that match in linear time. */
export function re2() {
  return load('./third-party/regular-expressions.js') as typeof import('./third-party/regular-expressions.js');
}

/** Help, and scripts that complete command lines. */
export async function loadYargs(): Promise<typeof import('./third-party/yargs.js').yargs> {
  return (await import('./third-party/yargs.js')).yargs;
}

/** YAML, and JSON with its places. */
export function yaml() {
  return load('./third-party/yaml.js') as typeof import('./third-party/yaml.js');
}
