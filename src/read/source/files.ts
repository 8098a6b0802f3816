import { type Dirent, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Files } from '../../expressions/index.js';
import { globMatches } from '../../model/glob.js';
import { placeIn } from '../../model/paths.js';
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

/** Unit: characters. A pattern that is longer is not told. */
const LONGEST_PATTERN = 1_000;

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
  const steps = stepsOf(pattern);
  const base = isAbsolute(path) ? undefined : placeIn(folder, join(folder, path));
  if (base?.kind === 'absent') return [];
  if (base?.kind !== 'within' || steps === undefined) return undefined;
  const walk: Walk = { root: folder, base: base.path, names: 0, found: new Set() };
  return isWalked(walk, '', steps) ? [...walk.found].sort() : undefined;
}

/** A pattern of names, character by character. */
type PatternStep = readonly string[] | 'anyFolders';

/** Undefined for what is not matched here: classes of characters and escapes. `**` after another adds nothing. */
function stepsOf(pattern: string): readonly PatternStep[] | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  const texts = pattern.split('/').filter((text, at, all) => text !== '**' || all[at - 1] !== '**');
  if (texts.some((text) => text !== '**' && /^\.{0,2}$|[[\]\\{}]|\*\*/.test(text))) return undefined;
  return texts.map((text) => (text === '**' ? 'anyFolders' : [...text]));
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
    if (step !== 'anyFolders' && !globMatches(step, [...entry.name])) return true;
    const path = at === '' ? entry.name : `${at}/${entry.name}`;
    const named = join(walk.base, path);
    if (entry.isSymbolicLink() && placeIn(walk.root, named).kind !== 'within') return false;
    const isFolder = isDirectory(named);
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

function readBelow(folder: string, path: string): Uint8Array | 'absent' | undefined {
  const place = isAbsolute(path) ? undefined : placeIn(folder, join(folder, path));
  if (place?.kind !== 'within') return place?.kind === 'absent' ? 'absent' : undefined;
  try {
    return statSync(place.path).isFile() ? readSmallFile(place.path, LARGEST) : undefined;
  } catch {
    return undefined;
  }
}
