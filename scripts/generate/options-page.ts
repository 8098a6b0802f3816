import { COMMAND_NAMES, type OptionRow, optionsOf } from '../../src/cli/options.js';
import { replaceMarked } from './marks.js';

/** The tables of docs/options.md: the options of all commands, with their keys in the configuration. */
export function optionsPage(current: string): string {
  return replaceMarked(current, [
    '',
    '| option | meaning | commands | configuration |',
    '|---|---|---|---|',
    ...optionsOf().map(
      ([name, row]) => `| ${spelling(name, row)} | ${meaning(row)} | ${commands(row)} | ${key(row)} |`,
    ),
    '',
  ]);
}

function spelling(name: string, { type, short, value, values }: OptionRow): string {
  const argument = type === 'flag' ? '' : type === 'mode' ? `[=${values?.join('|')}]` : ` ${value}`;
  // A bar ends a cell of the table, also in code.
  return `${short === undefined ? '' : `\`-${short}\`, `}\`--${name}${argument.replaceAll('|', '\\|')}\``;
}

function meaning({ type, help, usage, values, mistake, default: value, needs }: OptionRow): string {
  return [
    usage === undefined ? help : `${help}; ${usage}`,
    ...(values !== undefined && mistake === undefined && type === 'text' ? [`one of ${values.join(', ')}`] : []),
    ...(type === 'list' ? ['may be given several times'] : []),
    ...(value !== undefined && type !== 'mode' ? [`default \`${value}\``] : []),
    ...(needs === undefined ? [] : [`only with \`--${needs}\``]),
  ].join('. ');
}

function commands(row: OptionRow): string {
  return row.commands.length === COMMAND_NAMES.length ? 'all' : row.commands.join(', ');
}

function key({ configuration }: OptionRow): string {
  return configuration === undefined ? '' : `\`${configuration.key}\``;
}
