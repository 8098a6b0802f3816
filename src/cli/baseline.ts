import type { CommandModule } from 'yargs';
import { formatBaseline } from '../annotate/suppress/baseline.js';
import { check } from '../pipeline.js';
import { givenConfig } from './config-option.js';
import type { Io } from './io.js';
import { type JudgeArguments, judgement, judgeOptions } from './judge-options.js';

interface BaselineArguments extends JudgeArguments {
  readonly output?: string | undefined;
}

export const BASELINE_FILE = '.elbcert-baseline.json';

export function baselineCommand(io: Io): CommandModule<object, BaselineArguments> {
  return {
    command: 'baseline write [input..]',
    describe: 'Write down the findings of plans, so that check --baseline counts only others',
    builder: (yargs) =>
      judgeOptions(yargs).option('output', {
        describe: 'The file to write; - is standard output',
        type: 'string',
        requiresArg: true,
        defaultDescription: BASELINE_FILE,
      }) as never,
    async handler(given) {
      const config = givenConfig(given);
      const { findings } = await check(judgement(given, config, io));
      const text = formatBaseline(findings);
      const output = given.output ?? config?.baseline ?? BASELINE_FILE;
      if (output === '-') {
        io.print(text);
        return;
      }
      io.write(output, text);
      const known = findings.filter(({ outcome, waiver }) => outcome !== 'pass' && waiver === null);
      io.print(`${output}: ${known.length} finding${known.length === 1 ? '' : 's'} written\n`);
    },
  };
}
