import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ANY,
  type Context,
  evaluateExpression,
  type Files,
  type Found,
  object,
  parseExpression,
  type ReferencePart,
  STRING,
  type TerraformValue,
  unknownValue,
} from '../../src/expressions/index.js';

const FOLDER = join(import.meta.dirname, 'files');

const files: Files = {
  read: (path) => {
    try {
      return readFileSync(join(FOLDER, path));
    } catch {
      return 'absent';
    }
  },
  match: (_, pattern) => readdirSync(FOLDER).filter((name) => pattern === '**' || name.endsWith(pattern.slice(1))),
};

/** The locals of locals.tf, each evaluated when it is asked for. */
const LOCALS: Readonly<Record<string, string>> = Object.fromEntries(
  [...readFileSync(join(import.meta.dirname, 'locals.tf'), 'utf8').matchAll(/^ {2}(\w+) += (.+)$/gm)].map(
    ([, name, text]) => [name, text],
  ),
);

const resource: TerraformValue = object([
  ['id', unknownValue('terraform_data.t.id is known after apply', STRING, { notNull: true })],
  ['input', unknownValue('timestamp()', STRING)],
  ['output', unknownValue('terraform_data.t.output is known after apply', ANY)],
]);

/** An expression that has no value. */
export interface Refused {
  readonly kind: 'refused';
  readonly result: 'error' | 'invalid';
  readonly message: string;
}

/** The value of an expression in the configuration that the recordings were made in. */
export function resultOf(text: string): TerraformValue | Refused {
  const parsed = parseExpression(text);
  if (parsed.kind === 'invalid') return { kind: 'refused', result: 'invalid', message: parsed.message };
  const evaluated = evaluateExpression(parsed.node, context);
  return evaluated.kind === 'value'
    ? evaluated.value
    : { kind: 'refused', result: 'error', message: evaluated.message };
}

function lookup(root: string, steps: readonly ReferencePart[]): Found | undefined {
  const [first] = steps.map((step) => (step.kind === 'attribute' ? step.name : ''));
  if (root === 'terraform_data' && first === 't') return { value: resource, used: 1 };
  const text = root === 'local' ? LOCALS[first ?? ''] : undefined;
  if (text === undefined) return undefined;
  const value = resultOf(text);
  if (value.kind === 'refused') throw new Error(`${first}: ${value.message}`);
  return { value, used: 1 };
}

export const context: Context = { lookup, files };
