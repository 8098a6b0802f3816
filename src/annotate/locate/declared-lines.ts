import { relative, sep } from 'node:path';
import type { Finding, Location } from '../../model/finding.js';
import type { Plan } from '../../model/plan.js';

/** Where the code of a stack makes the resource that a finding is about; null where the stack recorded no trace of it. */
export type DeclaredLine = (finding: Pick<Finding, 'input' | 'address'>) => Location | null;

/** The lines that stacks recorded. */
export function declaredLines(plans: readonly Plan[]): DeclaredLine {
  const byInput = new Map(
    plans.map(({ path, resources }) => {
      const declared = resources.flatMap(({ address, declaredAt }) =>
        declaredAt === undefined ? [] : [[address, declaredAt] as const],
      );
      return [path, new Map(declared)];
    }),
  );
  return ({ input, address }) => {
    const declared = byInput.get(input)?.get(address);
    if (declared === undefined) return null;
    const { file, line, column } = declared;
    const shown = relative(process.cwd(), file).split(sep).join('/');
    return { file: shown.startsWith('../') ? file : shown, line, column, via: 'construct' };
  };
}
