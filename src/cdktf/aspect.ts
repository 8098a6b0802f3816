import { interestIn } from '../facts/index.js';
import { loadPolicies, type Policy } from '../judge/index.js';
import { type Finding, LEVELS, type Level } from '../model/finding.js';
import { isObject, type JsonObject, property } from '../model/json.js';
import type { Plan } from '../model/plan.js';
import type { Gate, Report } from '../model/report.js';
import { didYouMean } from '../model/suggest.js';
import { checkPlans } from '../pipeline.js';
import { type FoundStack, readStacks } from '../read/terraform-json/index.js';
import { escapeControls } from '../report/common/escape.js';
import { subjectName } from '../report/common/names.js';
import { describeOpen } from '../report/common/open.js';
import { type ConstructLike, isStack, type StackLike, stackOf } from './constructs.js';

export interface ClassicElbCertificatesOptions {
  /** The level from which a finding fails the synth; `error` where none is given. */
  readonly failOn?: Level;
  /** Whether what is open fails the synth, too. */
  readonly strict?: boolean;
  /** Files and folders of policies of your own. */
  readonly policyPaths?: readonly string[];
  /** Ids of policies to leave out. */
  readonly disable?: readonly string[];
  /** Regions by provider key (`aws`, `aws.west`), for providers that do not say; under '' for those that set none. */
  readonly regions?: Readonly<Record<string, string>>;
  /** The clock that dates are held against. */
  readonly now?: Date;
}

/**
 * An aspect that judges the Classic Load Balancers of a stack when it is synthesised, as `elbcert check` would, and
 * annotates the constructs that cause findings.
 *
 * Add it to each stack, `Aspects.of(stack).add(new ClassicElbCertificates())`, or to a construct in one. On the app it
 * does nothing: cdktf and cdktn start at the stacks and silently pass over an aspect on the app. Nor does it run where
 * validations do not: under `skipValidation`, and in `Testing.synth(stack)` without `true` as its second argument.
 */
export class ClassicElbCertificates {
  private readonly judged = new WeakSet<ConstructLike>();
  private readonly options: ClassicElbCertificatesOptions;
  private policies: readonly Policy[] | undefined;

  constructor(options: ClassicElbCertificatesOptions = {}) {
    this.options = options;
  }

  /** Judging waits for the validation, which sees what later aspects change. */
  visit(construct: ConstructLike): void {
    const stack = stackOf(construct);
    if (stack === undefined || construct.node.scopes.some((scope) => this.judged.has(scope))) return;
    this.judged.add(construct);
    construct.node.addValidation({
      validate: () => {
        this.judge(stack, construct);
        return [];
      },
    });
  }

  private judge(stack: StackLike, scope: ConstructLike): void {
    const { disable = [], failOn = 'error', strict = false, regions = {}, policyPaths = [], now } = this.options;
    this.policies ??= loadPolicies({ policyPaths, disable });
    const plan = planOfStack(stack);
    const report = checkPlans([plan], this.policies, {
      regions: new Map(Object.entries(regions)),
      ...(now === undefined ? {} : { now }),
    });
    const known = [...this.policies.map(({ id }) => id), ...disable];
    const annotations = [...annotationsOf(report, { failOn, strict }), ...unknownPolicies(plan, known)];
    const constructs = new Map(scope.node.findAll().map((construct) => [construct.node.path, construct]));
    for (const annotation of annotations) {
      const construct = annotation.constructPath === null ? stack : constructs.get(annotation.constructPath);
      if (construct !== undefined) annotate(construct, annotation);
    }
  }
}

/** Once each: a stack may be synthesised again. */
function annotate({ node }: ConstructLike, { type, message }: Annotation): void {
  if (node.metadata.some((entry) => entry.type === type && entry.data === message)) return;
  node.addMetadata(type, message);
}

function unknownPolicies({ acknowledgements = [] }: Plan, known: readonly string[]): readonly Annotation[] {
  return acknowledgements.flatMap(({ constructPath, policyId }) => {
    if (known.includes(policyId)) return [];
    const message = `acknowledges "${policyId}": no such policy${didYouMean(policyId, known)}`;
    return [{ constructPath, type: '@cdktf/warn' as const, message }];
  });
}

/** The metadata types of annotations, the same in both libraries. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/annotations.ts */
export type AnnotationType = '@cdktf/error' | '@cdktf/warn' | '@cdktf/info';

export interface Annotation {
  readonly constructPath: string | null;
  readonly type: AnnotationType;
  readonly message: string;
}

/** What a report says to the author of a stack, in the words of the command line. */
export function annotationsOf(report: Report, gate: Gate): readonly Annotation[] {
  const annotations: Annotation[] = [];
  const waiting = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    if (finding.outcome === 'pass') continue;
    const text = `${finding.message} [${finding.policyId}]`;
    if (finding.waiver !== null) {
      annotations.push(annotation(finding, '@cdktf/info', `waived: ${text} because ${finding.waiver.reason}`));
    } else if (finding.outcome === 'fail') annotations.push(annotation(finding, typeOf(finding, gate), text));
    else {
      const subject = subjectName(finding);
      waiting.set(subject, [...(waiting.get(subject) ?? []), finding]);
    }
  }
  for (const findings of waiting.values()) {
    const [first] = findings;
    if (first === undefined) continue;
    const facts =
      first.subject === 'domain'
        ? report.domains.filter(({ facts: { address } }) => address === first.address).map((domain) => domain.facts)
        : report.listeners.filter((listener) => isOf(first, listener)).map((listener) => listener.facts);
    const type = gate.strict ? '@cdktf/error' : '@cdktf/info';
    annotations.push(annotation(first, type, `open: ${describeOpen(findings, facts)}`));
  }
  return annotations;
}

function annotation(finding: Finding, type: AnnotationType, text: string): Annotation {
  const message = escapeControls(`${subjectName(finding)}: ${text}`);
  return { constructPath: finding.constructPath, type, message };
}

function typeOf({ level }: Finding, { failOn }: Gate): AnnotationType {
  if (LEVELS.indexOf(level) <= LEVELS.indexOf(failOn)) return '@cdktf/error';
  return level === 'note' ? '@cdktf/info' : '@cdktf/warn';
}

function isOf(finding: Finding, { facts }: Report['listeners'][number]): boolean {
  const port = facts.port.kind === 'known' ? facts.port.value : null;
  return facts.address === finding.address && port === finding.port;
}

/** The plan that a stack declares at this moment. Other stacks are read where its remote states may lead to them. */
export function planOfStack(stack: StackLike): Plan {
  const own = readStack(stack);
  const remote = property(property(own.document, 'data'), 'terraform_remote_state') !== undefined;
  const others = remote ? stack.node.root.node.findAll().filter(isStack) : [];
  const stacks = [own, ...others.filter((other) => other !== stack).map(readStack)];
  const [plan] = readStacks(stacks, interestIn());
  if (plan === undefined) throw new Error('every stack makes a plan');
  return plan;
}

function readStack(stack: StackLike): FoundStack {
  const name = stack.node.path;
  return { name, path: name, document: plainJson(stack.toTerraform()) };
}

/** As it would be written: what JSON has no word for is left out. */
function plainJson(value: unknown): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(value) ?? '{}');
  return isObject(json) ? json : {};
}
