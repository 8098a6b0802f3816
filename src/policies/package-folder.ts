import { fileURLToPath } from 'node:url';

/** The package's `policies` folder: as far from `src/policies` as from `dist/policies`. */
export const POLICIES_FOLDER = fileURLToPath(new URL('../../policies/', import.meta.url));

/** The baseline pack, as reports name it. */
export const BASELINE = 'policies/classic-elb';

/** The packs that are held against nothing unless somebody asks for them. */
export const OPTIONAL_PACKS = ['classic-elb-tls'] as const;
