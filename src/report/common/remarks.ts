import { groupBy } from '../../model/collections.js';
import type { PolicyChange } from '../../model/finding.js';
import type { InputSummary, Report } from '../../model/report.js';
import { firstNames, plural } from '../../model/words.js';
import { inputPrefix } from './names.js';

/** What the reader of a report should know besides its findings. */
export interface Remark {
  /** `left out` for what a file or option keeps out of the verdict, `not checked` for what elbcert did not look into. */
  readonly label: 'left out' | 'note' | 'not checked';
  readonly text: string;
}

/** Every remark of a report, what was left out first: whoever reads a verdict must see who changed the rules. */
export function remarksOf(report: Report): readonly Remark[] {
  return [
    ...leftOut(report).map((text) => ({ label: 'left out', text }) as const),
    ...report.inputs.flatMap((input) =>
      inputNotes(input).map((note) => ({ label: 'note', text: `${inputPrefix(report, input.path)}${note}` }) as const),
    ),
    ...report.notes.map((text) => ({ label: 'not checked', text }) as const),
  ];
}

/** The remarks that a verdict must not be read without. What every run is told is none: nobody would read on. */
export function essentialRemarks(report: Report): readonly Remark[] {
  const unseen = new Set(report.unseen);
  return remarksOf(report).filter(({ label, text }) => label === 'left out' || unseen.has(text));
}

/** A remark as a line of its own. */
export function remarkLine({ label, text }: Remark): string {
  return `${label}: ${text}`;
}

function inputNotes({ complete, notes }: InputSummary): readonly string[] {
  if (complete || notes.length > 0) return notes;
  return ['the plan covers only a part of the configuration; only that part was checked'];
}

/** The most names that one line lists. */
const MOST_NAMES = 20;

/** Which policies were changed and which findings suppressed, a line for each file or option that did. */
function leftOut({ policyChanges, findings }: Report): readonly string[] {
  const changes = lists(
    policyChanges,
    (change) => `${change.by} ${saying(change)}`,
    ({ policyId }) => policyId,
  );
  const suppressed = findings.flatMap(({ waiver, policyId }) =>
    waiver === null ? [] : [{ by: waiver.source, policyId }],
  );
  const counts = new Map<string, number>();
  for (const { by } of suppressed) counts.set(fileOf(by), (counts.get(fileOf(by)) ?? 0) + 1);
  const files = [...counts].map(([file, count]) => `${plural(count, 'finding')} waived by ${file}`);
  const rest = files.length - MOST_NAMES;
  return [...changes, ...files.slice(0, MOST_NAMES), ...(rest > 0 ? [`findings waived by ${rest} more files`] : [])];
}

/** A place without its line. */
function fileOf(place: string): string {
  return place.replace(/:\d+$/, '');
}

function saying({ change, to }: PolicyChange): string {
  switch (change) {
    case 'disabled':
      return 'disables';
    case 'lowered':
      return `lowers to ${to}`;
    case 'replaced':
      return 'replaces';
    default:
      return change satisfies never;
  }
}

/** Things that are said alike, in one line each: what is said, and their names. */
function lists<T>(things: readonly T[], saidOf: (thing: T) => string, nameOf: (thing: T) => string): readonly string[] {
  return [...groupBy(things, saidOf)].map(([text, alike]) => `${text}: ${firstNames(alike.map(nameOf), MOST_NAMES)}`);
}
