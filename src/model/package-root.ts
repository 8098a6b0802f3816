import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of this package, wherever in it the running file stands: in `src`, or in a file of the bundle. */
export const PACKAGE_ROOT: string = fileURLToPath(nearest(new URL('.', import.meta.url)));

function nearest(folder: URL): URL {
  const parent = new URL('..', folder);
  return existsSync(new URL('package.json', folder)) || parent.href === folder.href ? folder : nearest(parent);
}
