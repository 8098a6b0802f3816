import type { Argv } from 'yargs';
import type { Config } from '../config/index.js';
import { isRegion } from '../model/arn.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import type { Io } from './io.js';

/** The options of every command that reads inputs. */
export interface InputArguments {
  readonly input?: readonly string[] | undefined;
  readonly region?: readonly string[] | undefined;
  readonly now?: string | undefined;
}

export function inputOptions<T>(yargs: Argv<T>) {
  return yargs
    .positional('input', {
      describe:
        'Plans: JSON of terraform show -json, a plan file, a state; cdktf.out, cdk.tf.json or a folder with cdktf.json; - is standard input',
      type: 'string',
      array: true,
    })
    .option('region', {
      describe: 'Region of providers that the plan tells none for: REGION, or PROVIDER=REGION as in aws.west=us-west-2',
      type: 'string',
      array: true,
      requiresArg: true,
      nargs: 1,
    })
    .option('now', {
      describe: 'The date that certificates are held against, RFC 3339',
      type: 'string',
      requiresArg: true,
    });
}

/** What the arguments say to read. Problems: a Region or a date that is none, and no input at all. */
export function parseInputs(given: InputArguments, config: Config | undefined, io: Io) {
  const problems: Problem[] = [];
  const inputs = given.input ?? [];
  if (inputs.length === 0 && io.stdinIsTerminal) {
    problems.push({
      path: '',
      message: 'no input',
      hint: 'name a plan, or pipe one in: terraform show -json tfplan | elbcert check',
    });
  }
  const regions = new Map(config?.regions);
  for (const text of given.region ?? []) {
    const [key, region] = text.includes('=')
      ? [text.slice(0, text.lastIndexOf('=')), text.slice(text.lastIndexOf('=') + 1)]
      : ['', text];
    if (isRegion(region)) regions.set(key, region);
    else
      problems.push({
        path: '--region',
        message: `${JSON.stringify(region)} is not a Region`,
        hint: 'write it as eu-west-1 or aws.west=eu-west-1',
      });
  }
  const now = given.now === undefined ? new Date() : new Date(given.now);
  if (Number.isNaN(now.getTime())) {
    problems.push({
      path: '--now',
      message: `${JSON.stringify(given.now)} is not a date`,
      hint: 'write it as 2026-11-24T00:00:00Z',
    });
  }
  if (problems.length > 0) throw new UnusableInput(problems);
  return { inputs: inputs.length === 0 ? ['-'] : inputs, regions, now, onLargeInput: io.suitLargeInput };
}
