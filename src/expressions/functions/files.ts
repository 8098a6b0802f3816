import { posix } from 'node:path';
import { type EvaluationState, error, unsure } from '../evaluation.js';
import { makeSet } from '../sets.js';
import { BOOL, STRING, setOf } from '../types.js';
import { bool, string, type TerraformValue } from '../value.js';
import { fromUtf8 } from './encoding.js';
import { digest } from './hashes.js';
import { type FunctionRow, row, textArgument } from './row.js';

/** The bytes of a file, as the caller reads them. */
export function readTextFile(path: string, { context }: EvaluationState): Uint8Array {
  if (path.startsWith('~')) return unsure('a path in the home folder');
  const found = context.files?.read(path) ?? unsure('a file that is not read');
  return found === 'absent' ? error('there is no such file') : found;
}

/** A function of one file. */
function onFile(use: (bytes: Uint8Array) => string): FunctionRow {
  return row([STRING], STRING, ([path], evaluation) => string(use(readTextFile(textArgument(path), evaluation))));
}

function exists([path]: readonly TerraformValue[], { context }: EvaluationState): TerraformValue {
  const found = context.files?.read(textArgument(path)) ?? unsure('a file that is not read');
  return bool(found !== 'absent');
}

function fileSet([folder, pattern]: readonly TerraformValue[], { context }: EvaluationState): TerraformValue {
  const found =
    context.files?.match?.(textArgument(folder), textArgument(pattern)) ?? unsure('a folder that is not read');
  return makeSet(STRING, found.map(string));
}

/** Go's `filepath.Base`. */
function baseName(path: string): string {
  return path === '' ? '.' : /^\/+$/.test(path) ? '/' : posix.basename(path);
}

/** Go's `filepath.Dir`, which is in its shortest form. */
function directoryName(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return posix.normalize(path.slice(0, slash + 1)).replace(/(.)\/$/, '$1');
}

function absolute(path: string): string {
  return path.startsWith('/')
    ? posix.normalize(path).replace(/(.)\/$/, '$1')
    : unsure('the working folder is not known');
}

/** Functions over files, whose bytes the caller reads, and over paths. */
export const FILE_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  abspath: row([STRING], STRING, ([path]) => string(absolute(textArgument(path)))),
  basename: row([STRING], STRING, ([path]) => string(baseName(textArgument(path)))),
  dirname: row([STRING], STRING, ([path]) => string(directoryName(textArgument(path)))),
  file: onFile(fromUtf8),
  filebase64: onFile((bytes) => Buffer.from(bytes).toString('base64')),
  filebase64sha256: onFile((bytes) => digest('sha256', bytes, 'base64')),
  filebase64sha512: onFile((bytes) => digest('sha512', bytes, 'base64')),
  fileexists: row([STRING], BOOL, exists),
  filemd5: onFile((bytes) => digest('md5', bytes, 'hex')),
  fileset: row([STRING, STRING], setOf(STRING), fileSet),
  filesha1: onFile((bytes) => digest('sha1', bytes, 'hex')),
  filesha256: onFile((bytes) => digest('sha256', bytes, 'hex')),
  filesha512: onFile((bytes) => digest('sha512', bytes, 'hex')),
  pathexpand: row([STRING], STRING, ([path]) =>
    textArgument(path).startsWith('~') ? unsure('the home folder is not known') : string(textArgument(path)),
  ),
};
