import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { globMatches } from '../../model/glob.js';

/** Folders that hold no plans of the user's, and may be large. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', '.terraform', 'node_modules']);

/** Whether a path has one of the signs that `expandGlob` knows. */
export function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

/**
 * The files that a pattern names, sorted: `*` and `?` stand for text within a name, `**` for any folders, none too. Names
 * that begin with a dot are matched where the pattern writes the dot. No link to a folder is followed.
 */
export function expandGlob(pattern: string): readonly string[] {
  const isAbsolute = pattern.startsWith('/');
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  return [...new Set(filesBelow(isAbsolute ? '/' : '.', segments))].sort();
}

function filesBelow(folder: string, [segment, ...rest]: readonly string[]): readonly string[] {
  if (segment === undefined) return [];
  if (segment === '..') return filesBelow(join(folder, segment), rest);
  const entries = entriesOf(folder);
  if (segment === '**') {
    const folders = entries.filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name));
    return [
      ...filesBelow(folder, rest),
      ...folders.flatMap(({ name }) => filesBelow(join(folder, name), [segment, ...rest])),
    ];
  }
  const matching = entries.filter(
    ({ name }) => globMatches(segment, name) && (segment.startsWith('.') || !name.startsWith('.')),
  );
  if (rest.length > 0) {
    return matching.flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name), rest) : []));
  }
  return matching.flatMap((entry) => (entry.isDirectory() ? [] : [join(folder, entry.name)]));
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // No folder, or none that may be read, has no file that matches.
  }
}
