import type { Report, ReportedDeployer, ReportedListener } from '../model/report.js';
import type { Value } from '../model/value.js';
import type { Reporter } from './index.js';
import { deployerName, portOf } from './names.js';
import { compareNatural, comparePlaces, findingsInOrder, type Place } from './order.js';
import { createFactsSpeller } from './spell-facts.js';
import { createFindingSpeller } from './spell-finding.js';
import { spellJson } from './spell-json.js';

/**
 * The whole report as JSON, described by schemas/report.schema.json: the same facts give the same bytes. Each listener,
 * deployer and finding is a line.
 */
export default {
  format: 'json',
  render: (report) => [...renderPieces(report)].join(''),
  pieces: renderPieces,
} as const satisfies Reporter;

/** Unit: characters. */
const PIECE = 1 << 15;

function* renderPieces(report: Report): Iterable<string> {
  const spellFacts = createFactsSpeller();
  const spellFinding = createFindingSpeller();
  const comparePlace = comparePlaces(report);
  // The port is what findings name the listener by, so it is a number or null.
  const spellListener = ({ input, facts }: ReportedListener) =>
    spellFacts(input, isPlain(facts.port) ? facts : { ...facts, port: portOf(facts) });
  const spellDeployer = ({ input, facts }: ReportedDeployer) =>
    spellFacts(input, { ...facts, permissions: sortedByKey(facts.permissions) });

  const listeners = inOrder(report.listeners, placeOfListener, comparePlace, spellListener);
  const deployers = inOrder(report.deployers, placeOfDeployer, comparePlace, spellDeployer);
  const findings = findingsInOrder(report.findings, comparePlace, spellFinding);
  yield `{\n  ${spellHead(report)}`;
  yield* piecesOf('listeners', listeners, spellListener);
  yield* piecesOf('deployers', deployers, spellDeployer);
  yield* piecesOf('findings', findings, spellFinding);
  yield `,\n  "notes": ${spellJson(report.notes)}\n}\n`;
}

/** What stands in front of the lists; the model may grow, what is published grows only with the schema. */
function spellHead({ tool, inputs, summary }: Report): string {
  const { loadBalancers, listeners, secureListeners, fail, open, pass, notApplicable, waived } = summary;
  const head = {
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    inputs: inputs.map((input) => ({
      path: input.path,
      kind: input.kind,
      formatVersion: input.formatVersion,
      terraformVersion: input.terraformVersion,
      complete: input.complete,
      notes: input.notes,
    })),
    summary: {
      loadBalancers,
      listeners,
      secureListeners,
      fail: { error: fail.error, warning: fail.warning, note: fail.note },
      open,
      pass,
      notApplicable,
      waived,
    },
  };
  return Object.entries(head)
    .map(([key, value]) => `"${key}": ${spellJson(value)}`)
    .join(',\n  ');
}

/** A list, each of its things on a line. */
function* piecesOf<T>(key: string, things: readonly T[], spell: (thing: T) => string): Iterable<string> {
  let piece = `,\n  "${key}": [`;
  for (let at = 0; at < things.length; at += 1) {
    piece += at === 0 ? '\n    ' : ',\n    ';
    piece += spell(things[at] as T);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield things.length === 0 ? `${piece}]` : `${piece}\n  ]`;
}

function isPlain(value: Value<unknown>): boolean {
  return value.kind === 'known' && value.sensitive !== true;
}

function placeOfListener({ input, facts }: ReportedListener): Place {
  return { input, address: facts.address, port: portOf(facts) };
}

function placeOfDeployer({ input, facts }: ReportedDeployer): Place {
  return { input, address: deployerName(facts), port: null };
}

/** By place; what has that in common is ordered by its own text, never by the plan. */
function inOrder<T>(
  things: readonly T[],
  placeOf: (thing: T) => Place,
  comparePlace: (left: Place, right: Place) => number,
  spell: (thing: T) => string,
): readonly T[] {
  return things
    .map((thing) => ({ place: placeOf(thing), thing }))
    .sort(
      (left, right) => comparePlace(left.place, right.place) || compareNatural(spell(left.thing), spell(right.thing)),
    )
    .map(({ thing }) => thing);
}

function sortedByKey<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).sort(([left], [right]) => compareNatural(left, right)));
}
