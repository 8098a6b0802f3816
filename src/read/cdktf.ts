import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import type { Interest, Plan } from '../model/plan.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { childProcess } from '../packages.js';
import { readFile } from './byte-source.js';
import { decode } from './bytes.js';
import { parseInputJson, refuseDocument } from './refusals.js';
import { type FoundStack, isTerraformJson, readStacks, readTerraformJson } from './terraform-json/index.js';

/**
 * The plans in a folder: the stacks that cdktf wrote there, a project of cdktf to synthesise, or Terraform's
 * configuration in JSON syntax. Problems: a folder of anything else.
 */
export function readFolder(path: string, interest: Interest, onNotice: (text: string) => void): readonly Plan[] {
  const manifest = join(path, MANIFEST);
  if (existsSync(manifest)) {
    const document = parseInputJson(manifest, decode(readFile(manifest)));
    if (!isObject(document) || !isManifest(document)) throw new UnusableInput([refuseDocument(manifest, document)]);
    return readManifest({ path: manifest, folder: path, shown: path }, document, interest);
  }
  if (existsSync(join(path, PROJECT))) return readCdktfProject(path, interest, onNotice);
  const names = readdirSync(path).toSorted();
  const configuration = names.filter((name) => name.endsWith('.tf.json'));
  if (configuration.length > 0) return [readConfiguration(path, configuration, names, interest)];
  const hint = 'name a plan in it: terraform show -json tfplan > plan.json, then elbcert check plan.json';
  throw new UnusableInput([
    { path, message: 'this is a folder, neither of cdktf stacks nor of Terraform configuration in JSON', hint },
  ]);
}

/** The files of one module are one configuration. */
function readConfiguration(path: string, files: readonly string[], names: readonly string[], interest: Interest): Plan {
  const documents = files.map((name) => {
    const file = join(path, name);
    const document = parseInputJson(file, decode(readFile(file)));
    if (!isObject(document) || !isTerraformJson(document)) throw new UnusableInput([refuseDocument(file, document)]);
    return document;
  });
  const [only] = files;
  const where = files.length === 1 && only !== undefined ? join(path, only) : path;
  const plan = readTerraformJson(where, merged(documents), interest, path);
  const hcl = names.filter((name) => name.endsWith('.tf'));
  if (hcl.length === 0) return plan;
  const note = `${hcl.join(', ')}: only Terraform reads HCL; check a plan to have it judged`;
  return { ...plan, notes: [...plan.notes, note] };
}

/** Documents side by side: an array of blocks stands for all of them. */
function merged(documents: readonly JsonObject[]): JsonObject {
  const [only] = documents;
  if (only !== undefined && documents.length === 1) return only;
  const sections: Record<string, Json[]> = {};
  for (const document of documents) {
    for (const [section, json] of Object.entries(document)) {
      if (section === '//') continue;
      sections[section] = [...(sections[section] ?? []), json];
    }
  }
  return sections;
}

/** The file that makes a folder a project of cdktf. Source: https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/configuration-file */
export const PROJECT = 'cdktf.json';

/** Unit: lines. The end of what a failing command printed, which is where the error stands. */
const SHOWN_LINES = 20;

/**
 * Synthesises a project into a temporary folder, in the way of cdktf-cli: its `app` command runs in a shell, and its
 * stacks are read. They are called by the path that `cdktf synth` would have written them to.
 * Problems: no `app` command, one that fails, one that writes no stacks.
 */
export function readCdktfProject(
  folder: string,
  interest: Interest,
  onNotice: (text: string) => void,
): readonly Plan[] {
  const path = join(folder, PROJECT);
  const project = parseInputJson(path, decode(readFile(path)), 'mend the file');
  const app = stringProperty(project, 'app');
  if (app === undefined || app === '')
    throw new UnusableInput([
      {
        path,
        message: 'there is no "app" command to synthesise with',
        hint: 'add one, as in "app": "npx tsx main.ts"',
      },
    ]);
  const output = mkdtempSync(join(tmpdir(), 'elbcert-'));
  try {
    onNotice(`${path}: running its app command: ${app}`);
    runApp(path, folder, app, output);
    return readOutput(path, folder, stringProperty(project, 'output') ?? 'cdktf.out', output, interest);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

function runApp(path: string, folder: string, app: string, output: string): void {
  const run = childProcess().spawnSync(app, {
    cwd: folder,
    shell: true,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 2 ** 20,
    env: { ...process.env, CDKTF_OUTDIR: output, CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: 'true' },
  });
  if (run.status === 0) return;
  const how =
    run.error !== undefined
      ? run.error.message
      : run.status === null
        ? `was ended by ${run.signal}`
        : `exit code ${run.status}`;
  const said = lastLines(run.stderr.trim() === '' ? run.stdout : run.stderr);
  throw new UnusableInput([{ path, message: `its app command failed (${how}): ${app}`, said }]);
}

function lastLines(text: string): readonly string[] {
  const lines = stripVTControlCharacters(text).trim().split('\n');
  return lines.filter((line) => line.trim() !== '').slice(-SHOWN_LINES);
}

function readOutput(path: string, folder: string, shown: string, output: string, interest: Interest): readonly Plan[] {
  const manifest = join(output, MANIFEST);
  if (!existsSync(manifest)) {
    const hint = 'the app must end with app.synth()';
    throw new UnusableInput([{ path, message: 'its app command succeeded, but wrote no stacks', hint }]);
  }
  const document = parseInputJson(join(folder, shown, MANIFEST), decode(readFile(manifest)));
  if (!isObject(document) || !isManifest(document)) throw new UnusableInput([refuseDocument(manifest, document)]);
  const place = { path: join(folder, shown, MANIFEST), folder: output, shown: join(folder, shown) };
  return readManifest(place, document, interest);
}

/** The file in an output folder that names the stacks. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/manifest.ts */
export const MANIFEST = 'manifest.json';

export function isManifest(document: JsonObject): boolean {
  return isObject(property(document, 'stacks')) && !isTerraformJson(document);
}

/** Where a manifest stands. */
export interface ManifestPlace {
  /** The manifest as people call it. */
  readonly path: string;
  /** The folder that it is in. */
  readonly folder: string;
  /** The folder as people call it. */
  readonly shown: string;
}

/**
 * Every stack that a manifest names; a remote state that another of them writes leads there.
 * Problems: a stack that is not there, or not in JSON.
 */
export function readManifest(place: ManifestPlace, document: JsonObject, interest: Interest): readonly Plan[] {
  const problems: Problem[] = [];
  const stacks = Object.entries(objectOf(property(document, 'stacks'))).flatMap(([name, stack]): FoundStack[] => {
    try {
      return [readStack(place, name, stack)];
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new UnusableInput(problems);
  if (stacks.length === 0) {
    const hint = 'add a TerraformStack to the app, then run cdktf synth';
    throw new UnusableInput([{ path: place.path, message: 'this manifest names no stacks', hint }]);
  }
  return readStacks(stacks, interest);
}

const SYNTH = 'run cdktf synth (or cdktn synth) again';

function readStack({ path: manifest, folder, shown }: ManifestPlace, name: string, stack: Json): FoundStack {
  const file = stringProperty(stack, 'synthesizedStackPath');
  const constructPath = stringProperty(stack, 'constructPath') ?? name;
  if (file === undefined)
    throw new UnusableInput([{ path: manifest, message: `stack "${name}" has no synthesizedStackPath`, hint: SYNTH }]);
  const path = join(shown, file);
  if (!file.endsWith('.json')) {
    const hint = 'run cdktf synth without --hcl';
    throw new UnusableInput([
      { path, message: `stack "${name}" was synthesised as HCL, which only Terraform reads`, hint },
    ]);
  }
  const document = parseInputJson(path, decode(readStackFile(join(folder, file), path, name, manifest)), SYNTH);
  if (!isObject(document) || !isTerraformJson(document)) throw new UnusableInput([refuseDocument(path, document)]);
  return { name: constructPath, path, document, folder: dirname(join(folder, file)) };
}

function readStackFile(file: string, path: string, name: string, manifest: string): Buffer {
  try {
    return readFile(file);
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    const [problem] = error.problems;
    const message = `names stack "${name}" in ${path}: ${problem?.message ?? 'it cannot be read'}`;
    throw new UnusableInput([{ path: manifest, message, hint: SYNTH }]);
  }
}
