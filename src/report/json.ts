import {
  deployerSubject,
  domainSubject,
  listenerSubject,
  portOf,
  type Report,
  type ReportedDeployer,
  type ReportedDomain,
  type ReportedListener,
} from '../model/report.js';
import { toPublicJson } from '../model/value.js';
import { escapeControlsInJson } from './common/escape.js';
import { compareNatural, rankIn, type SubjectKey, subjectOrder } from './common/order.js';
import type { Reporter } from './reporter.js';

/**
 * The whole report as JSON, described by schemas/report.schema.json: the same facts give the same bytes. Each listener,
 * domain, deployer and finding is a line.
 */
export default {
  format: 'json',
  render: (report) => [...renderPieces(report)].join(''),
  pieces: renderPieces,
} as const satisfies Reporter;

/** Unit: characters. */
const PIECE = 1 << 15;

function* renderPieces(report: Report): Iterable<string> {
  const compareSubjects = subjectOrder(report);
  const listeners = inOrder(report.listeners, listenerSubject, compareSubjects, listenerLine);
  const domains = inOrder(report.domains, domainSubject, compareSubjects, domainLine);
  const deployers = inOrder(report.deployers, deployerSubject, compareSubjects, deployerLine);
  const policyRank = rankIn([...new Set(report.findings.map(({ policyId }) => policyId))].sort(compareNatural));
  const findings = [...report.findings].sort(
    (left, right) =>
      compareSubjects(left, right) ||
      policyRank(left.policyId) - policyRank(right.policyId) ||
      compareNatural(toLine(left), toLine(right)),
  );
  yield `{\n  ${headLines(report)}`;
  yield* piecesOf('listeners', listeners, listenerLine);
  yield* piecesOf('domains', domains, domainLine);
  yield* piecesOf('deployers', deployers, deployerLine);
  yield* piecesOf('findings', findings, toLine);
  yield `,\n  "notes": ${toLine(report.notes)}\n}\n`;
}

/** Any value as JSON on one line that is safe to print. */
function toLine(value: unknown): string {
  return escapeControlsInJson(JSON.stringify(value));
}

/** The port is what findings name the listener by, so it is a number or null. */
function listenerLine({ input, facts }: ReportedListener): string {
  return toLine({ input, ...toPublicJson(facts), port: portOf(facts) });
}

function domainLine({ input, facts }: ReportedDomain): string {
  return toLine({ input, ...toPublicJson(facts) });
}

function deployerLine({ input, facts }: ReportedDeployer): string {
  return toLine({ input, ...toPublicJson({ ...facts, permissions: sortedByKey(facts.permissions) }) });
}

/** What stands in front of the lists. */
function headLines({ tool, configuration, policyChanges, inputs, summary }: Report): string {
  return Object.entries({ schemaVersion: 1, tool, configuration, policyChanges, inputs, summary })
    .map(([key, value]) => `"${key}": ${toLine(value)}`)
    .join(',\n  ');
}

/** A list, each of its things on a line. */
function* piecesOf<T>(key: string, things: readonly T[], toText: (thing: T) => string): Iterable<string> {
  let piece = `,\n  "${key}": [`;
  for (const [at, thing] of things.entries()) {
    piece += `${at === 0 ? '' : ','}\n    ${toText(thing)}`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield things.length === 0 ? `${piece}]` : `${piece}\n  ]`;
}

/** By subject; things on one subject are ordered by their own text, never by the plan. */
function inOrder<T>(
  things: readonly T[],
  keyOf: (thing: T) => SubjectKey,
  compareSubjects: (left: SubjectKey, right: SubjectKey) => number,
  toText: (thing: T) => string,
): readonly T[] {
  return [...things].sort(
    (left, right) => compareSubjects(keyOf(left), keyOf(right)) || compareNatural(toText(left), toText(right)),
  );
}

function sortedByKey<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).sort(([left], [right]) => compareNatural(left, right)));
}
