import { findConfig } from '../config/index.js';
import { loadPolicies } from '../judge/index.js';
import { FORMATS } from '../report/index.js';

type Done = (completions: string[]) => void;
type Default = (done: (error: Error | null, completions: string[] | undefined) => void) => void;

/** What a shell offers at the cursor: formats and ids of policies where those stand, else what yargs knows. */
export function complete(_current: string, argv: unknown, byDefault: Default, done: Done): void {
  const words = wordsOf(argv);
  const before = words.at(-2);
  if (before === '--format') done([...FORMATS]);
  else if (before === '--disable' || before === 'explain') done(policyIds());
  else byDefault((_error, completions) => done(completions ?? []));
}

/** The words of the line so far, the one at the cursor last. */
function wordsOf(_argv: unknown): readonly string[] {
  const at = process.argv.indexOf('--get-yargs-completions');
  return process.argv.slice(at + 1);
}

function policyIds(): string[] {
  try {
    return loadPolicies({ policyPaths: [...(findConfig()?.policyPaths ?? [])], disable: [] }).map(({ id }) => id);
  } catch {
    return []; // whoever presses the tab key is not to read of a broken file in the middle of a line
  }
}
