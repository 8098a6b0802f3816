import type { Policy } from './policy.js';

/** The policies that come with elbcert, as the build makes them ready: no YAML to read, no schema to compile. */
export interface Precompiled {
  /** By file, as reports name it. */
  readonly policies: Readonly<Record<string, Policy>>;
  /** What ajv makes of each assertion's schema, by the schema's JSON. */
  readonly assertions: Readonly<Record<string, (facts: unknown) => boolean>>;
}

/** The build puts its own module in the place of this one (scripts/precompile.ts); from source nothing is made ready. */
export const PRECOMPILED: Precompiled | undefined = undefined as Precompiled | undefined;
