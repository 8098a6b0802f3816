import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Files } from '../../expressions/index.js';

/** Unit: bytes. Templates and certificates are smaller. */
const LARGEST = 1 << 20;

/**
 * Reads regular files below a folder, links resolved; anything else is not told. Each file is read once, so that it
 * says the same for as long as the plan is used.
 */
export function filesBelow(folder: string): Files {
  const known = new Map<string, Uint8Array | 'absent' | undefined>();
  return {
    read(path) {
      if (!known.has(path)) known.set(path, readBelow(folder, path));
      return known.get(path);
    },
  };
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
    return isBelow(root, real) && stats.isFile() && stats.size <= LARGEST ? readFileSync(real) : undefined;
  } catch {
    return undefined;
  }
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : undefined;
  }
}
