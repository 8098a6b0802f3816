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

/** A set of policies that has a name. */
export interface Pack {
  readonly name: string;
  /** The folders of its policies, as reports name them. */
  readonly folders: readonly string[];
  /** True where its policies apply unless a run disables them; those of any other apply where a run names it. */
  readonly always: boolean;
}

/** Every pack: the one place that says which pack a policy belongs to. `classic-elb` holds the demands on load balancers. */
export const PACKS: readonly Pack[] = [
  { name: 'classic-elb', folders: ['policies/certificates', 'policies/listeners', 'policies/deployers'], always: true },
  { name: 'domains', folders: ['policies/domains'], always: true },
  { name: 'classic-elb-tls', folders: ['policies/classic-elb-tls'], always: false },
];

/** The packs that always apply. */
export const BASELINE_PACKS = PACKS.filter(({ always }) => always);

/** The packs that only apply where a run names them. */
export const OPTIONAL_PACKS = PACKS.filter(({ always }) => !always);
