import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Argv } from 'yargs';
import { type CommandLine, readCommandLine } from '../../src/cli/command-line.js';
import { describedProgram } from '../../src/cli/help.js';
import {
  COMMAND_NAMES,
  COMMANDS,
  type CommandName,
  type CommandRow,
  type OptionRow,
  optionsOf,
} from '../../src/cli/options.js';
import { UnusableInput } from '../../src/model/problem.js';

/** What of a command line is compared. */
type Read = Pick<CommandLine, 'command' | 'action' | 'operands' | 'options'>;

/** How `util.parseArgs` and the table read a line; undefined where they refuse it. */
function readByTable(words: readonly string[]): Read | undefined {
  try {
    const request = readCommandLine(words);
    if (request.kind !== 'run') throw new Error(`${words.join(' ')} is a request for ${request.kind}`);
    const { kind: _, ...read } = request;
    return read;
  } catch (error) {
    if (error instanceof UnusableInput) return undefined;
    throw error;
  }
}

/** How yargs reads a line that is described to it by the same table; undefined where it refuses the line. */
async function readByYargs(words: readonly string[]): Promise<Read | undefined> {
  try {
    const argv: Readonly<Record<string, unknown>> = await withoutHelp(await describedProgram(100))
      .parserConfiguration({ ...PARSER, 'populate--': true })
      .strict()
      .demandCommand(1)
      .fail((message, error) => {
        throw error ?? new Error(message);
      })
      // Without this, a value of its own would be sought in the next word.
      .parseAsync(words.map((word) => (word === '--live' ? '--live=use' : word)));
    const [command] = argv['_'] as readonly string[];
    return readOf(command as CommandName, argv);
  } catch {
    return undefined;
  }
}

/** After every line that it reads, yargs lays out the help in case it is asked for: nine tenths of the time. */
function withoutHelp(program: Argv): Argv {
  const { getUsageInstance } = (program as Argv & InsideYargs).getInternalMethods();
  Object.assign(getUsageInstance(), { cacheHelpMessage: () => {} });
  return program;
}

interface InsideYargs {
  getInternalMethods(): { getUsageInstance(): object };
}

const PARSER = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
};

function readOf(command: CommandName, argv: Readonly<Record<string, unknown>>): Read {
  const { actions, needsAction, operand }: CommandRow = COMMANDS[command];
  const behind = (argv['--'] ?? []) as readonly string[];
  const named = operand === undefined ? [] : [argv[operand.name] ?? []].flat().map(String);
  const given = optionsOf(command).filter(([name]) => argv[name] !== undefined);
  return {
    command,
    action: needsAction === true ? actions?.[0] : ((argv['action'] as string | undefined) ?? undefined),
    operands: [...named, ...behind],
    options: Object.fromEntries(given.map(([name]) => [name, argv[name]])),
  };
}

/** Without `-`, which yargs drops from a list of operands, and `true`, which it takes for the value of a flag before it. */
const WORDS = ['plan.json', 'a b', 'infra//prod', 'x=y', 'ünï.json', '.', '2026', 'null', '1e3'];

const GOOD: Readonly<Record<string, readonly string[]>> = {
  format: ['text', 'json', 'json=a.json', 'sarif=a=b.sarif'],
  region: ['eu-west-1', 'aws.west=us-west-2', 'module.a:aws=cn-north-1'],
  now: ['2026-11-24', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00.5+01:00'],
  'live-timeout': ['1', '0.5', '3600'],
  'as-role': ['arn:aws:iam::123456789012:role/deploy', 'arn:aws-cn:iam::123456789012:role/a/b'],
};

/** The spellings of one option with one value. */
function spelled(name: string, row: OptionRow): fc.Arbitrary<readonly string[]> {
  switch (row.type) {
    case 'flag':
      return fc.constantFrom(
        ...[[`--${name}`], [`--no-${name}`], [`--${name}=true`], [`--${name}=false`]],
        ...(row.short === undefined ? [] : [[`-${row.short}`]]),
      );
    case 'mode':
      return fc.constantFrom([`--${name}`], ...(row.values ?? []).map((value) => [`--${name}=${value}`]));
    case 'text':
    case 'list': {
      const values = fc.constantFrom(...(GOOD[name] ?? row.values ?? WORDS));
      const spellings = values.chain((value) => fc.constantFrom([`--${name}`, value], [`--${name}=${value}`]));
      return row.negatable === true ? fc.oneof(spellings, fc.constant([`--no-${name}`])) : spellings;
    }
    default:
      return row.type satisfies never;
  }
}

/** A well-formed line, as groups of words that belong together; options and operands stand in any order. */
const lines: fc.Arbitrary<readonly string[]> = fc.constantFrom(...COMMAND_NAMES).chain((command) => {
  const { actions, operand }: CommandRow = COMMANDS[command];
  const rows = optionsOf(command).filter(([name]) => name !== 'help' && name !== 'version');
  const options = fc.subarray([...rows]).chain((chosen) => {
    const isGiven = (name: string) => chosen.some(([other]) => other === name);
    const usable = chosen.filter(([name, row]) => {
      const needed = row.needs === undefined || isGiven(row.needs);
      return needed && (name !== 'verbose' || !isGiven('quiet'));
    });
    const groups = usable.map(([name, row]) =>
      row.type === 'list' && name !== 'region'
        ? fc.array(spelled(name, row), { minLength: 1, maxLength: 3 })
        : spelled(name, row).map((words) => [words]),
    );
    return fc.tuple(...groups).map((all) => all.flat());
  });
  const word = command === 'explain' ? fc.constantFrom('acm-same-region', 'x') : fc.constantFrom(...WORDS);
  const limit = operand === undefined ? 0 : operand.several === true ? 4 : 1;
  const operands = fc.array(word, { maxLength: limit });
  return fc.tuple(options, operands, fc.boolean(), fc.infiniteStream(fc.nat())).map(([given, plain, ended, order]) => {
    const action = actions === undefined ? [] : [actions[(order.next().value ?? 0) % actions.length] ?? ''];
    const groups: (readonly string[])[] = [...given];
    if (!ended) {
      // Operands keep their order among themselves; options stand anywhere between them.
      let at = 0;
      for (const operand of plain) {
        at += (order.next().value ?? 0) % (groups.length - at + 1);
        groups.splice(at, 0, [operand]);
        at += 1;
      }
    }
    return [command, ...action, ...groups.flat(), ...(ended ? ['--', ...plain] : [])];
  });
});

/** Mistakes that make any well-formed line one that cannot be used. */
const mistakes: readonly ((words: readonly string[]) => readonly string[])[] = [
  (words) => [...words.slice(0, 1), '--unknown', ...words.slice(1)],
  (words) => [...words.slice(0, 1), '-x', ...words.slice(1)],
  (words) => [...words.slice(0, 1), '--strictt', ...words.slice(1)],
  (words) => [`${words[0]}x`, ...words.slice(1)],
  (words) => ['nothing', ...words.slice(1)],
  ([command, ...words]) => [command ?? '', '--ci=jenkins', '--fail-on=none', ...words],
];

const SEED = { seed: 20_261_124 };

test('the table and yargs read every well-formed line alike', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(lines, async (words) => {
      const byTable = readByTable(words);
      assert.ok(byTable !== undefined, `${JSON.stringify(words)} is refused`);
      assert.equal(sorted(byTable), sorted(await readByYargs(words)), JSON.stringify(words));
      count += 1;
    }),
    { ...SEED, numRuns: 500 },
  );
  assert.ok(count >= 500);
});

test('what yargs refuses, the table refuses, too', async () => {
  await fc.assert(
    fc.asyncProperty(lines, fc.constantFrom(...mistakes), async (words, mistake) => {
      const wrong = mistake(words);
      assert.is(readByTable(wrong), undefined, JSON.stringify(wrong));
      assert.is(await readByYargs(wrong), undefined, JSON.stringify(wrong));
    }),
    { ...SEED, numRuns: 80 },
  );
});

test('a line of any words at all is read or refused, and never a fault', () => {
  const parts = ['check', 'baseline', 'write', '--', '-', '--strict', '-q', '--format', '=', '--no-', '--live=', 'x'];
  const word = fc.oneof(fc.constantFrom(...parts), fc.string());
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      try {
        readCommandLine(words);
      } catch (error) {
        assert.ok(error instanceof UnusableInput, String(error));
      }
    }),
    { ...SEED, numRuns: 2_000 },
  );
});

test('no word of a line that is accepted is lost', () => {
  fc.assert(
    fc.property(lines, (words) => {
      const read = readByTable(words);
      const kept = JSON.stringify(read);
      for (const group of words.filter((word) => WORDS.includes(word))) assert.ok(kept.includes(group), group);
      const given = new Set(words.flatMap((word) => /^--(?:no-)?([a-z-]+)/.exec(word)?.[1] ?? []));
      for (const name of Object.keys(read?.options ?? {})) given.delete(name);
      given.delete('quiet');
      assert.equal([...given], [], JSON.stringify(words));
    }),
    { ...SEED, numRuns: 300 },
  );
});

function sorted(read: Read | undefined) {
  return (
    read && { ...read, options: Object.fromEntries(Object.entries(read.options).sort(([a], [b]) => (a < b ? -1 : 1))) }
  );
}

test.run();
