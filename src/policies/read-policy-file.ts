import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { Json } from '../model/json.js';
import type { Problem } from '../model/problem.js';

/** Unit: bytes. Policies are written by hand; the largest of the baseline is a hundredth of this. */
const LARGEST_FILE = 256 * 1024;

/** No policy that people write comes near; what walks through one may call itself that often. */
const DEEPEST = 60;

export type PolicyFile = { readonly document: Json } | { readonly problem: Problem };

/** One policy file, YAML or JSON (which is YAML too), or why it cannot be read. */
export function readPolicyFile(file: string): PolicyFile {
  try {
    if (statSync(file).size > LARGEST_FILE) return unreadable(file, `is larger than ${LARGEST_FILE / 1024} KiB`);
    return parsePolicy(file, readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof RangeError) return unreadable(file, 'is nested too deeply');
    return unreadable(file, error instanceof Error ? clause(error.message) : 'cannot be read');
  }
}

function parsePolicy(file: string, text: string): PolicyFile {
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error?.code === 'MULTIPLE_DOCS') return unreadable(file, 'holds several documents, write one policy a file');
  if (error?.code === 'RESOURCE_EXHAUSTION') return unreadable(file, 'is nested too deeply');
  if (error !== undefined) {
    const line = error.linePos?.[0].line;
    return unreadable(file, `${line === undefined ? '' : `line ${line}: `}${clause(error.message)}`);
  }
  // An alias repeats a part of the file; a few of them, nested, can repeat it a billion times.
  // See: https://eemeli.org/yaml/#tojs-options
  const json = document.toJS({ maxAliasCount: 100 }) as Json | undefined;
  if (json === null || json === undefined) return unreadable(file, 'is empty');
  return isDeeper(json, DEEPEST) ? unreadable(file, 'is nested too deeply') : { document: json };
}

function isDeeper(json: Json, levels: number): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return levels === 0 || Object.values(json).some((one) => isDeeper(one, levels - 1));
}

function unreadable(file: string, message: string): PolicyFile {
  return { problem: { path: file, message } };
}

/** A parser's message as one clause: without the place and the excerpt that follow it. */
function clause(message: string): string {
  const [first = ''] = message.split('\n');
  return first.replace(/ at line \d+, column \d+:?$/, '');
}
