import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { UnusableInput } from '../../model/problem.js';
import type { ByteSource } from './byte-source.js';

/** Files that stay open as long as somebody may read from them again. */
const open = new FinalizationRegistry<number>(closeSync);

/** A regular file. Throws: what `openSync` throws. */
export function fileSource(path: string): ByteSource {
  const descriptor = openSync(path, 'r');
  const before = fstatSync(descriptor);
  const again = (offset: number, length: number) => {
    if (isChanged(before, fstatSync(descriptor))) throw changed(path);
    const bytes = Buffer.allocUnsafe(length);
    if (readSync(descriptor, bytes, 0, length, offset) < length) throw changed(path);
    return bytes;
  };
  open.register(again, descriptor);
  return { size: before.size, read: (into) => readSync(descriptor, into, 0, into.length, null), again };
}

function isChanged(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}

function changed(path: string): UnusableInput {
  return new UnusableInput([
    { path, message: 'changed while it was read', hint: 'write the plan first, then check it' },
  ]);
}
