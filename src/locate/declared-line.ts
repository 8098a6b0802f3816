import { relative, sep } from 'node:path';
import type { Finding, Location } from '../model/finding.js';
import type { Plan } from '../model/plan.js';

/** Where the code of a stack makes the resource that a finding is about; null where the stack recorded no trace. */
export function declaredLine(plans: readonly Plan[], { input, address }: Finding): Location | null {
  const plan = plans.find(({ path }) => path === input);
  const line = plan?.resources.find((resource) => resource.address === address)?.declaredAt;
  if (line === undefined) return null;
  const file = relative(process.cwd(), line.file).split(sep).join('/');
  return { file: file.startsWith('../') ? line.file : file, line: line.line, column: line.column, via: 'construct' };
}
