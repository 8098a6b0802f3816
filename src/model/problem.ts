/** Why an input, a policy or an option cannot be used; told to the user, exit code 2. */
export interface Problem {
  /** The file or option; empty for the command line as a whole. */
  readonly path: string;
  /** One clause in lower case: what is wrong with it. */
  readonly message: string;
  /** What to do or to run instead. */
  readonly hint?: string;
  /** The last lines of what a command said that was run for it. */
  readonly said?: readonly string[];
}

/** Thrown where an input cannot be used; carries every problem found, not only the first. */
export class UnusableInput extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.flatMap((problem) => [formatProblem(problem), ...(problem.said ?? [])]).join('\n'));
    this.name = 'UnusableInput';
    this.problems = problems;
  }
}

export function formatProblem(problem: Problem): string {
  const hint = problem.hint === undefined ? '' : `; ${problem.hint}`;
  return `${problem.path === '' ? '' : `${problem.path}: `}${problem.message}${hint}`;
}
