import { once } from '../model/collections.js';
import { property } from '../model/json.js';
import { annotateConstructs, annotateOnce, annotationText, annotationType } from './annotations.js';
import { appStacks, writtenStack } from './app-stacks.js';
import { type ConstructLike, type StackLike, stackOf } from './constructs.js';
import { type JudgeStack, type StackFinding, stackJudge } from './judge.js';
import { type ClassicElbCertificatesOptions, checkOptions } from './options.js';

/**
 * An aspect that judges the certificates of a stack when it is synthesised, as `elbcert check` would, and annotates the
 * constructs that cause findings.
 *
 * Add it to each stack, `Aspects.of(stack).add(new ClassicElbCertificates())`, or to a construct in one. On the app it
 * does nothing: cdktf and cdktn start at the stacks and silently pass over an aspect on the app. Nor does it run where
 * validations do not: under `skipValidation`, in `Testing.synth(stack)` without `true` as its second argument.
 */
export class ClassicElbCertificates {
  private readonly visited = new WeakSet<ConstructLike>();
  private readonly options: ClassicElbCertificatesOptions;

  /** Throws: UnusableInput with everything that is wrong in the options. */
  constructor(options: ClassicElbCertificatesOptions = {}) {
    this.options = checkOptions(options);
  }

  /** Judging waits for the validation, which sees what later aspects change. */
  visit(construct: ConstructLike): void {
    const stack = stackOf(construct);
    if (stack === undefined) return;
    const { scopes } = construct.node;
    // What stands in the same stack above the construct judges it, too.
    if (scopes.slice(scopes.indexOf(stack)).some((scope) => this.visited.has(scope))) return;
    this.visited.add(construct);
    const synthesis = synthesisOf(stack.node.root);
    construct.node.addValidation({
      validate: () => {
        synthesis.judge(stack, construct, this.options);
        return [];
      },
    });
  }
}

/** What is done for the aspects of one app, whose stacks are synthesised one after the other. */
interface Synthesis {
  judge(stack: StackLike, scope: ConstructLike, options: ClassicElbCertificatesOptions): void;
}

const NOT_PREPARED =
  'not checked: references to other stacks, which Testing.synth does not follow; use findingsOf(stack)';

const SYNTHESES = new WeakMap<ConstructLike, Synthesis>();

function synthesisOf(root: ConstructLike): Synthesis {
  const made = SYNTHESES.get(root) ?? startSynthesis(root);
  SYNTHESES.set(root, made);
  return made;
}

/** A stack that is judged once those are finished whose state it reads. */
interface Postponed {
  readonly stack: StackLike;
  readonly run: () => void;
}

function startSynthesis(root: ConstructLike): Synthesis {
  const stacks = appStacks(root);
  const judges = new Map<string, JudgeStack>();
  const postponed = new Set<Postponed>();
  const errors: string[] = [];
  const judgeFor = (options: ClassicElbCertificatesOptions) => {
    const key = JSON.stringify(options);
    const judge = judges.get(key) ?? stackJudge(options);
    judges.set(key, judge);
    return judge;
  };
  // A stack is validated after its aspects, and after all that were synthesised before it.
  for (const stack of stacks.all) {
    stack.node.addValidation({
      validate() {
        stacks.finish(stack);
        for (const one of postponed) {
          if (stacks.unfinished(one.stack).length > 0) continue;
          postponed.delete(one);
          one.run();
        }
        return [];
      },
    });
  }
  const judgeLate = once(() =>
    root.node.addValidation({
      validate: () => errors.splice(0),
    }),
  );
  return {
    judge(stack, scope, options) {
      const judge = judgeFor(options);
      if (!stacks.isPrepared(stack)) annotateOnce(stack, '@cdktf/info', NOT_PREPARED);
      const unfinished = stacks.unfinished(stack);
      if (unfinished.length === 0) {
        annotateConstructs(stack, scope, judge(stacks, stack));
        return;
      }
      judgeLate();
      const names = unfinished.map(({ node }) => `"${node.path}"`).join(', ');
      annotateOnce(
        stack,
        '@cdktf/info',
        `judged after ${names}, whose state it reads; in a test, use findingsOf(stack)`,
      );
      const run = () => {
        const findings = annotateConstructs(stack, scope, judge(stacks, stack));
        const failing = findings.filter(({ fails }) => fails);
        errors.push(...failing.map((finding) => `[${finding.constructPath}] ${annotationText(finding)}`));
        addToManifest(
          root,
          stack,
          findings.filter(({ fails }) => !fails),
        );
      };
      postponed.add({ stack, run });
    },
  };
}

/**
 * The manifest, which is written last, holds what a stack was annotated with when it was written. What was found since is
 * added.
 */
function addToManifest(root: ConstructLike, { node: { id } }: StackLike, findings: readonly StackFinding[]): void {
  const annotations: unknown = property(writtenStack(root, id), 'annotations');
  if (!Array.isArray(annotations)) return;
  for (const finding of findings) {
    const { constructPath } = finding;
    annotations.push({ constructPath, level: annotationType(finding), message: annotationText(finding) });
  }
}
