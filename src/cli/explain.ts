import { waiverPolicies } from '../annotate/suppress/waiver-policies.js';
import { choosePolicies } from '../config/index.js';
import { type ExampleResult, type Policy, type PolicyVariant, runExamples } from '../judge/index.js';
import type { PolicyDescription } from '../model/finding.js';
import { UnusableInput } from '../model/problem.js';
import { didYouMean } from '../model/suggest.js';
import { yaml } from '../packages.js';
import type { CommandLine } from './command-line.js';
import { configOf, policiesOf } from './given.js';
import { type Io, wrap } from './io.js';

/** `elbcert explain`: what a policy requires, why, and how to fix a violation. */
export function runExplain({ operands: [id], options }: CommandLine, io: Io): void {
  const { policies } = choosePolicies(policiesOf(options), configOf(options));
  const builtIn = Object.values(waiverPolicies).find((policy) => policy.id === id);
  if (builtIn !== undefined) io.print(explainBuiltIn(builtIn, io.width));
  else if (id === undefined) io.print(explainAll(policies, io.width));
  else io.print(explainPolicy(findPolicy(policies, id), io.width));
}

/** The policy of an id. Throws: UnusableInput where there is none. */
export function findPolicy(policies: readonly Policy[], id: string): Policy {
  const found = policies.find((policy) => policy.id === id);
  if (found !== undefined) return found;
  const ids = [...policies, ...Object.values(waiverPolicies)].map((policy) => policy.id);
  const hint = 'elbcert policies list names them all';
  throw new UnusableInput([{ path: id, message: `no such policy${didYouMean(id, ids)}`, hint }]);
}

export function explainAll(policies: readonly Policy[], width: number): string {
  return policies.map((policy) => explainPolicy(policy, width)).join(`\n${'-'.repeat(width)}\n\n`);
}

/** What a policy requires, why, what to change, and an example of what violates it. */
export function explainPolicy(policy: Policy, width: number): string {
  const example = runExamples(policy).find(({ group }) => group === 'fail');
  const unknown = policy.whenUnknown === 'ignore' ? 'says nothing' : 'says on what it depends';
  const reads = `${policy.reads.join(', ')}. Where that cannot be known before apply, it ${unknown}.`;
  return explained(policy, [
    section('What it demands', `${policy.title}.`, width),
    section('What it reads', reads, width),
    section('Why', policy.why, width),
    section('How to fix it', policy.fix, width),
    ...policy.variants.flatMap((variant) => explainVariant(policy, variant, width)),
    ...(example === undefined ? [] : [linesSection('Example', explainExample(policy, example, width))]),
    ...(policy.source.length === 0 ? [] : [linesSection('Sources', policy.source)]),
    linesSection('File', [policy.replaces === null ? policy.file : `${policy.file}, instead of ${policy.replaces}`]),
  ]);
}

/** What differs for some of the subjects. */
function explainVariant(policy: Policy, { where, level, fix }: PolicyVariant, width: number): readonly string[] {
  return [
    ...(level === policy.level ? [] : [section(`Level for ${where}`, `${level}.`, width)]),
    ...(fix === policy.fix ? [] : [section(`How to fix it for ${where}`, fix, width)]),
  ];
}

/** The same of what no policy file requires: waivers are not facts. */
function explainBuiltIn(policy: PolicyDescription, width: number): string {
  return explained(policy, [
    section('What it demands', `${policy.title}.`, width),
    section('Why', policy.why, width),
    section('How to fix it', policy.fix, width),
  ]);
}

function explained({ id, level }: Pick<PolicyDescription, 'id' | 'level'>, sections: readonly string[]): string {
  return `${id} (${level})\n\n${sections.join('\n')}`;
}

function explainExample(policy: Policy, { number, evaluation }: ExampleResult, width: number): readonly string[] {
  const facts = yaml()
    .stringify(policy.examples.fail[number - 1])
    .trimEnd();
  return [
    `A ${policy.subjects.join(' or ')} with these facts breaks it:`,
    '',
    ...facts.split('\n').map((line) => `  ${line}`),
    '',
    ...wrap(evaluation.message, width - 2),
  ];
}

function section(title: string, text: string, width: number): string {
  return linesSection(title, wrap(text, width - 2));
}

function linesSection(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`;
}
