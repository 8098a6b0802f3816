import { type ExampleResult, type Policy, runExamples } from '../judge/index.js';

/** One line a policy: id, level, title and file; a policy that replaces another says so. */
export function listPolicies(policies: readonly Policy[]): string {
  const rows = policies.map((policy) => [policy.id, policy.level, policy.title, fileOf(policy)]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0), 0));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
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
