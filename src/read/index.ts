import { openSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isObject, type JsonObject } from '../model/json.js';
import { isFolder } from '../model/paths.js';
import type { Interest, Plan, Wanted } from '../model/plan.js';
import { systemRefusal, UnusableInput } from '../model/problem.js';
import {
  type ByteSource,
  fileSource,
  fill,
  prefixed,
  readAll,
  readFile,
  repeatable,
  streamSource,
} from './byte-source.js';
import { decode, isLegacyPlan, isZip, utf8Source } from './bytes.js';
import { configurationIn, isManifest, readProject, stacksInFolder, stacksInManifest } from './cdktf.js';
import { isProject, PROJECT } from './cdktf-project.js';
import { documentScanner, type ScanDocument } from './large/index.js';
import { beginsAsPlan, DOCUMENT, hasAssumedRole, isPlanJson, readPlanJson } from './plan.js';
import { showBinaryPlan } from './plan-file.js';
import { parseInputJson, refuseBeginning, refuseDocument } from './refusals.js';
import { isStateJson, readStateJson } from './state.js';
import { type FoundStack, isTerraformJson, readStacks } from './terraform-json/index.js';

/** A JSON document that can be read, most telling first. */
interface Format {
  readonly recognises: (document: JsonObject) => boolean;
  readonly read: (path: string, document: JsonObject, interest: Interest) => readonly Plan[];
}

const FORMATS: readonly Format[] = [
  { recognises: isPlanJson, read: (path, document, { wanted }) => [readPlanJson(path, document, wanted)] },
  { recognises: isStateJson, read: (path, document, { wanted }) => [readStateJson(path, document, wanted)] },
];

/** The stacks that a document is or names; undefined for one of another kind. */
function stacksIn(path: string, document: JsonObject): readonly FoundStack[] | undefined {
  const folder = dirname(path);
  if (isManifest(document)) return stacksInManifest({ path, folder, shown: folder }, document);
  if (!isTerraformJson(document)) return undefined;
  return [path === '<stdin>' ? { name: path, path, document } : configurationIn(folder, path, document)];
}

/** Unit: bytes. Up to here JSON.parse is done before a scan has begun. */
const SMALL = 1 << 20;

/** Unit: bytes. White space in front of a document's first key takes less. */
const FIRST_KEY = 1024;

export interface ReadOptions extends Interest {
  /** False where no program may run that an input names: a project of cdktf is refused. */
  readonly synth?: boolean | undefined;
  /** Told what is run on the way. */
  readonly onNotice: (text: string) => void;
  /** Told, over and over, how far reading has come in bytes, and where it ends where that is known. */
  readonly onProgress?: ((path: string, read: number, size: number | undefined) => void) | undefined;
}

/** The plans in one input: a path, or `-` for standard input. Chosen by content. Problems: anything that is not a plan. */
export async function read(path: string, options: ReadOptions): Promise<readonly Plan[]> {
  if (path === '-') return readSource('<stdin>', streamSource(0), options);
  if (isFolder(path)) {
    if (isProject(path)) return synthesised(join(path, PROJECT), options);
    return readStacks(stacksInFolder(path), options);
  }
  if (basename(path) === PROJECT) return synthesised(path, options);
  const source = openFile(path);
  return source === undefined ? readAnyBytes(path, readFile(path), options) : readSource(path, source, options);
}

/** The stacks of a project, which its own command writes. Problems: a run in which no such command may run. */
function synthesised(path: string, { synth = true, ...options }: ReadOptions): Promise<readonly Plan[]> {
  if (synth) return readProject(path, options, options.onNotice);
  const hint = 'run cdktf synth first and name its output, or allow it with --synth';
  throw new UnusableInput([{ path, message: 'its app command would be run, and --no-synth forbids that', hint }]);
}

/** The plans in the bytes of one input, a plan file or JSON that is parsed whole. */
async function readAnyBytes(path: string, bytes: Buffer, options: ReadOptions): Promise<readonly Plan[]> {
  if (!isZip(bytes)) {
    const found = findPlans(path, parseBytes(path, bytes), options);
    return found.kind === 'plans' ? found.plans : readStacks(found.stacks, options);
  }
  const shown = await showBinaryPlan(path === '<stdin>' ? '-' : path, bytes);
  options.onNotice(`${path} is a binary plan file: ran ${shown.command}`);
  const plans = await readSource(path, shown.json, options);
  return plans.map((plan) => ({ ...plan, planFile: bytes }));
}

/** The plans in the bytes of one document, which is parsed whole. The modules that a stack calls are not read. */
export function readBytes(path: string, bytes: Buffer, interest: Interest): readonly Plan[] {
  return readDocument(path, parseBytes(path, bytes), interest);
}

function parseBytes(path: string, bytes: Buffer): unknown {
  if (isLegacyPlan(bytes)) {
    const hint = 'Terraform 0.12 was the first to write plans as JSON';
    throw new UnusableInput([{ path, message: 'this is a plan file of Terraform before 0.12', hint }]);
  }
  return parseInputJson(path, decode(bytes));
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

/** Small inputs, and those that are no plan at first sight, are parsed whole; large plans are scanned where that is possible. */
async function readSource(path: string, source: ByteSource, options: ReadOptions): Promise<readonly Plan[]> {
  const prefix = Buffer.allocUnsafe(SMALL + 1);
  const beginning = prefix.subarray(0, fill(source, prefix));
  if (beginning.length <= SMALL) return readAnyBytes(path, Buffer.from(beginning), options);
  const text = decode(beginning.subarray(0, FIRST_KEY));
  // What is no document at its beginning need not be read to its end, which a device such as /dev/zero does not have.
  if (!isZip(beginning) && !/^[\u{feff}\s]*[{[]/u.test(text)) throw new UnusableInput([refuseBeginning(path, text)]);
  const whole = watched(path, prefixed(beginning, source), options);
  const isPlan = beginsAsPlan(text);
  const scan = isPlan ? documentScanner() : undefined;
  if (scan !== undefined) return readScanned(path, utf8Source(beginning, whole), options, scan);
  const bytes = readAll(path, whole, isPlan ? WITHOUT_SCANNER : 'it does not begin as a plan does');
  return readAnyBytes(path, bytes, options);
}

const WITHOUT_SCANNER = 'a larger plan can only be read with WebAssembly, which this Node.js does not have (--jitless)';

/**
 * The plan or state in an input of any size, in UTF-8. Types that are read on demand are left out at first, and the input
 * is scanned again if one of their instances matters; one that cannot be read again is read with all of them.
 */
export function readScanned(
  path: string,
  source: ByteSource,
  interest: Interest,
  scan: ScanDocument,
  window?: number,
): readonly Plan[] {
  const { wanted, onDemand } = interest;
  const whole: Interest = { ...interest, onDemand: undefined };
  const repeated = repeatable(source);
  if (onDemand === undefined || repeated === undefined)
    return readDocument(path, scan(path, source, DOCUMENT, whole, window), whole);
  const document = scan(path, source, DOCUMENT, interest, window);
  const narrowed: Wanted = (mode, type) => wanted(mode, type) && !onDemand.types(mode, type);
  if (document !== undefined && !hasAssumedRole(document))
    return readDocument(path, document, { ...whole, wanted: narrowed });
  return readDocument(path, scan(path, repeated, DOCUMENT, whole, window), whole);
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

/** What is in a document: plans, or stacks that plans are made of. */
type Found =
  | { readonly kind: 'plans'; readonly plans: readonly Plan[] }
  | { readonly kind: 'stacks'; readonly stacks: readonly FoundStack[] };

/** Problems: a document of another kind. */
function findPlans(path: string, document: unknown, interest: Interest): Found {
  if (!isObject(document)) throw new UnusableInput([refuseDocument(path, document)]);
  const format = FORMATS.find((candidate) => candidate.recognises(document));
  if (format !== undefined) return { kind: 'plans', plans: format.read(path, document, interest) };
  const stacks = stacksIn(path, document);
  if (stacks === undefined) throw new UnusableInput([refuseDocument(path, document)]);
  return { kind: 'stacks', stacks };
}

function readDocument(path: string, document: unknown, interest: Interest): readonly Plan[] {
  const found = findPlans(path, document, interest);
  return found.kind === 'plans' ? found.plans : readStacks(found.stacks, interest);
}
