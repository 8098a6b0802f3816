import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringProperty } from './json.js';

/** The folder of this package, wherever in it the running file stands: in `src`, or in a file of the bundle. */
export const PACKAGE_ROOT: string = nearest(import.meta.dirname);

/** The build has manifests of its own, which say no more than how a folder's files are modules: schemas are in one place. */
function nearest(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'schemas')) || parent === folder ? folder : nearest(parent);
}

/** The version of this package, from its manifest. */
export const version: string =
  stringProperty(JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')), 'version') ?? '0.0.0';

/** The package's `policies` folder. */
export const POLICIES_FOLDER = join(PACKAGE_ROOT, 'policies');

/** The baseline pack, as reports name it. */
export const BASELINE = 'policies/classic-elb';

/** The folders of policies that are in force unless a run says otherwise, as reports name them. */
export const BASELINE_FOLDERS = [BASELINE, 'policies/domains'] as const;

/** The packs that are held against nothing unless somebody asks for them. */
export const OPTIONAL_PACKS = ['classic-elb-tls'] as const;
