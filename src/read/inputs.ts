import type { Interest, Plan } from '../model/plan.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { read } from './index.js';

/** The inputs of a run, and who is told of reading them. */
export interface InputOptions {
  /** Paths, and `-` for standard input. */
  readonly inputs: readonly string[];
  /** False where a project of cdktf is refused, instead of running the command in its cdktf.json. */
  readonly synth?: boolean | undefined;
  /** Told, a line at a time, what is run on the way. */
  readonly onNotice?: (text: string) => void;
  /** Told what is being done, before it is: it may take long. */
  readonly onProgress?: (stage: string) => void;
}

/** The plans in some inputs, each read once. Throws: `UnusableInput` with the problems of all inputs. */
export async function readPlanInputs(options: InputOptions, interest: Interest): Promise<readonly Plan[]> {
  const { onNotice = () => {}, onProgress = () => {} } = options;
  const problems: Problem[] = [];
  const inputs = [...new Set(options.inputs)];
  const plans: Plan[] = [];
  for (const [at, input] of inputs.entries()) {
    const count = inputs.length > 1 ? ` (${at + 1} of ${inputs.length})` : '';
    const stage = `reading ${input === '-' ? 'standard input' : input}${count}`;
    onProgress(stage);
    try {
      const found = await read(input, {
        ...interest,
        synth: options.synth,
        onNotice,
        onProgress: (_path, done, size) => onProgress(`${stage}, ${amount(done, size)}`),
      });
      plans.push(...found);
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new UnusableInput(problems);
  return plans;
}

/** How much of an input was read: a share of it, or megabytes where nobody knows how much there is. */
function amount(done: number, size: number | undefined): string {
  return size === undefined ? `${Math.round(done / 1e6)} MB` : `${Math.floor((100 * done) / Math.max(size, 1))} %`;
}
