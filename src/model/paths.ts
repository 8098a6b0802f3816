import { existsSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path leads below a folder, links not followed. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Where a path leads: `absent` is nowhere, in a folder that is there. */
type Destination =
  | { readonly kind: 'within'; readonly path: string }
  | { readonly kind: 'outside' | 'absent' | 'unreadable' };

/** Where a path leads, links followed, as seen from a folder: the folder itself is within. */
export function placeIn(folder: string, path: string): Destination {
  const isWithin = (root: string, place: string) => relative(root, place) === '' || isBelow(root, place);
  try {
    const real = realpathSync(path);
    return isWithin(realpathSync(folder), real) ? { kind: 'within', path: real } : { kind: 'outside' };
  } catch (error) {
    if (!isWithin(folder, path)) return { kind: 'outside' };
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT' && existsSync(folder);
    return { kind: isAbsent ? 'absent' : 'unreadable' };
  }
}

/** Whether a path leads to a folder, links followed. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
