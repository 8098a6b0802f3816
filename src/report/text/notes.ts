import type { InputSummary, Report } from '../../model/report.js';
import { inputName } from '../subject-name.js';
import { styled } from './line.js';
import type { Section } from './sections.js';

/** What the reader should know of the inputs, and what was not checked. */
export function noteSection({ inputs, notes }: Report): Section {
  return [
    ...inputs.flatMap((input) => {
      const prefix = inputs.length > 1 ? `${inputName(input.path)}: ` : '';
      return inputNotes(input).map((note) => [styled('note', 'note: '), prefix, note]);
    }),
    ...notes.map((note) => [styled('note', 'not checked: '), note]),
  ];
}

function inputNotes({ complete, notes }: InputSummary): readonly string[] {
  if (complete || notes.length > 0) return notes;
  return ['the plan covers only a part of the configuration; only that part was checked'];
}
