import { readFileSync, statSync } from 'node:fs';
import { UnusableInput } from '../model/problem.js';

/** The bytes of a file. Problems: none there, no permission, a folder. */
export function readFile(path: string): Buffer {
  try {
    if (statSync(path).isDirectory()) {
      const hint = 'name a plan in it: terraform show -json tfplan > plan.json, then elbcert check plan.json';
      throw new UnusableInput([{ path, message: 'this is a folder', hint }]);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw new UnusableInput([{ path, message: whyUnreadable(error) }]);
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'no permission to read it',
  ENOTDIR: 'no such file',
  ERR_FS_FILE_TOO_LARGE: 'larger than 2 GiB',
};

/** What a failed call on a file says, in words. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
  return UNREADABLE[code] ?? `cannot be read (${code})`;
}
