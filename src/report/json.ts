import type { Finding } from '../model/finding.js';
import { published } from '../model/published.js';
import type { Report } from '../model/report.js';
import { escapeControlsInJson } from './escape-controls.js';
import { compareNatural } from './natural-order.js';
import { comparePlaces, inputPaths, type Place } from './place.js';
import type { Reporter } from './reporter.js';
import { deployerName, portOf } from './subject-name.js';

/** The whole report as JSON, described by schemas/report.schema.json: the same facts give the same bytes. */
export default {
  format: 'json',
  render: (report) => [...renderPieces(report)].join(''),
  pieces: renderPieces,
} as const satisfies Reporter;

/** The report as `JSON.stringify` spells it, a listener or finding at a time. */
function* renderPieces(report: Report): Iterable<string> {
  let piece = '{';
  let separator = '\n';
  for (const [key, value] of Object.entries(publishedReport(report))) {
    piece += `${separator}  ${JSON.stringify(key)}: `;
    separator = ',\n';
    if (typeof value !== 'function') {
      piece += spell(value, '  ');
      continue;
    }
    let between = '[\n    ';
    for (const one of value()) {
      piece += between + spell(one, '    ');
      between = ',\n    ';
      if (piece.length > PIECE) {
        yield piece;
        piece = '';
      }
    }
    piece += between.startsWith('[') ? '[]' : '\n  ]';
  }
  yield `${piece}\n}\n`;
}

/** Unit: characters. */
const PIECE = 1 << 16;

function spell(value: unknown, indent: string): string {
  return escapeControlsInJson(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${indent}`);
}

function publishedReport(report: Report) {
  const { tool, inputs, summary, listeners, deployers, findings, notes } = report;
  const { loadBalancers, secureListeners, fail, open, pass, notApplicable, waived } = summary;
  const paths = inputPaths(report);
  return {
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
      listeners: summary.listeners,
      secureListeners,
      fail: { error: fail.error, warning: fail.warning, note: fail.note },
      open,
      pass,
      notApplicable,
      waived,
    },
    listeners: inOrder(paths, listeners, ({ input, facts }) => ({
      place: { input, address: facts.address, port: portOf(facts) },
      shown: () => ({ input, ...published(facts), port: portOf(facts) }),
    })),
    deployers: inOrder(paths, deployers, ({ input, facts }) => ({
      place: { input, address: deployerName(facts), port: null },
      shown: () => ({ input, ...published({ ...facts, permissions: sortedByKey(facts.permissions) }) }),
    })),
    findings: inOrder(paths, findings, (finding) => ({
      place: finding,
      rank: finding.policyId,
      shown: () => publishedFinding(finding),
    })),
    notes,
  };
}

/** The model may grow; what is published grows only with the schema. */
function publishedFinding(finding: Finding) {
  const { location, waiver } = finding;
  return {
    policyId: finding.policyId,
    outcome: finding.outcome,
    level: finding.level,
    input: finding.input,
    subject: finding.subject,
    address: finding.address,
    constructPath: finding.constructPath,
    port: finding.port,
    message: finding.message,
    fix: finding.fix,
    decidedBy: finding.decidedBy,
    trace: finding.trace,
    location: location && { file: location.file, line: location.line, column: location.column, via: location.via },
    waiver: waiver && {
      reason: waiver.reason,
      source: waiver.source,
      ...(waiver.owner === undefined ? {} : { owner: waiver.owner }),
      ...(waiver.expires === undefined ? {} : { expires: waiver.expires }),
    },
  };
}

interface Ordered {
  readonly place: Place;
  readonly rank?: string;
  /** Made when it is written, so that not all of them are there at once. */
  readonly shown: () => object;
}

/** What is shown, by place and rank; what has those in common is ordered by its own text, never by the plan. */
function inOrder<T>(paths: readonly string[], things: readonly T[], orderedOf: (thing: T) => Ordered) {
  const comparePlace = comparePlaces(paths);
  const ordered = things.map(orderedOf);
  ordered.sort(
    (left, right) =>
      comparePlace(left.place, right.place) ||
      compareNatural(left.rank ?? '', right.rank ?? '') ||
      compareNatural(JSON.stringify(left.shown()), JSON.stringify(right.shown())),
  );
  return function* () {
    for (const { shown } of ordered) yield shown();
  };
}

function sortedByKey<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).sort(([left], [right]) => compareNatural(left, right)));
}
