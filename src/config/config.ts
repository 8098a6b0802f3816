import type { Level } from '../model/finding.js';
import type { GivenWaiver } from '../waivers/given-waiver.js';

/** What `.elbcert.yaml` says. Paths in it are as the working directory sees them. */
export interface Config {
  /** The file, as the user would write it. */
  readonly file: string;
  readonly policyPaths: readonly string[];
  readonly disable: readonly string[];
  readonly levels: Readonly<Record<string, Level>>;
  /** Regions by provider; under '' for providers that set none. */
  readonly regions: ReadonlyMap<string, string>;
  readonly formats: readonly string[] | undefined;
  readonly failOn: Level | undefined;
  readonly strict: boolean | undefined;
  readonly root: string | undefined;
  readonly baseline: string | undefined;
  readonly waivers: readonly GivenWaiver[];
}
