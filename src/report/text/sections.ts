import { blankLine, type Line } from './line.js';

/** Some lines that belong together. */
export type Section = readonly Line[];

/** The lines of all sections, a blank line between any two; an empty section leaves no trace. */
export function joinSections(sections: readonly Section[]): readonly Line[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, at) => (at === 0 ? section : [blankLine, ...section]));
}
