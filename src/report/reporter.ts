import type { Gate, Report } from '../model/report.js';

export const VERBOSITIES = ['quiet', 'normal', 'verbose'] as const;
export type Verbosity = (typeof VERBOSITIES)[number];

/** What a reporter may need besides the report; a format that has no colour or verbosity ignores them. */
export interface RenderOptions extends Gate {
  readonly color: boolean;
  readonly verbosity: Verbosity;
}

/** One output format. */
export interface Reporter {
  /** The word after `--format`. */
  readonly format: string;
  /** The whole output, with its last line ended. */
  readonly render: (report: Report, options: RenderOptions) => string;
  /** The same, piece by piece, where the whole may be too much to hold at once. */
  readonly pieces?: (report: Report, options: RenderOptions) => Iterable<string>;
}
