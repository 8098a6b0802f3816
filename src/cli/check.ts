import type { CommandModule } from 'yargs';
import { check } from '../check.js';
import { exitCode } from '../model/exit-code.js';
import { LEVELS, type Level } from '../model/finding.js';
import { UnusableInput } from '../model/problem.js';
import { FORMATS, findReporter } from '../report/index.js';
import type { Reporter } from '../report/reporter.js';
import { type InputArguments, inputOptions, parseInputs } from './inputs.js';
import type { Io } from './io.js';
import { type LiveArguments, liveOptions, parseLive } from './live-options.js';
import { type PolicyArguments, policyOptions } from './policy-options.js';

interface CheckArguments extends InputArguments, PolicyArguments, LiveArguments {
  readonly format: readonly string[];
  readonly failOn: Level;
  readonly strict: boolean;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

export function checkCommand(io: Io): CommandModule<object, CheckArguments> {
  return {
    command: 'check [input..]',
    describe: 'Judge the listeners of plans',
    builder: (yargs) =>
      liveOptions(policyOptions(inputOptions(yargs)))
        .option('format', {
          describe: `Output: ${FORMATS.join(', ')}; FORMAT=FILE writes a file. May be given several times`,
          type: 'string',
          array: true,
          nargs: 1,
          requiresArg: true,
          default: ['text'],
        })
        .option('fail-on', {
          describe: 'The level from which a finding makes the exit code 1',
          choices: LEVELS,
          default: 'error' as Level,
        })
        .option('strict', { describe: 'Exit with 1 for what is open, too', type: 'boolean', default: false })
        .option('quiet', {
          describe: 'Print failing findings, one line each, and the summary',
          type: 'boolean',
          alias: 'q',
        })
        .option('verbose', { describe: 'Print what passed, too', type: 'boolean', alias: 'v' })
        .conflicts('quiet', 'verbose') as never,
    async handler(given) {
      const outputs = given.format.map(parseFormat);
      const report = await check({
        ...parseInputs(given, io),
        policyPaths: given.policy ?? [],
        disable: given.disable ?? [],
        live: parseLive(given),
        onNotice: io.notice,
      });
      const gate = { failOn: given.failOn, strict: given.strict };
      const verbosity = given.quiet === true ? 'quiet' : given.verbose === true ? 'verbose' : 'normal';
      for (const { reporter, file } of outputs) {
        const text = reporter.render(report, { ...gate, verbosity, color: file === undefined && io.color });
        if (file === undefined) io.print(text);
        else io.write(file, text);
      }
      io.exit(exitCode(report, gate));
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
