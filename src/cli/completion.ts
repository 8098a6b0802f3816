import { findConfig } from '../config/index.js';
import { loadPolicies } from '../judge/index.js';
import { loadYargs } from '../packages.js';
import type { CommandLine } from './command-line.js';
import { outputOf } from './help.js';
import type { Io } from './io.js';
import { COMMAND_NAMES, COMMANDS, type CommandName, type CommandRow, optionsOf } from './options.js';

/** `elbcert completion`: prints a script for the shell, which asks for candidates at each press of the tab key. */
export async function runCompletion(_line: CommandLine, io: Io): Promise<void> {
  const yargs = await loadYargs();
  io.print(await outputOf(yargs().scriptName('elbcert').completion('completion'), ['completion']));
}

/** What may stand where the last of these words does; the shell picks those that begin like it. */
export function candidates(words: readonly string[]): readonly string[] {
  const [current = '', before = ''] = [...words].reverse();
  const command = COMMAND_NAMES.find((name) => words.slice(0, -1).includes(name));
  if (before === '--disable' || before === 'explain') return policyIds();
  const row = optionsOf().find(([name, { short }]) => before === `--${name}` || before === `-${short}`)?.[1];
  if (row !== undefined && row.type !== 'flag' && row.type !== 'mode') return row.values ?? [];
  if (current.startsWith('-')) return optionWords(command, words);
  if (command === undefined) return COMMAND_NAMES;
  const { actions = [] }: CommandRow = COMMANDS[command];
  return before === command ? actions : [];
}

/** The options that the line does not have yet, or that may be given again. */
function optionWords(command: CommandName | undefined, words: readonly string[]): readonly string[] {
  return optionsOf(command).flatMap(([name, { type, values = [] }]) => {
    if (type !== 'list' && words.slice(0, -1).some((word) => word.split('=')[0] === `--${name}`)) return [];
    const written = type === 'mode' ? values.map((value) => `--${name}=${value}`) : [];
    return [`--${name}`, ...written];
  });
}

function policyIds(): readonly string[] {
  try {
    return loadPolicies({ policyPaths: findConfig()?.policyPaths ?? [], disable: [] }).map(({ id }) => id);
  } catch {
    return []; // Whoever presses the tab key should not read of a broken file in the middle of a line.
  }
}
