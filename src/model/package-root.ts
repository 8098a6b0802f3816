import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, wherever in it the running file stands: in `src`, or in a file of the bundle. */
export const PACKAGE_ROOT: string = nearest(import.meta.dirname);

/** The build has manifests of its own, which say no more than how a folder's files are modules: schemas are in one place. */
function nearest(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'schemas')) || parent === folder ? folder : nearest(parent);
}
