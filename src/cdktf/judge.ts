import { annotate } from '../annotate/index.js';
import { acknowledgementOf } from '../annotate/suppress/acknowledged.js';
import { type Config, choosePolicies } from '../config/index.js';
import { unseenListeners, usersCollector } from '../facts/index.js';
import type { Policy } from '../judge/index.js';
import { SERVICES } from '../model/facts.js';
import type { Finding, Level } from '../model/finding.js';
import type { JsonObject } from '../model/json.js';
import type { Plan } from '../model/plan.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { failsRun, type Gate, portOf, type Report } from '../model/report.js';
import { didYouMean } from '../model/suggest.js';
import { checkPlans } from '../pipeline.js';
import { writtenBlocks } from '../read/terraform-json/metadata.js';
import { escapeControls } from '../report/common/escape.js';
import { findingText, subjectName } from '../report/common/names.js';
import { describeOpen } from '../report/common/open.js';
import type { AppStacks } from './app-stacks.js';
import type { StackLike } from './constructs.js';
import { type ClassicElbCertificatesOptions, configFor, gateOf } from './options.js';

/** What there is to say of a construct. */
export interface StackFinding {
  /** `fail` and `open` as in every report; a `note` says what was not looked into. */
  readonly outcome: 'fail' | 'open' | 'waived' | 'assumed' | 'note';
  /** How bad it is; for what is open, `error` under `strict`, else `note`. */
  readonly level: Level;
  /** Whether it fails the synth. */
  readonly fails: boolean;
  readonly constructPath: string;
  /** The policies that say it; none for a note. */
  readonly policyIds: readonly string[];
  readonly message: string;
  /** What to do; undefined where only the author can tell. */
  readonly fix?: string;
  /** The author's line, `main.ts:31:5`, where the app records lines. */
  readonly line?: string;
}

/** Judges stacks as options and configuration say. */
export type JudgeStack = (stacks: AppStacks, stack: StackLike) => readonly StackFinding[];

/** Throws: UnusableInput where the configuration, a policy or an option cannot be used. */
export function stackJudge(options: ClassicElbCertificatesOptions): JudgeStack {
  const { regions = {}, now = new Date() } = options;
  const config = configFor(options);
  const gate = gateOf(options, config);
  const policies = policiesFor(options, config);
  const known = [NOT_CHECKED, ...policies.map(({ id }) => id), ...(options.disable ?? []), ...(config?.disable ?? [])];
  const named = SERVICES.filter((service) => (options.services ?? config?.services ?? []).includes(service));
  const givenRegions = new Map([...(config?.regions ?? []), ...Object.entries(regions)]);
  const settings = {
    now,
    regions: givenRegions,
    collectUsers: usersCollector({ now, regions: givenRegions }),
    services: named.length > 0 ? named : undefined,
  };
  return (stacks, stack) => {
    const plan = stacks.plan(stack);
    const checked = checkPlans([plan], policies, settings);
    const report = annotate({ ...checked, configuration: config?.file ?? null }, [plan], {
      config,
      baseline: config?.baseline,
      now,
      isPart: true,
    });
    const pathOf = constructPaths(stacks.document(stack), stack);
    return [
      ...fromReport(report, gate, pathOf),
      ...notesOf(plan, report, gate, pathOf),
      ...unknownPolicies(plan, known),
    ];
  };
}

/** The policies of options and configuration. What is wrong with the options is told of the options. */
function policiesFor(options: ClassicElbCertificatesOptions, config: Config | undefined): readonly Policy[] {
  const { policyPaths = [], packs = [], disable = [] } = options;
  const { policies } = choosePolicies({ policyPaths, packs, disable: [] }, config);
  const ids = [...policies.map(({ id }) => id), ...(config?.disable ?? [])];
  const unknown = disable.filter((id) => !ids.includes(id));
  const problems = unknown.map((id): Problem => {
    return { path: 'elbcert/cdktf', message: `disable: no such policy: "${id}"${didYouMean(id, ids)}` };
  });
  if (problems.length > 0) throw new UnusableInput(problems);
  return policies.filter(({ id }) => !disable.includes(id));
}

/** What a report says to the author of a stack, in the words of the command line. */
function fromReport(report: Report, gate: Gate, pathOf: PathOf): readonly StackFinding[] {
  const said: StackFinding[] = [];
  const waiting = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const text = `${findingText(finding)} [${finding.policyId}]`;
    const fails = failsRun(finding, gate);
    const of = (outcome: StackFinding['outcome'], level: Level, message: string) =>
      said.push({ ...saidOf(finding, pathOf), outcome, level, fails, message: escapeControls(message) });
    if (finding.outcome === 'pass') {
      if (fails) of('assumed', 'error', `${text}, assuming ${finding.assuming}`);
    } else if (finding.waiver !== null) of('waived', 'note', `waived: ${text} because ${finding.waiver.reason}`);
    else if (finding.outcome === 'fail') of('fail', finding.level, text);
    else {
      const subject = subjectName(finding);
      waiting.set(subject, [...(waiting.get(subject) ?? []), finding]);
    }
  }
  for (const [subject, findings] of waiting) {
    const [first] = findings;
    if (first === undefined) continue;
    said.push({
      ...saidOf(first, pathOf),
      outcome: 'open',
      level: gate.strict ? 'error' : 'note',
      fails: gate.strict,
      policyIds: findings.map(({ policyId }) => policyId),
      message: escapeControls(`${subject}: open: ${describeOpen(findings, factsOf(report, first))}`),
    });
  }
  return said;
}

function saidOf(finding: Finding, pathOf: PathOf) {
  const { constructPath, address, policyId, outcome, waiver, fix, location } = finding;
  return {
    constructPath: constructPath ?? pathOf(address),
    policyIds: [policyId],
    ...(outcome !== 'fail' || waiver !== null || fix === '' ? {} : { fix: escapeControls(fix) }),
    ...(location === null ? {} : { line: escapeControls([location.file, location.line, location.column].join(':')) }),
  };
}

function factsOf(report: Report, { subject, address, port }: Finding): readonly object[] {
  if (subject === 'domain')
    return report.domains.map(({ facts }) => facts).filter((facts) => facts.address === address);
  return report.listeners
    .map(({ facts }) => facts)
    .filter((facts) => facts.address === address && portOf(facts) === port);
}

/** What an author acknowledges in the place of a policy: that something was not looked into. */
const NOT_CHECKED = 'not-checked';

/**
 * What was not looked into, which fails under `strict` as everything that is not known, unless it is acknowledged. What
 * the report says besides no stack could tell: who deploys it.
 */
function notesOf(plan: Plan, report: Report, gate: Gate, pathOf: PathOf): readonly StackFinding[] {
  const unseen = [...plan.notes, ...unseenListeners(plan)];
  const other = report.notes.filter((note) => !unseen.includes(note));
  const note = (text: string, canFail: boolean): StackFinding => {
    const constructPath = pathOf(text);
    const accepted =
      canFail && acknowledgementOf({ policyId: NOT_CHECKED, constructPath }, plan.acknowledgements ?? []);
    const fails = canFail && !accepted;
    const message = canFail ? `not checked: ${text} [${NOT_CHECKED}]` : `not checked: ${text}`;
    return {
      outcome: accepted ? 'waived' : 'note',
      level: fails ? 'error' : 'note',
      fails,
      constructPath,
      policyIds: [],
      message: escapeControls(accepted ? `waived: ${message} because ${accepted.reason}` : message),
    };
  };
  // The options of a command line are not those of an aspect.
  const elsewhere = other.map((text) => text.replace('; name it with --', '; elbcert check takes it with --'));
  return [...unseen.map((text) => note(text, gate.strict)), ...elsewhere.map((text) => note(text, false))];
}

/** Acknowledgements of policies that there are not. */
function unknownPolicies({ acknowledgements = [] }: Plan, known: readonly string[]): readonly StackFinding[] {
  return acknowledgements.flatMap(({ constructPath, policyId }): readonly StackFinding[] => {
    if (known.includes(policyId)) return [];
    const message = `acknowledges "${policyId}": no such policy${didYouMean(policyId, known)}`;
    return [{ outcome: 'note', level: 'warning', fails: false, constructPath, policyIds: [], message }];
  });
}

/** The construct of a text that begins with an address; the stack where it begins with none. */
type PathOf = (text: string) => string;

function constructPaths(document: JsonObject, { node }: StackLike): PathOf {
  const written = writtenBlocks(document);
  return (text) => written.get(/^[^\s:[]*/.exec(text)?.[0] ?? '')?.constructPath ?? node.path;
}
