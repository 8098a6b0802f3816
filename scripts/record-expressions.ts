/**
 * Records what Terraform makes of the expressions of test/expressions, so that the tests need no Terraform.
 * Run by hand: `npx tsx scripts/record-expressions.ts`, with Terraform 1.11 on the path.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateExpressions } from '../test/expressions/generate.js';
import { type Recording, readLines, type UnknownRecording } from '../test/expressions/recording.js';

const FOLDER = join(import.meta.dirname, '../test/expressions');
const ENVIRONMENT = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_ARGS: '', TF_IN_AUTOMATION: '1' };

/** Names that the expressions can use; `context.ts` of the tests holds the same. */
const LOCALS = readFileSync(join(FOLDER, 'locals.tf'), 'utf8');

const work = mkdtempSync(join(tmpdir(), 'record-'));
cpSync(join(FOLDER, 'files'), work, { recursive: true });
try {
  const invalid = readLines(join(FOLDER, 'syntax-errors.txt'));
  const known = [...new Set([...readLines(join(FOLDER, 'written.txt')), ...generateExpressions()])];
  const { function_signatures: signatures } = JSON.parse(terraform(['metadata', 'functions', '-json']).stdout);
  save(
    'functions.json',
    Object.keys(signatures)
      .filter((name) => !name.includes('::'))
      .sort(),
  );
  save('console.json', [...record(known, localOf), ...invalid.map(recordSyntaxError)]);
  save('variables.json', record(readLines(join(FOLDER, 'variables.txt')), variableOf));
  save('unknowns.json', recordUnknown(readLines(join(FOLDER, 'unknowns.txt'))));
} finally {
  rmSync(work, { recursive: true });
}

function initialise(): void {
  writeFileSync(join(work, 'main.tf'), LOCALS);
  execFileSync('terraform', ['init', '-backend=false'], { cwd: work, env: ENVIRONMENT, stdio: 'ignore' });
}

function save(name: string, recordings: readonly unknown[]): void {
  const lines = recordings.map((recording) => JSON.stringify(recording)).join(',\n');
  writeFileSync(join(FOLDER, name), `[\n${lines}\n]\n`);
  console.log(`${name}: ${recordings.length}`);
}

function terraform(args: readonly string[], input = ''): { readonly status: number; readonly stdout: string } {
  const { status, stdout } = spawnSync('terraform', args, {
    cwd: work,
    env: ENVIRONMENT,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status: status ?? 1, stdout };
}

/** The configuration with one local an expression; where each begins. Unit: lines from 1. */
function configuration(
  expressions: ReadonlyMap<number, string>,
  write: Write,
): { readonly text: string; readonly indexAt: (line: number) => number } {
  let text = LOCALS;
  const starts: [number, number][] = [];
  for (const [index, expression] of expressions) {
    starts.push([text.split('\n').length, index]);
    text += write(index, expression);
  }
  return { text, indexAt: (line) => starts.findLast(([start]) => start <= line)?.[1] ?? -1 };
}

/** Takes out what Terraform refuses, until it refuses nothing. */
function settle(
  expressions: ReadonlyMap<number, string>,
  write: Write,
  command: readonly string[],
): ReadonlyMap<number, string> {
  const left = new Map(expressions);
  for (;;) {
    const { text, indexAt } = configuration(left, write);
    writeFileSync(join(work, 'main.tf'), text);
    const lines = terraform(command)
      .stdout.split('\n')
      .flatMap((line) => (line.startsWith('{') ? [line] : []));
    const diagnostics = command.includes('validate')
      ? JSON.parse(terraform(command).stdout).diagnostics
      : lines.flatMap((line) => JSON.parse(line).diagnostic ?? []);
    const faults = diagnostics.filter(({ severity }: { severity: string }) => severity === 'error');
    if (faults.length === 0) return left;
    const before = left.size;
    for (const { range, summary } of faults) {
      const index = indexAt(range?.start.line ?? 0);
      console.log(`left out: ${summary}: ${left.get(index)}`);
      left.delete(index);
    }
    if (left.size === before) throw new Error(`cannot settle: ${JSON.stringify(faults[0])}`);
  }
}

function localOf(index: number, text: string): string {
  return `locals {\n  e${index} = try({ ok = (\n${text}\n) }, null)\n}\n`;
}

function variableOf(index: number, text: string): string {
  const [type = '', value = ''] = text.split(' => ');
  return `variable "v${index}" {\n  type = ${type}\n  default = ${value}\n}\nlocals {\n  e${index} = { ok = var.v${index} }\n}\n`;
}

type Write = (index: number, text: string) => string;

/** Records each text's local `e<index>`, which `write` defines. */
function record(texts: readonly string[], write: Write): readonly Recording[] {
  initialise();
  const valid = settle(new Map(texts.entries()), write, ['validate', '-json']);
  const indexes = [...valid.keys()];
  const base = configuration(valid, write).text;
  const types = elementsOf(askLocal(base, `[${indexes.map(nameOf)}]`, (name) => `type(${name})`).replace(/\s+/g, ''));
  const open = unknownAmong(base, indexes);
  const known = indexes.filter((index) => !open.has(index));
  const values = new Map(valuesOf(base, known).map((value, at) => [known[at], value]));
  const answers = new Map(indexes.map((index, at) => [index, answerOf(values.get(index), types[at] ?? '')]));
  return texts.map((text, index) => ({ text, ...(answers.get(index) ?? { result: 'invalid' }) }));
}

/** Those of the locals that a plan does not know. */
function unknownAmong(base: string, indexes: readonly number[]): ReadonlySet<number> {
  const outputs = indexes.map(
    (index) => `output "o${index}" {\n  sensitive = true\n  value = try(jsonencode(${nameOf(index)}), null)\n}\n`,
  );
  writeFileSync(join(work, 'main.tf'), base + outputs.join(''));
  const { status, stdout } = terraform(['plan', '-json', '-out=plan']);
  if (status !== 0) throw new Error(stdout.split('\n').find((line) => line.includes('"error"')));
  const { output_changes: changes } = JSON.parse(terraform(['show', '-json', 'plan']).stdout);
  return new Set(indexes.filter((index) => changes[`o${index}`].after_unknown === true));
}

function nameOf(index: number): string {
  return `local.e${index}`;
}

/** The values as JSON; "s" for one that is sensitive, "u" for one that has no JSON. */
function valuesOf(base: string, indexes: readonly number[]): readonly string[] {
  const shown = indexes
    .map(nameOf)
    .map((name) => `try(issensitive(jsonencode(${name})) ? "s" : nonsensitive(jsonencode(${name})), "u")`);
  const answer = askLocal(base, `base64encode(jsonencode([${shown}]))`, (name) => name);
  return JSON.parse(Buffer.from(answer.replaceAll('"', ''), 'base64').toString('utf8'));
}

/** Asks the console for a local, for it answers its last line only, which must not be long. */
function askLocal(base: string, expression: string, question: (name: string) => string): string {
  writeFileSync(join(work, 'main.tf'), `${base}locals {\n  asked = ${expression}\n}\n`);
  return terraform(['console'], `${question('local.asked')}\n`).stdout.trim();
}

/** The types of a tuple's elements, as the console writes them. */
function elementsOf(tuple: string): readonly string[] {
  const inner = tuple.replace(/^tuple\(\[/, '').replace(/,?\]\)$/, '');
  const elements: string[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, character] of [...`${inner},`].entries()) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      elements.push([...inner].slice(from, at).join(''));
      from = at + 1;
    }
  }
  return elements;
}

type Answer = Omit<Recording, 'text'>;

function answerOf(json: string | undefined, type: string): Answer {
  if (json === undefined || json === 'u') return { result: 'unknown' };
  if (json === 's') return { result: 'sensitive' };
  if (json === 'null') return { result: 'error' };
  const plain = type.replace(/,([)\]}])/g, '$1');
  return {
    result: 'value',
    json: json.slice('{"ok":'.length, -1),
    type: plain.replace(/^object\(\{ok:/, '').replace(/\}\)$/, ''),
  };
}

function recordSyntaxError(text: string): Recording {
  writeFileSync(join(work, 'main.tf'), `locals {\n  e = (\n${text}\n)\n}\n`);
  const { valid } = JSON.parse(terraform(['validate', '-json']).stdout);
  return { text, result: valid === true ? 'valid' : 'invalid' };
}

function recordUnknown(expressions: readonly string[]): readonly UnknownRecording[] {
  const write: Write = (index, text) => `output "o${index}" {\n  sensitive = true\n  value = (\n${text}\n)\n}\n`;
  initialise();
  const all = new Map(expressions.entries());
  const valid = settle(settle(all, write, ['validate', '-json']), write, ['plan', '-json', '-out=plan']);
  const plan = JSON.parse(terraform(['show', '-json', 'plan']).stdout);
  return [...valid].map(([index, text]) => {
    const { after, after_unknown: unknown } = plan.output_changes[`o${index}`];
    return { text, after: after ?? null, unknown: unknown ?? false };
  });
}
