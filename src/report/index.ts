import type { Gate, Report } from '../model/report.js';
import atlantis from './atlantis.js';
import github from './github.js';
import gitlab from './gitlab.js';
import html from './html.js';
import json from './json.js';
import junit from './junit.js';
import markdown from './markdown.js';
import sarif from './sarif.js';
import text from './text.js';

/** Every output format, in the order that `--help` shows them. A new one is its own file and an entry here. */
export const reporters = [
  text,
  json,
  sarif,
  junit,
  github,
  gitlab,
  markdown,
  atlantis,
  html,
] as const satisfies readonly Reporter[];

export type Format = (typeof reporters)[number]['format'];

/** The choices of `--format`. */
export const FORMATS: readonly Format[] = reporters.map(({ format }) => format);

/** The reporter of that format, or undefined where there is none. */
export function findReporter(format: string): Reporter | undefined {
  return reporters.find((reporter) => reporter.format === format);
}

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
