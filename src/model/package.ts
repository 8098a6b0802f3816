import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMBEDDED } from './embedded.js';
import { stringProperty } from './json.js';

/** The folder of this repository, where the sources run; what is built has no folder of its own. */
export const PACKAGE_ROOT: string = join(import.meta.dirname, '../..');

/** The files that a run may need, by their paths in the repository. */
export const PACKAGE_FILES = [
  'assets/html/report.css',
  'assets/html/report.js',
  'dist/scan.wasm',
  'policies/policy.schema.json',
  'schemas/baseline.schema.json',
  'schemas/config.schema.json',
] as const;

export type PackageFile = (typeof PACKAGE_FILES)[number];

/** What is in one of them. */
export function packageFile(path: PackageFile): Buffer {
  return EMBEDDED?.files[path]?.() ?? readFileSync(join(PACKAGE_ROOT, path));
}

/** The version of this package, from its manifest. */
export const version: string =
  EMBEDDED?.version ??
  stringProperty(JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')), 'version') ??
  '0.0.0';

/** The package's `policies` folder. */
export const POLICIES_FOLDER: string = join(PACKAGE_ROOT, 'policies');

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
export const DEFAULT_PACKS = PACKS.filter(({ always }) => always);

/** The packs that only apply where a run names them. */
export const OPTIONAL_PACKS = PACKS.filter(({ always }) => !always);
