import { readFileSync } from 'node:fs';
import { UnusableInput } from '../model/problem.js';

/** The bytes of a file. Problems: one that is not there or cannot be read. */
export function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UnusableInput([{ path, message: whyUnreadable(error) }]);
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'this is a folder',
  ENOTDIR: 'no such file',
  ERR_FS_FILE_TOO_LARGE: 'larger than 2 GiB',
};

/** What a failed call on a file says, in words. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
  return UNREADABLE[code] ?? `cannot be read (${code})`;
}
