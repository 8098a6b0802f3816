import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Problem, UnusableInput } from '../model/problem.js';
import { didYouMean, type Mistake, notAllowed } from '../model/suggest.js';
import {
  COMMAND_NAMES,
  COMMANDS,
  type CommandName,
  type CommandRow,
  OPTIONS,
  type OptionName,
  type OptionRow,
  type Options,
  optionsOf,
  valueMistake,
} from './options.js';

/** A command line that runs a command. */
export interface CommandLine {
  readonly kind: 'run';
  readonly command: CommandName;
  /** The word after a command that has several, as in `policies test`. */
  readonly action: string | undefined;
  /** Inputs, or the id of a policy. */
  readonly operands: readonly string[];
  readonly options: Options;
}

/** What a command line asks for. */
export type CommandRequest =
  | CommandLine
  | { readonly kind: 'help'; readonly command: CommandName | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'nothing' };

/** The options as `util.parseArgs` is told of them. */
const SPECIFICATION = Object.fromEntries(
  optionsOf().map(([name, { type, short }]) => [
    name,
    { type: type === 'flag' || type === 'mode' ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
  ]),
) as Readonly<Record<string, { readonly type: 'boolean' | 'string'; readonly short?: string }>>;

/** One option as it was written. */
interface GivenOption {
  readonly rawName: string;
  /** The word of the command line that it stands in. */
  readonly word: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/**
 * Reads a command line against the table of options, and refuses whatever is not understood exactly as it is written.
 * Throws: UnusableInput.
 */
export function readCommandLine(words: readonly string[]): CommandRequest {
  const { tokens } = parseArgs({
    args: [...words],
    options: SPECIFICATION,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index ?? words.length;
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token] : []));
  const given = tokens.flatMap((token) =>
    token.kind === 'option' ? [{ ...token, word: words[token.index] ?? token.rawName }] : [],
  );
  const [first, ...others] = positionals.map(({ value }) => value);
  const isNamed = (positionals[0]?.index ?? end) < end;

  if (first !== undefined && !isNamed) {
    throw new UnusableInput([{ path: '', message: 'no command before --', hint: `write elbcert check -- ${first}` }]);
  }
  const name = first === 'help' ? others[0] : first;
  const command = COMMAND_NAMES.find((known) => known === name);
  if (name !== undefined && command === undefined) throw new UnusableInput([noSuchCommand(name)]);
  const { options, problems } = readOptions(given, command);
  if (problems.length > 0) throw new UnusableInput(problems);
  if (first === 'help' || options.help === true || options.version === true) {
    // A gate that is given -h or -V by mistake must not pass because nothing was judged.
    const extra = Object.keys(options).length + others.length - (first === 'help' ? others.slice(0, 1).length : 1);
    if (extra > 0) {
      const asked = options.version === true ? '--version' : '--help';
      const hint = `write elbcert ${asked === '--help' && command !== undefined ? `${command} ` : ''}${asked}`;
      throw new UnusableInput([{ path: asked, message: 'stands alone', hint }]);
    }
    return options.version === true ? { kind: 'version' } : { kind: 'help', command };
  }
  if (command === undefined) {
    if (words.length === 0) return { kind: 'nothing' };
    throw new UnusableInput([{ path: '', message: 'no command', hint: 'name one, as in: elbcert check plan.json' }]);
  }
  return { kind: 'run', command, ...readOperands(command, others), options };
}

function noSuchCommand(word: string): Problem {
  const found = JSON.stringify(word);
  if (/^-$|[./\\]/.test(word) || existsSync(word)) {
    return { path: '', message: `${found} is not a command`, hint: `to judge a plan: elbcert check ${word}` };
  }
  if (word === 'version') return { path: '', message: `${found} is not a command`, hint: 'write elbcert --version' };
  const { message, hint } = notAllowed(word, COMMAND_NAMES);
  return { path: '', message: message.replace('is not allowed', 'is not a command'), hint: `${hint}` };
}

function readOptions(given: readonly GivenOption[], command: CommandName | undefined) {
  const problems = new Map<string, Problem>();
  const values = new Map<OptionName, boolean | string | readonly string[]>();
  const refuse = ({ rawName, word }: GivenOption, mistake: Mistake, path = rawName) => {
    problems.set(`${word} ${mistake.message}`, { path, ...mistake });
  };
  for (const one of given) {
    const { name, row, negated } = findOption(one.name);
    if (name === undefined || !isWrittenInFull(one)) {
      refuse(one, noSuchOption(one, command), one.rawName.startsWith('--') ? one.rawName : one.word);
    } else if (command !== undefined && !row.commands.includes(command)) {
      refuse(one, { message: `is not an option of ${command}`, hint: `it is one of ${row.commands.join(', ')}` });
    } else if (values.has(name) && row.type !== 'list') {
      refuse(one, { message: 'is given more than once', hint: 'give it once' });
    } else {
      const read = negated ? readNegated(one) : readValue(one, row);
      if (typeof read === 'object') refuse(one, read);
      else values.set(name, row.type === 'list' ? [...toList(values.get(name)), String(read)] : read);
    }
  }
  for (const name of values.keys()) {
    const { needs, conflicts }: OptionRow = OPTIONS[name];
    if (needs !== undefined && !values.has(needs as OptionName)) {
      problems.set(name, { path: `--${name}`, message: `has no effect without --${needs}`, hint: `add --${needs}` });
    }
    if (conflicts !== undefined && values.get(name) === true && values.get(conflicts as OptionName) === true) {
      problems.set(name, { path: `--${name}`, message: `contradicts --${conflicts}`, hint: 'give one of them' });
    }
  }
  return { options: Object.fromEntries(values) as Options, problems: [...problems.values()] };
}

function toList(value: boolean | string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'object' ? value : [];
}

type FoundOption =
  | { readonly name: OptionName; readonly row: OptionRow; readonly negated: boolean }
  | { readonly name: undefined; readonly row: undefined; readonly negated: false };

/** The row of an option's name, and of `no-` before a flag's. */
function findOption(name: string): FoundOption {
  const all = optionsOf();
  const own = all.find(([known]) => known === name);
  if (own !== undefined) return { name: own[0], row: own[1], negated: false };
  const negated = all.find(([known, row]) => `no-${known}` === name && (row.type === 'flag' || row.negatable));
  if (negated !== undefined) return { name: negated[0], row: negated[1], negated: true };
  return { name: undefined, row: undefined, negated: false };
}

/** Whether an option stands as `--name` or `-n`: a short one has no value in its own word. */
function isWrittenInFull({ rawName, word }: GivenOption): boolean {
  return rawName.startsWith('--') || /^-[A-Za-z]+$/.test(word);
}

function noSuchOption({ word }: GivenOption, command: CommandName | undefined): Mistake {
  const names = optionsOf(command).map(([name]) => `--${name}`);
  const format = OPTIONS.format.values.find((known) => `--${known}` === word);
  const [written = ''] = word.split('=');
  const hint = `see elbcert ${command === undefined ? '' : `${command} `}--help`;
  if (format !== undefined) return { message: 'no such option', hint: `write --format ${format}` };
  return { message: `no such option${written.startsWith('--') ? didYouMean(written, names) : ''}`, hint };
}

function readNegated({ value }: GivenOption): false | Mistake {
  if (value === undefined) return false;
  return { message: `takes no value, and has ${JSON.stringify(value)}`, hint: 'leave the value out' };
}

function readValue({ name, value, inlineValue }: GivenOption, row: OptionRow): boolean | string | Mistake {
  if (row.type === 'flag') {
    if (value === undefined || value === 'true') return true;
    const hint = `write --${name} or --no-${name}`;
    return value === 'false' ? false : { message: `${JSON.stringify(value)} is neither true nor false`, hint };
  }
  if (row.type === 'mode' && value === undefined) return row.default ?? true;
  const example = `write --${name}${row.type === 'mode' ? '' : `=${row.value}`}`;
  if (value === undefined) return { message: 'needs a value, and nothing follows it', hint: example };
  if (value === '') return { message: 'needs a value, and "" is empty', hint: example };
  // A value that begins with a dash is more often an option whose predecessor lacks its value.
  if (inlineValue !== true && value.startsWith('-') && value !== '-') {
    return { message: `needs a value, and ${JSON.stringify(value)} follows it`, hint: example };
  }
  return valueMistake(row, value) ?? value;
}

function readOperands(command: CommandName, words: readonly string[]): Pick<CommandLine, 'action' | 'operands'> {
  const { actions, needsAction, operand }: CommandRow = COMMANDS[command];
  const [first] = words;
  const hasAction = actions !== undefined && first !== undefined;
  if (actions !== undefined && first === undefined && needsAction === true) {
    const hint = `write elbcert ${command} ${actions[0]}`;
    throw new UnusableInput([{ path: command, message: 'needs a word after it', hint }]);
  }
  if (hasAction && !actions.includes(first))
    throw new UnusableInput([{ path: command, ...notAllowed(first, actions) }]);
  const operands = hasAction ? words.slice(1) : words;
  const limit = operand === undefined ? 0 : operand.several === true ? operands.length : 1;
  const extra = operands[limit];
  const takes = operand === undefined ? 'no other word' : `one ${operand.name}`;
  if (extra !== undefined) throw new UnusableInput([unexpected(extra, command, takes)]);
  if (operands.includes('')) {
    const message = `"" is not an ${operand?.name}`;
    throw new UnusableInput([{ path: '', message, hint: 'name a file, or - for standard input' }]);
  }
  return { action: hasAction ? first : actions?.[0], operands };
}

function unexpected(word: string, command: string, takes: string): Problem {
  return { path: '', message: `unexpected word ${JSON.stringify(word)}`, hint: `elbcert ${command} takes ${takes}` };
}
