import { createHash } from 'node:crypto';

/** Tells findings apart from run to run: the same parts give the same text, and where a line moves, nothing changes. */
export function fingerprint(parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
