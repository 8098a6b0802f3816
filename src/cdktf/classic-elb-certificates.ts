import { checkPlans } from '../check.js';
import type { Level } from '../model/finding.js';
import type { Plan } from '../model/plan.js';
import { loadPolicies, type Policy } from '../policies/index.js';
import { didYouMean } from '../policies/suggest.js';
import { type Annotation, annotationsOf } from './annotations.js';
import { type ConstructLike, type StackLike, stackOf } from './constructs.js';
import { planOfStack } from './stack-plan.js';

export interface ClassicElbCertificatesOptions {
  /** The level from which a finding fails the synth; `error` where none is given. */
  readonly failOn?: Level;
  /** Whether what cannot be decided yet fails the synth, too. */
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
