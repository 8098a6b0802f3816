import { createRequire } from 'node:module';

// Packages that most runs do not need: they read no YAML and no policy of the user's own. Loading them at the start
// would take as long again as checking a small plan, so each is loaded when it is first used.
const load = createRequire(import.meta.filename);

/** JSON Schema: https://ajv.js.org */
export function ajv() {
  const { Ajv2020 } = load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const { default: addFormats } = load('ajv-formats') as typeof import('ajv-formats');
  return { Ajv2020, addFormats };
}

/** Digests, keys and X.509 certificates: https://nodejs.org/api/crypto.html */
export function crypto() {
  return process.getBuiltinModule('node:crypto');
}

/** Other programs: https://nodejs.org/api/child_process.html */
export function childProcess() {
  return process.getBuiltinModule('node:child_process');
}

/** Regular expressions that match in linear time: https://github.com/le0pard/re2js */
export function re2() {
  return load('re2js') as typeof import('re2js');
}

/** Help, and scripts that complete command lines: https://yargs.js.org */
export async function loadYargs(): Promise<typeof import('yargs').default> {
  return (await import('yargs')).default;
}

/** YAML, and JSON with its places: https://eemeli.org/yaml */
export function yaml() {
  return load('yaml') as typeof import('yaml');
}
