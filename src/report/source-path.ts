import type { Location } from '../model/finding.js';

/** The line that a code host is pointed at. */
export interface SourceLine {
  /** Relative to the repository's root where the location is; `/` between folders, no `./` in front. */
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
}

/** Where the source is not at hand, code hosts still want a file: the input is the one that is certain. */
export function sourceLine(location: Location | null, input: string): SourceLine {
  if (location === null) return { path: input === '-' ? '<stdin>' : normalised(input), line: 1, column: null };
  return { path: normalised(location.file), line: location.line, column: location.column };
}

function normalised(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
}
