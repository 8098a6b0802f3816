import { join } from 'node:path';
import { PACKAGE_ROOT } from '../model/package-root.js';

/** The package's `policies` folder. */
export const POLICIES_FOLDER = join(PACKAGE_ROOT, 'policies');

/** The baseline pack, as reports name it. */
export const BASELINE = 'policies/classic-elb';

/** The packs that are held against nothing unless somebody asks for them. */
export const OPTIONAL_PACKS = ['classic-elb-tls'] as const;
