import type { CommandModule } from 'yargs';
import { LEVELS, type Level } from '../model/finding.js';
import { UnusableInput } from '../model/problem.js';
import { exitCode } from '../model/report.js';
import { check } from '../pipeline.js';
import { FORMATS, findReporter, type Reporter } from '../report/index.js';
import { givenConfig } from './config-option.js';
import type { Io } from './io.js';
import { type JudgeArguments, judgement, judgeOptions } from './judge-options.js';
import { type LiveArguments, liveOptions, parseLive } from './live-options.js';

interface CheckArguments extends JudgeArguments, LiveArguments {
  readonly format?: readonly string[] | undefined;
  readonly failOn?: Level | undefined;
  readonly strict?: boolean | undefined;
  readonly baseline?: string | undefined;
  readonly exitZero: boolean;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

export function checkCommand(io: Io): CommandModule<object, CheckArguments> {
  return {
    command: 'check [input..]',
    describe: 'Judge the listeners of plans',
    builder: (yargs) =>
      liveOptions(judgeOptions(yargs))
        .option('format', {
          describe: `Output: ${FORMATS.join(', ')}; FORMAT=FILE writes a file. May be given several times`,
          type: 'string',
          array: true,
          nargs: 1,
          requiresArg: true,
          defaultDescription: 'text',
        })
        .option('fail-on', {
          describe: 'The level from which a finding makes the exit code 1',
          choices: LEVELS,
          defaultDescription: 'error',
        })
        .option('strict', { describe: 'Exit with 1 for what is open, too', type: 'boolean' })
        .option('baseline', {
          describe: 'Findings that this file knows count only once a plan touches what they are about',
          type: 'string',
          requiresArg: true,
        })
        .option('exit-zero', {
          describe: 'Exit with 0 whatever is found, where something else reads the report; 2 and 3 stay',
          type: 'boolean',
          default: false,
        })
        .option('quiet', {
          describe: 'Print failing findings, one line each, and the summary',
          type: 'boolean',
          alias: 'q',
        })
        .option('verbose', { describe: 'Print what passed, too', type: 'boolean', alias: 'v' })
        .conflicts('quiet', 'verbose') as never,
    async handler(given) {
      const config = givenConfig(given);
      const outputs = (given.format ?? config?.formats ?? ['text']).map(parseFormat);
      const baseline = given.baseline ?? config?.baseline;
      const judged = judgement(given, config, io);
      const progress = io.startProgress();
      const report = await check({ ...judged, baseline, live: parseLive(given), onProgress: progress.stage });
      progress.stop();
      const gate = {
        failOn: given.failOn ?? config?.failOn ?? 'error',
        strict: given.strict ?? config?.strict ?? false,
      };
      const verbosity = given.quiet === true ? 'quiet' : given.verbose === true ? 'verbose' : 'normal';
      for (const { reporter, file } of outputs) {
        const options = {
          ...gate,
          verbosity,
          get color() {
            return file === undefined && io.color;
          },
        } as const;
        if (file !== undefined) io.write(file, reporter.render(report, options));
        else
          for (const piece of reporter.pieces?.(report, options) ?? [reporter.render(report, options)]) io.print(piece);
      }
      io.exit(given.exitZero ? 0 : exitCode(report, gate));
    },
  };
}

/** `FORMAT` or `FORMAT=FILE`. Problems: a format that there is not. */
function parseFormat(text: string): { readonly reporter: Reporter; readonly file: string | undefined } {
  const [name = '', ...file] = text.split('=');
  const reporter = findReporter(name);
  if (reporter === undefined) {
    throw new UnusableInput([
      {
        path: '--format',
        message: `${JSON.stringify(name)} is not a format`,
        hint: `formats are ${FORMATS.join(', ')}`,
      },
    ]);
  }
  return { reporter, file: file.length === 0 ? undefined : file.join('=') };
}
