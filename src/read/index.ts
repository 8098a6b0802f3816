import { openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isObject, type JsonObject } from '../model/json.js';
import type { Interest, ModuleConfig, Plan } from '../model/plan.js';
import { systemRefusal, UnusableInput } from '../model/problem.js';
import {
  type ByteSource,
  bytesSource,
  fileSource,
  fill,
  prefixed,
  readAll,
  readFile,
  streamSource,
} from './byte-source.js';
import { decode, isLegacyPlan, isZip } from './bytes.js';
import { isManifest, readFolder, readManifest } from './cdktf.js';
import type { ScannedDocument } from './large/build-document.js';
import { scanDocument, scansInWebAssembly } from './large/index.js';
import { settleInterest } from './on-demand.js';
import { isPlanJson, readPlanJson } from './plan.js';
import { showBinaryPlan } from './plan-file.js';
import { parseJson, refuseDocument } from './refusals.js';
import { isScannable, scannable } from './scannable.js';
import { isStateJson, readStateJson } from './state.js';
import { isTerraformJson, readTerraformJson } from './terraform-json/index.js';

/** A JSON document that can be read, most telling first. */
interface Format {
  readonly recognises: (document: JsonObject) => boolean;
  readonly read: (path: string, document: JsonObject, interest: Interest, scanned?: ModuleConfig) => readonly Plan[];
}

const FORMATS: readonly Format[] = [
  { recognises: isPlanJson, read: (...given) => [readPlanJson(...given)] },
  { recognises: isStateJson, read: (path, document, { wanted }) => [readStateJson(path, document, wanted)] },
  {
    recognises: isManifest,
    read: (path, document, interest) =>
      readManifest({ path, folder: dirname(path), shown: dirname(path) }, document, interest),
  },
  { recognises: isTerraformJson, read: (path, document, interest) => [readTerraformJson(path, document, interest)] },
];

/** Unit: bytes. Up to here JSON.parse is done before a scan has begun. */
const SMALL = 1 << 20;

export interface ReadOptions extends Interest {
  /** Told what is run on the way. */
  readonly onNotice: (text: string) => void;
  /** Told before an input is scanned, and whether it is in WebAssembly. */
  readonly onLargeInput?: ((inWebAssembly: boolean) => void) | undefined;
  /** Told, over and over, how far reading has come in bytes, and where it ends where that is known. */
  readonly onProgress?: ((path: string, read: number, size: number | undefined) => void) | undefined;
}

/** The plans in one input: a path, or `-` for standard input. Chosen by content. Problems: anything that is not a plan. */
export function read(path: string, options: ReadOptions): readonly Plan[] {
  if (path !== '-' && isFolder(path)) return readFolder(path, options, options.onNotice);
  const shown = path === '-' ? '<stdin>' : path;
  const source = path === '-' ? streamSource(0) : openFile(path);
  return source === undefined ? readBytes(shown, readFile(path), options) : readSource(shown, source, options);
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
    return readSource(path, bytesSource(shown.json), options).map((plan) => ({ ...plan, planFile: bytes }));
  }
  return readDocument(path, textOf(path, bytes), options);
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

/** A large file, or a pipe that has a name; undefined for what is read at once. */
function openFile(path: string): ByteSource | undefined {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return stats.size > SMALL ? fileSource(path) : undefined;
    return stats.isDirectory() ? undefined : streamSource(openSync(path, 'r'));
  } catch (error) {
    throw new UnusableInput([{ path, message: systemRefusal(error) }]);
  }
}

/** Small inputs, and those that are no plan at first sight, are read whole; plans are scanned. */
function readSource(path: string, source: ByteSource, options: ReadOptions): readonly Plan[] {
  const prefix = Buffer.allocUnsafe(SMALL + 1);
  const beginning = prefix.subarray(0, fill(source, prefix));
  if (beginning.length <= SMALL) return readBytes(path, beginning, options);
  options.onLargeInput?.(scansInWebAssembly());
  const whole = watched(path, prefixed(beginning, source), options);
  if (!isScannable(beginning)) return readBytes(path, readAll(path, whole), options);
  const scanned = scanDocument(path, scannable(beginning, whole), options);
  return readFormat(path, scanned.document, options, scanned);
}

function watched(path: string, source: ByteSource, { onProgress }: ReadOptions): ByteSource {
  if (onProgress === undefined) return source;
  let done = 0;
  return {
    ...source,
    read(into) {
      const length = source.read(into);
      done += length;
      onProgress(path, done, source.size);
      return length;
    },
  };
}

function readDocument(path: string, text: string, interest: Interest): readonly Plan[] {
  return readFormat(path, parseJson(path, text), interest);
}

/** The plans in a document, parsed or scanned. Problems: a document of another kind. */
export function readFormat(
  path: string,
  document: unknown,
  interest: Interest,
  scanned?: ScannedDocument,
): readonly Plan[] {
  const format = isObject(document) ? FORMATS.find((candidate) => candidate.recognises(document)) : undefined;
  if (format === undefined || !isObject(document)) throw new UnusableInput([refuseDocument(path, document)]);
  return format.read(path, document, settleInterest(document, interest, scanned), scanned?.configuration);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
