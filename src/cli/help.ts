import type { Argv, Options as YargsOptions } from 'yargs';
import { loadYargs } from '../packages.js';
import { COMMAND_NAMES, COMMANDS, type CommandName, type CommandRow, type OptionRow, optionsOf } from './options.js';

/** The help of a command, or of all of them. */
export async function helpText(command: CommandName | undefined, width: number): Promise<string> {
  const words = command === undefined ? [] : [command];
  return outputOf(await describedProgram(width), [...words, '--help']);
}

/** What yargs prints for a command line, without printing it. */
export async function outputOf(program: Argv, words: readonly string[]): Promise<string> {
  let printed = '';
  await program.parseAsync([...words], {}, (_error: Error | undefined, _argv: unknown, output: string) => {
    printed = output;
  });
  return printed === '' ? '' : `${printed.trimEnd()}\n`;
}

/** The table of options as yargs knows it. It only describes: what a command line means, `readCommandLine` decides. */
export async function describedProgram(width: number): Promise<Argv> {
  const yargs = await loadYargs();
  const program = yargs()
    .scriptName('elbcert')
    .detectLocale(false)
    .usage(
      '$0 <command>\n\nFinds, before terraform apply, the TLS listeners and domains that AWS will refuse because of their certificate.',
    )
    .example('terraform show -json tfplan | $0 check', 'judge the plan that terraform will apply')
    .example('$0 explain acm-key-algorithm', 'what a policy requires, why, and how to fix a violation')
    .epilogue(
      'Exit codes: 0 nothing to report, 1 findings, 2 an input or option that cannot be used, 3 a fault in elbcert.',
    )
    .help('help', 'Print this help')
    .alias('help', 'h')
    .version(false)
    .option('version', { type: 'boolean', alias: 'V', describe: 'Print the version' })
    .exitProcess(false)
    .wrap(width);
  for (const command of COMMAND_NAMES) {
    program.command(usageOf(command), COMMANDS[command].help, (inner) => describeCommand(inner, command));
  }
  return program;
}

function usageOf(command: CommandName): string {
  const { actions, needsAction, operand }: CommandRow = COMMANDS[command];
  const action = actions === undefined ? '' : needsAction === true ? ` ${actions.join('|')}` : ' [action]';
  return `${command}${action}${operand === undefined ? '' : ` [${operand.name}${operand.several ? '..' : ''}]`}`;
}

function describeCommand(program: Argv, command: CommandName): Argv {
  const { actions, needsAction, operand }: CommandRow = COMMANDS[command];
  if (actions !== undefined && needsAction !== true) {
    program.positional('action', { choices: actions, default: actions[0] });
  }
  if (operand !== undefined) {
    program.positional(operand.name, { describe: operand.help, type: 'string', array: operand.several === true });
  }
  for (const [name, row] of optionsOf(command)) {
    if (name !== 'help' && name !== 'version') program.option(name, describeOption(row));
  }
  return program;
}

function describeOption(row: OptionRow): YargsOptions {
  const describe = row.usage === undefined ? row.help : `${row.help}; ${row.usage}`;
  const choices = row.mistake === undefined && row.type !== 'mode' ? row.values : undefined;
  return {
    describe,
    type: row.type === 'flag' ? 'boolean' : 'string',
    ...(row.short === undefined ? {} : { alias: row.short }),
    ...(row.type === 'list' ? { array: true, nargs: 1 } : {}),
    ...(row.type === 'flag' || row.type === 'mode' ? {} : { requiresArg: true }),
    ...(choices === undefined ? {} : { choices }),
    ...(row.default === undefined || row.type === 'mode' ? {} : { defaultDescription: row.default }),
  };
}
