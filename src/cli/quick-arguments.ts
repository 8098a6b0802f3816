import type { CommandModule } from 'yargs';

/** What a command's builder says of an argument, as far as it is understood here. */
interface Spec {
  readonly type?: string;
  readonly array?: boolean;
  readonly nargs?: number;
  readonly alias?: string;
  readonly default?: unknown;
  readonly choices?: readonly unknown[];
  readonly conflicts?: unknown;
}

interface Declared {
  readonly options: Map<string, Spec>;
  readonly positionals: Map<string, Spec>;
  readonly conflicts: [string, string][];
}

/** What is in a spec without making a difference to a plain command line, and what is understood. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...['describe', 'defaultDescription', 'requiresArg', 'hidden', 'group'],
  ...['type', 'array', 'nargs', 'alias', 'default', 'choices'],
]);

/**
 * The arguments of a plain command line, as yargs would hand them to the command's handler; undefined for any other
 * line (help, a mistake, a spelling that is not the usual one), which is left to yargs. Loading yargs takes as long as
 * checking a small plan does.
 */
export function quickArguments<T>(
  command: CommandModule<object, T>,
  words: readonly string[],
): Record<string, unknown> | undefined {
  const declared = declaredBy(command);
  return declared === undefined ? undefined : parse(declared, words);
}

/** What the builder declares. It is shown something that looks like yargs and takes notes. */
function declaredBy(command: { readonly builder?: unknown }): Declared | undefined {
  const declared: Declared = { options: new Map(), positionals: new Map(), conflicts: [] };
  let understood = typeof command.builder === 'function';
  const note = (specs: Map<string, Spec>, name: string, spec: Record<string, unknown>) => {
    understood &&= Object.keys(spec).every((key) => UNDERSTOOD.has(key)) && isPlain(spec);
    specs.set(name, spec);
    return recorder;
  };
  const known: Readonly<Record<string, (...given: never[]) => unknown>> = {
    option: (name: string, spec: Record<string, unknown>) => note(declared.options, name, spec),
    positional: (name: string, spec: Record<string, unknown>) => note(declared.positionals, name, spec),
    conflicts(one: string, other: string) {
      declared.conflicts.push([one, other]);
      understood &&= typeof one === 'string' && typeof other === 'string';
      return recorder;
    },
  };
  const recorder: object = new Proxy(
    {},
    {
      get(_, name) {
        const method = typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
        if (method === undefined) understood = false;
        return method ?? (() => recorder);
      },
    },
  );
  if (typeof command.builder === 'function') command.builder(recorder);
  return understood ? declared : undefined;
}

function isPlain({ type, alias, array, nargs }: Record<string, unknown>): boolean {
  const types: readonly unknown[] = ['string', 'boolean', undefined];
  return (
    types.includes(type) &&
    (alias === undefined || typeof alias === 'string') &&
    (array !== true || nargs === 1 || nargs === undefined)
  );
}

function parse({ options, positionals, conflicts }: Declared, words: readonly string[]) {
  const names = new Map<string, string>();
  for (const [name, { alias }] of options) {
    names.set(`--${name}`, name);
    if (alias !== undefined) names.set(alias.length === 1 ? `-${alias}` : `--${alias}`, name);
  }
  const given = new Map<string, unknown[]>();
  const free: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      free.push(word);
      continue;
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = names.get(equals < 0 ? word : word.slice(0, equals));
    const spec = name === undefined ? undefined : options.get(name);
    if (name === undefined || spec === undefined || (given.has(name) && spec.array !== true)) return undefined;
    if (spec.type === 'boolean') {
      if (equals >= 0) return undefined;
      given.set(name, [true]);
      continue;
    }
    if (spec.array === true && spec.nargs !== 1) return undefined;
    if (equals < 0) at += 1;
    const value = equals < 0 ? words[at] : word.slice(equals + 1);
    if (value === undefined || value === '' || value.startsWith('-') || !isQuoteless(value)) return undefined;
    if (spec.choices !== undefined && !spec.choices.includes(value)) return undefined;
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  if (conflicts.some(([one, other]) => given.has(one) && given.has(other))) return undefined;

  const found: Record<string, unknown> = {};
  for (const [name, spec] of options) {
    const values = given.get(name);
    const value = values === undefined ? spec.default : spec.array === true ? values : values[0];
    if (value === undefined) continue;
    found[name] = value;
    found[camelCase(name)] = value;
  }
  return place(found, [...positionals], free) ? found : undefined;
}

/** The words that belong to no option, each in its place; false where there are too many. */
function place(
  found: Record<string, unknown>,
  positionals: readonly (readonly [string, Spec])[],
  free: string[],
): boolean {
  for (const [name, spec] of positionals) {
    if (spec.array === true) {
      found[name] = free.splice(0);
      continue;
    }
    const value = free.shift() ?? spec.default;
    if (value === undefined) continue;
    if (spec.choices !== undefined && !spec.choices.includes(value)) return false;
    found[name] = value;
  }
  return free.length === 0;
}

/** yargs takes quotes around a value away. */
function isQuoteless(value: string): boolean {
  return !/^["']|["']$/.test(value);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
