import type { Block } from './fit.js';

/** A list behind a summary. The blank line lets GitHub read the list as Markdown. */
export function folded(list: {
  /** Our own words: nothing in it is escaped. */
  readonly summary: string;
  readonly lines: readonly string[];
  readonly noun: string;
  readonly open?: boolean;
}): Block {
  return {
    before: [`<details${list.open === true ? ' open' : ''}><summary>${list.summary}</summary>`, ''],
    lines: list.lines,
    after: ['', '</details>'],
    most: 100,
    noun: list.noun,
    more: (text) => `- ${text}`,
  };
}
