import atlantis from './atlantis.js';
import github from './github.js';
import gitlab from './gitlab.js';
import html from './html.js';
import json from './json.js';
import junit from './junit.js';
import markdown from './markdown.js';
import type { Reporter } from './reporter.js';
import sarif from './sarif.js';
import sarifCodeScanning from './sarif-code-scanning.js';
import text from './text.js';

export { type RenderOptions, type Reporter, VERBOSITIES, type Verbosity } from './reporter.js';

/** Every output format, in the order that `--help` shows them. A new one is its own file and an entry here. */
export const reporters = [
  text,
  json,
  sarif,
  sarifCodeScanning,
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
