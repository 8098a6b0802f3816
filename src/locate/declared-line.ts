import { relative, sep } from 'node:path';
import type { Finding, Location } from '../model/finding.js';
import type { Plan, SourceLine } from '../model/plan.js';

/** Where the code of a stack makes the resource that a finding is about; null where the stack recorded no trace of it. */
export type DeclaredLine = (finding: Pick<Finding, 'input' | 'address'>) => Location | null;

/** The lines that stacks recorded; undefined where none did. */
export function declaredLines(plans: readonly Plan[]): DeclaredLine | undefined {
  const byInput = new Map<string, ReadonlyMap<string, SourceLine>>();
  for (const plan of plans) {
    if (!byInput.has(plan.path)) byInput.set(plan.path, linesIn(plan));
  }
  if ([...byInput.values()].every(({ size }) => size === 0)) return undefined;
  return ({ input, address }) => {
    const line = byInput.get(input)?.get(address);
    if (line === undefined) return null;
    const file = relative(process.cwd(), line.file).split(sep).join('/');
    return { file: file.startsWith('../') ? line.file : file, line: line.line, column: line.column, via: 'construct' };
  };
}

function linesIn({ resources }: Plan): ReadonlyMap<string, SourceLine> {
  const lines = new Map<string, SourceLine>();
  for (const { address, declaredAt } of resources) {
    if (declaredAt !== undefined && !lines.has(address)) lines.set(address, declaredAt);
  }
  return lines;
}
