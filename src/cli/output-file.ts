import { lstatSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isBelow } from '../model/paths.js';
import { systemRefusal, UnusableInput } from '../model/problem.js';

/**
 * Writes a file that the command line names or, where `configFolder` is given, a configuration in that folder. A
 * configuration may be part of the change under review, and so may links in the working directory: neither leads the
 * report out of its folder, and no configuration has it written into the repository's own `.git`.
 * Throws: UnusableInput.
 */
export function writeOutput(path: string, text: string, configFolder?: string): void {
  const refuse = (message: string) => new UnusableInput([{ path, message: `cannot be written: ${message}` }]);
  const folder = resolve(configFolder ?? '.');
  const isInside = isBelow(folder, resolve(path));
  if (configFolder !== undefined) {
    if (!isInside) throw refuse('a configuration writes below its own folder only');
    const steps = relative(folder, resolve(path)).toLowerCase().split(sep);
    if (steps.includes('.git')) throw refuse('a configuration writes nothing into .git');
  }
  try {
    if (isInside && !isBelow(realpathSync(folder), realPath(path)))
      throw refuse('a symbolic link leads out of its folder');
    writeFileSync(path, text);
  } catch (error) {
    throw error instanceof UnusableInput ? error : refuse(systemRefusal(error));
  }
}

/** Where a path leads; the file itself need not be there, the folder must be. */
function realPath(path: string): string {
  const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return isThere ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}
