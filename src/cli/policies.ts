import { choosePolicies } from '../config/index.js';
import { type ExampleResult, type Policy, runExamples } from '../judge/index.js';
import type { CommandLine } from './command-line.js';
import { configOf, policiesOf } from './given.js';
import { type Io, wrap } from './io.js';

/** `elbcert policies`: lists the policies, or runs their examples. */
export function runPolicies({ action, options }: CommandLine, io: Io): void {
  const { policies } = choosePolicies(policiesOf(options), configOf(options));
  if (action !== 'test') {
    io.print(listPolicies(policies, io.width));
    return;
  }
  const { text, failed } = testPolicies(policies);
  io.print(text);
  io.exit(failed === 0 ? 0 : 1);
}

/** Each policy's id, level and title; below them its file. */
export function listPolicies(policies: readonly Policy[], width: number): string {
  const ids = Math.max(...policies.map(({ id }) => id.length), 0) + 2;
  const levels = Math.max(...policies.map(({ level }) => level.length), 0) + 2;
  const lines = policies.flatMap((policy) => {
    const [title = '', ...others] = [policy.title, fileOf(policy)].flatMap((text) => wrap(text, width - ids - levels));
    return [
      `${policy.id.padEnd(ids)}${policy.level.padEnd(levels)}${title}`,
      ...others.map((line) => `${' '.repeat(ids + levels)}${line}`),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function fileOf(policy: Policy): string {
  return policy.replaces === null ? policy.file : `${policy.file} (replaces ${policy.replaces})`;
}

/** Runs the examples of each policy: what went wrong, a line each, then how many passed and failed. */
export function testPolicies(policies: readonly Policy[]): { readonly text: string; readonly failed: number } {
  const results = policies.flatMap(runExamples);
  const failures = results.filter(({ failure }) => failure !== null);
  const without = policies.filter((policy) => runExamples(policy).length === 0);
  const lines = [
    ...failures.map(describeResult),
    ...without.map((policy) => `${policy.file}: has no examples [${policy.id}]`),
    `${results.length - failures.length} passed, ${failures.length} failed`,
  ];
  return { text: lines.map((line) => `${line}\n`).join(''), failed: failures.length };
}

function describeResult({ policy, group, number, failure }: ExampleResult): string {
  return `${policy.file}: /examples/${group}/${number - 1}: ${failure} [${policy.id}]`;
}
