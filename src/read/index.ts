import { readFileSync, statSync } from 'node:fs';
import { isObject, type JsonObject } from '../model/json.js';
import type { Plan, Wanted } from '../model/plan.js';
import { UnusableInput } from '../model/problem.js';
import { showBinaryPlan } from './binary-plan.js';
import { decode, isLegacyPlan, isZip } from './bytes.js';
import { parseJson } from './parse-json.js';
import { isPlanJson, readPlanJson } from './plan-json.js';
import { refuseDocument } from './refusals.js';
import { readStandardInput } from './standard-input.js';
import { isStateJson, readStateJson } from './state-json.js';

/** A JSON document that can be read, most telling first. */
interface Format {
  readonly recognises: (document: JsonObject) => boolean;
  readonly read: (path: string, document: JsonObject, wanted: Wanted) => Plan;
}

const FORMATS: readonly Format[] = [
  { recognises: isPlanJson, read: readPlanJson },
  { recognises: isStateJson, read: readStateJson },
];

export interface ReadOptions {
  readonly wanted: Wanted;
  /** Told what is run on the way. */
  readonly onNotice: (text: string) => void;
}

/** The plans in one input: a path, or `-` for standard input. Chosen by content. Problems: anything that is not a plan. */
export function read(path: string, options: ReadOptions): readonly Plan[] {
  const bytes = path === '-' ? readStandardInput() : readFile(path);
  return readBytes(path === '-' ? '<stdin>' : path, bytes, options);
}

/** The plans in the bytes of one input. */
export function readBytes(path: string, bytes: Buffer, options: ReadOptions): readonly Plan[] {
  if (isLegacyPlan(bytes)) {
    const hint = 'Terraform 0.12 was the first to write plans as JSON';
    throw new UnusableInput([{ path, message: 'this is a plan file of Terraform before 0.12', hint }]);
  }
  if (isZip(bytes)) {
    const shown = showBinaryPlan(path === '<stdin>' ? '-' : path, bytes);
    options.onNotice(`${path} is a binary plan file: ran ${shown.command}`);
    return [{ ...readDocument(path, decode(shown.json), options.wanted), planFile: bytes }];
  }
  return [readDocument(path, decode(bytes), options.wanted)];
}

function readDocument(path: string, text: string, wanted: Wanted): Plan {
  const document = parseJson(path, text);
  const format = isObject(document) ? FORMATS.find((candidate) => candidate.recognises(document)) : undefined;
  if (format === undefined || !isObject(document)) throw new UnusableInput([refuseDocument(path, document)]);
  return format.read(path, document, wanted);
}

function readFile(path: string): Buffer {
  try {
    if (statSync(path).isDirectory()) {
      const hint = 'name a plan in it: terraform show -json tfplan > plan.json, then elbcert check plan.json';
      throw new UnusableInput([{ path, message: 'this is a folder', hint }]);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw new UnusableInput([{ path, message: whyUnreadable(error) }]);
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'no permission to read it',
  ENOTDIR: 'no such file',
  ERR_FS_FILE_TOO_LARGE: 'larger than 2 GiB',
};

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
  return UNREADABLE[code] ?? `cannot be read (${code})`;
}
