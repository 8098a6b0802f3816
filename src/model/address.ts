/** An instance key: a number under `count`, text under `for_each`, undefined where there is neither. */
export type InstanceKey = number | string | undefined;

/** One call on the way into a module: its name and, where the call has instances, its key. */
export interface ModuleStep {
  readonly name: string;
  readonly key: InstanceKey;
}

/** The modules from the root down; empty in the root module. */
export type ModulePath = readonly ModuleStep[];

export type Mode = 'managed' | 'data';

/** The parts of a resource instance's address. */
export interface Address {
  readonly module: ModulePath;
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey;
}

/** One step of a traversal: `.name`, or `[0]` or `["key"]`. */
export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'key'; readonly key: number | string };

/**
 * The steps of a traversal such as `module.cert["a.b"].arn`, or undefined for text that is none.
 * Source: https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */
export function parseTraversal(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '[') {
      const step = parseKey(text, at + 1);
      if (step === undefined || text[step.end] !== ']') return undefined;
      steps.push({ kind: 'key', key: step.key });
      at = step.end + 1;
    } else {
      if (steps.length > 0) {
        if (character !== '.') return undefined;
        at += 1;
      }
      let end = at;
      while (end < text.length && text[end] !== '.' && text[end] !== '[') end += 1;
      if (end === at) return undefined;
      steps.push({ kind: 'name', name: text.slice(at, end) });
      at = end;
    }
  }
  return steps.length > 0 ? steps : undefined;
}

function parseKey(text: string, start: number): { readonly key: number | string; readonly end: number } | undefined {
  if (text[start] !== '"') {
    const end = text.indexOf(']', start);
    const digits = end < 0 ? '' : text.slice(start, end);
    return /^\d{1,15}$/.test(digits) ? { key: Number(digits), end } : undefined;
  }
  let key = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') return { key, end: at + 1 };
    if (character === '\\') {
      const escaped = readEscape(text, at + 1);
      key += escaped.text;
      at = escaped.last;
    } else if ((character === '$' || character === '%') && text[at + 1] === character && text[at + 2] === '{') {
      key += `${character}{`;
      at += 2;
    } else key += character;
  }
  return undefined;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** HCL's string escapes. Source: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
function readEscape(text: string, at: number): { readonly text: string; readonly last: number } {
  const letter = text[at] ?? '';
  const length = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const code = Number.parseInt(text.slice(at + 1, at + 1 + length), 16);
  if (length > 0 && code <= 0x10ffff) return { text: String.fromCodePoint(code), last: at + length };
  return { text: SIMPLE_ESCAPES[letter] ?? letter, last: at };
}

/** Deeper than any module tree; what nests deeper was made to exhaust whoever follows it. */
const MAX_MODULE_DEPTH = 200;

/** The module path that an address such as `module.a["x"].module.b` spells; undefined for text that is none. */
export function parseModulePath(text: string): ModulePath | undefined {
  const steps = parseTraversal(text);
  if (steps === undefined) return text === '' ? [] : undefined;
  const taken = takeModules(steps);
  return taken.rest.length === 0 && taken.module.length <= MAX_MODULE_DEPTH ? taken.module : undefined;
}

/** The same path each time for the same text: thousands of instances stand in one module. */
export function modulePaths(): (text: string) => ModulePath | undefined {
  const paths = new Map<string, ModulePath | undefined>();
  return (text) => {
    const known = paths.get(text);
    if (known !== undefined) return known;
    const path = parseModulePath(text);
    paths.set(text, path);
    return path;
  };
}

/** The parts of a resource instance's address, or undefined for text that is none. */
export function parseAddress(text: string): Address | undefined {
  const steps = parseTraversal(text);
  if (steps === undefined) return undefined;
  const { module, rest } = takeModules(steps);
  const [first, ...others] = rest;
  if (first?.kind !== 'name' || module.length > MAX_MODULE_DEPTH) return undefined;
  const mode: Mode = first.name === 'data' ? 'data' : 'managed';
  const [type, name, key, ...tooMany] = mode === 'data' ? others : rest;
  if (type?.kind !== 'name' || name?.kind !== 'name' || tooMany.length > 0) return undefined;
  if (key !== undefined && key.kind !== 'key') return undefined;
  return { module, mode, type: type.name, name: name.name, key: key?.key };
}

/** Splits leading `module.NAME[KEY]` steps from the rest of a traversal. */
export function takeModules(steps: readonly Step[]): { readonly module: ModulePath; readonly rest: readonly Step[] } {
  const module: ModuleStep[] = [];
  let at = 0;
  for (;;) {
    const [keyword, name, key] = steps.slice(at, at + 3);
    if (keyword?.kind !== 'name' || keyword.name !== 'module' || name?.kind !== 'name') break;
    module.push({ name: name.name, key: key?.kind === 'key' ? key.key : undefined });
    at += key?.kind === 'key' ? 3 : 2;
  }
  return { module, rest: steps.slice(at) };
}

/** An instance key as Terraform writes it: `[0]`, `["a.b"]`, or nothing. */
export function formatKey(key: InstanceKey): string {
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `[${quote(key)}]`;
}

function quote(key: string): string {
  return JSON.stringify(key).replace(/([$%])\{/g, '$1$1{');
}

export function formatModulePath(path: ModulePath): string {
  return path.map((step) => `module.${step.name}${formatKey(step.key)}`).join('.');
}

/** A resource block as its module names it: `TYPE.NAME` or `data.TYPE.NAME`. */
export function blockAddress({ mode, type, name }: Pick<Address, 'mode' | 'type' | 'name'>): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

export function formatAddress(address: Address): string {
  const resource = `${blockAddress(address)}${formatKey(address.key)}`;
  return address.module.length === 0 ? resource : `${formatModulePath(address.module)}.${resource}`;
}
