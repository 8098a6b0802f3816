import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isObject, type JsonObject } from '../model/json.js';
import type { Plan, Wanted } from '../model/plan.js';
import { UnusableInput } from '../model/problem.js';
import { showBinaryPlan } from './binary-plan.js';
import { decode, isLegacyPlan, isZip } from './bytes.js';
import { readFolder } from './folder.js';
import { isManifest, readManifest } from './manifest.js';
import { parseJson } from './parse-json.js';
import { isPlanJson, readPlanJson } from './plan-json.js';
import { readFile } from './read-file.js';
import { refuseDocument } from './refusals.js';
import { readStandardInput } from './standard-input.js';
import { isStateJson, readStateJson } from './state-json.js';
import { isTerraformJson, readTerraformJson } from './terraform-json/index.js';

/** A JSON document that can be read, most telling first. */
interface Format {
  readonly recognises: (document: JsonObject) => boolean;
  readonly read: (path: string, document: JsonObject, wanted: Wanted) => readonly Plan[];
}

const FORMATS: readonly Format[] = [
  { recognises: isPlanJson, read: (...given) => [readPlanJson(...given)] },
  { recognises: isStateJson, read: (...given) => [readStateJson(...given)] },
  {
    recognises: isManifest,
    read: (path, document, wanted) =>
      readManifest({ path, folder: dirname(path), shown: dirname(path) }, document, wanted),
  },
  { recognises: isTerraformJson, read: (...given) => [readTerraformJson(...given)] },
];

export interface ReadOptions {
  readonly wanted: Wanted;
  /** Told what is run on the way. */
  readonly onNotice: (text: string) => void;
}

/** The plans in one input: a path, or `-` for standard input. Chosen by content. Problems: anything that is not a plan. */
export function read(path: string, options: ReadOptions): readonly Plan[] {
  if (path !== '-' && isFolder(path)) return readFolder(path, options.wanted, options.onNotice);
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
    return readDocument(path, textOf(path, shown.json), options.wanted).map((plan) => ({ ...plan, planFile: bytes }));
  }
  return readDocument(path, textOf(path, bytes), options.wanted);
}

/** Problems: more text than a string can hold. Source: https://nodejs.org/api/buffer.html#bufferconstantsmax_string_length */
function textOf(path: string, bytes: Buffer): string {
  try {
    return decode(bytes);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG')) throw error;
    const hint = 'leave out what is not read: jq "del(.planned_values)" FILE | elbcert check';
    throw new UnusableInput([{ path, message: 'larger than 512 MiB, which is all that can be read', hint }]);
  }
}

function readDocument(path: string, text: string, wanted: Wanted): readonly Plan[] {
  const document = parseJson(path, text);
  const format = isObject(document) ? FORMATS.find((candidate) => candidate.recognises(document)) : undefined;
  if (format === undefined || !isObject(document)) throw new UnusableInput([refuseDocument(path, document)]);
  return format.read(path, document, wanted);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
