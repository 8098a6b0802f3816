import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Files } from '../../expressions/index.js';
import { isBelow } from '../../model/paths.js';
import { readSmallFile } from '../../model/small-file.js';

/** Unit: bytes. Templates and certificates are smaller. */
const LARGEST = 1 << 20;

/**
 * Reads regular files below a folder, links resolved; anything else is not told. Each file is read once, so that it
 * says the same for as long as the plan is used.
 */
export function filesBelow(folder: string): Files {
  const known = new Map<string, Uint8Array | 'absent' | undefined>();
  const matched = new Map<string, readonly string[] | undefined>();
  return {
    read(path) {
      if (!known.has(path)) known.set(path, readBelow(folder, path));
      return known.get(path);
    },
    match(path, pattern) {
      const key = JSON.stringify([path, pattern]);
      if (!matched.has(key)) matched.set(key, matchBelow(folder, path, pattern));
      return matched.get(key);
    },
  };
}

/** Names of a folder that are listed for one pattern; a pattern that takes more is not told. */
const MOST_NAMES = 10_000;

/** What a walk through folders has found so far. */
interface Walk {
  readonly root: string;
  readonly base: string;
  names: number;
  readonly found: Set<string>;
}

/**
 * The files below a folder whose path from there matches a pattern; undefined where a link leads to a folder, because
 * whether that is followed depends on the version of Terraform.
 * Source: https://developer.hashicorp.com/terraform/language/functions/fileset
 */
function matchBelow(folder: string, path: string, pattern: string): readonly string[] | undefined {
  const steps = pattern.split('/').map(stepOf);
  const root = realPath(folder);
  if (isAbsolute(path) || root === undefined || root === 'absent') return undefined;
  const base = realPath(join(root, path));
  if (base === 'absent' && isWithin(root, join(root, path))) return [];
  if (base === undefined || !isWithin(root, base) || !steps.every((step) => step !== undefined)) return undefined;
  const walk: Walk = { root, base, names: 0, found: new Set() };
  return isWalked(walk, '', steps) ? [...walk.found].sort() : undefined;
}

type PatternStep = RegExp | 'anyFolders';

/** Undefined for what is not matched here: classes of characters and escapes. */
function stepOf(text: string): PatternStep | undefined {
  if (text === '**') return 'anyFolders';
  if (text === '' || text === '.' || text === '..' || /[[\]\\{}]|\*\*/.test(text)) return undefined;
  const source = text
    .replace(/[.+^$|()]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`, 'su');
}

/** Gathers what matches below a folder; false where that cannot be told. */
function isWalked(walk: Walk, at: string, [step, ...rest]: readonly PatternStep[]): boolean {
  if (step === undefined) return true;
  if (step === 'anyFolders' && rest.length > 0 && !isWalked(walk, at, rest)) return false;
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(join(walk.base, at), { withFileTypes: true });
  } catch {
    return false;
  }
  walk.names += entries.length;
  if (walk.names > MOST_NAMES) return false;
  return entries.every((entry) => {
    if (step !== 'anyFolders' && !step.test(entry.name)) return true;
    const path = at === '' ? entry.name : `${at}/${entry.name}`;
    const real = entry.isSymbolicLink() ? realPath(join(walk.base, path)) : join(walk.base, path);
    if (real === undefined || real === 'absent' || !isWithin(walk.root, real)) return false;
    const isFolder = isDirectory(real);
    if (isFolder && entry.isSymbolicLink()) return false;
    if (isFolder) return isWalked(walk, path, step === 'anyFolders' ? [step, ...rest] : rest);
    if (rest.length === 0) walk.found.add(path);
    return true;
  });
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isWithin(root: string, path: string): boolean {
  return path === root || isBelow(root, path);
}

function readBelow(folder: string, path: string): Uint8Array | 'absent' | undefined {
  const named = resolve(folder, path);
  if (isAbsolute(path) || !isBelow(folder, named)) return undefined;
  const root = realPath(folder);
  if (root === undefined || root === 'absent') return undefined;
  const real = realPath(join(root, path));
  if (real === undefined || real === 'absent') return real;
  try {
    const stats = statSync(real);
    return isBelow(root, real) && stats.isFile() ? readSmallFile(real, LARGEST) : undefined;
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : undefined;
  }
}
