import { stringify } from 'yaml';
import { type ExampleResult, type Policy, runExamples } from '../judge/index.js';
import type { PolicyDescription } from '../model/finding.js';
import { UnusableInput } from '../model/problem.js';
import { didYouMean } from '../model/suggest.js';

const WIDTH = 100;

/** The policy of an id. Throws: UnusableInput where there is none. */
export function findPolicy(policies: readonly Policy[], id: string): Policy {
  const found = policies.find((policy) => policy.id === id);
  if (found !== undefined) return found;
  const guess = didYouMean(
    id,
    policies.map((policy) => policy.id),
  );
  throw new UnusableInput([
    { path: id, message: `no such policy${guess}`, hint: 'elbcert policies list names them all' },
  ]);
}

export function explainAll(policies: readonly Policy[]): string {
  return policies.map(explainPolicy).join(`\n${'-'.repeat(WIDTH)}\n\n`);
}

/** What a policy demands, why, what to change, and an example of what breaks it. */
export function explainPolicy(policy: Policy): string {
  const example = runExamples(policy).find(({ group }) => group === 'fail');
  const unknown = policy.whenUnknown === 'ignore' ? 'says nothing' : 'says on what it depends';
  const sections = [
    section('What it demands', wrap(`${policy.title}.`)),
    section(
      'What it reads',
      wrap(`${policy.reads.join(', ')}. Where that cannot be known before apply, it ${unknown}.`),
    ),
    section('Why', wrap(policy.why)),
    section('How to fix it', wrap(policy.fix)),
    ...(example === undefined ? [] : [section('Example', explainExample(policy, example))]),
    ...(policy.source.length === 0 ? [] : [section('Sources', policy.source)]),
    section('File', [policy.replaces === null ? policy.file : `${policy.file}, instead of ${policy.replaces}`]),
  ];
  return `${policy.id} (${policy.level})\n\n${sections.join('\n')}`;
}

/** The same of what no policy file demands: waivers are not facts. */
export function explainBuiltIn(policy: PolicyDescription): string {
  const sections = [
    section('What it demands', wrap(`${policy.title}.`)),
    section('Why', wrap(policy.why)),
    section('How to fix it', wrap(policy.fix)),
  ];
  return `${policy.id} (${policy.level})\n\n${sections.join('\n')}`;
}

function explainExample(policy: Policy, { number, evaluation }: ExampleResult): readonly string[] {
  const facts = stringify(policy.examples.fail[number - 1])
    .trimEnd()
    .split('\n');
  return [
    `A ${policy.subject} with these facts breaks it:`,
    '',
    ...facts.map((line) => `  ${line}`),
    '',
    ...wrap(evaluation.message),
  ];
}

function section(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`;
}

/** Words in lines of `WIDTH` columns less the indent; a longer word, a URL, has a line of its own. */
function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH - 2) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
