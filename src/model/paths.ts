import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path leads below a folder, links not followed. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
