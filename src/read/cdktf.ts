import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import { placeIn } from '../model/paths.js';
import type { Interest, Plan } from '../model/plan.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { readFile } from './byte-source.js';
import { decode } from './bytes.js';
import { MANIFEST, PROJECT, synthesise } from './cdktf-project.js';
import { parseInputJson, refuseDocument } from './refusals.js';
import { type FoundStack, isTerraformJson, readStacks } from './terraform-json/index.js';
import { mergeFiles } from './terraform-json/merge-files.js';

/**
 * What is in a folder: the stacks that cdktf wrote there, or Terraform's configuration in JSON syntax. Nothing in such
 * a folder is run. Problems: a folder of anything else.
 */
export function stacksInFolder(path: string): readonly FoundStack[] {
  const manifest = join(path, MANIFEST);
  if (existsSync(manifest)) return stacksInOutput({ path: manifest, folder: path, shown: path });
  const names = readdirSync(path).toSorted();
  const configuration = names.filter((name) => name.endsWith('.tf.json'));
  if (configuration.length > 0) return [findConfiguration(path, configuration, names)];
  const hint = 'name a plan in it: terraform show -json tfplan > plan.json, then elbcert check plan.json';
  throw new UnusableInput([
    { path, message: 'this is a folder, neither of cdktf stacks nor of Terraform configuration in JSON', hint },
  ]);
}

/** The plans of a project of cdktf, which is synthesised. They are called by the paths that `cdktf synth` writes them to. */
export function readProject(
  path: string,
  interest: Interest,
  onNotice: (text: string) => void,
): Promise<readonly Plan[]> {
  return synthesise(path, onNotice, async ({ folder, shown }) => {
    const stacks = stacksInOutput({ path: join(shown, MANIFEST), folder, shown, project: dirname(path) });
    return readStacks(stacks, interest);
  });
}

function stacksInOutput(place: ManifestPlace): readonly FoundStack[] {
  const document = parseInputJson(place.path, decode(readFile(join(place.folder, MANIFEST))));
  if (!isObject(document) || !isManifest(document)) throw new UnusableInput([refuseDocument(place.path, document)]);
  return stacksInManifest(place, document);
}

/** The files of one module are one configuration. */
function findConfiguration(path: string, files: readonly string[], names: readonly string[]): FoundStack {
  const documents = files.map((name) => {
    const file = join(path, name);
    const document = parseInputJson(file, decode(readFile(file)));
    if (!isObject(document) || !isTerraformJson(document)) throw new UnusableInput([refuseDocument(file, document)]);
    return { name, document };
  });
  const [only] = files;
  const where = files.length === 1 && only !== undefined ? join(path, only) : path;
  const hcl = names.filter((name) => name.endsWith('.tf'));
  const notes = [
    ...(hcl.length === 0 ? [] : [`${hcl.join(', ')}: only Terraform reads HCL; check a plan to have it judged`]),
    ...(names.includes(PROJECT) ? [`nothing was run: to synthesise the project, name ${join(path, PROJECT)}`] : []),
  ];
  return { ...configurationIn(path, where, mergeFiles(documents)), notes };
}

/** A configuration in JSON syntax that stands in a folder. */
export function configurationIn(folder: string, path: string, document: JsonObject): FoundStack {
  return { name: path, path, document, folder, moduleFolders: [{ root: folder, boundary: folder }] };
}

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
  /** The folder of the project that wrote it, where that is what was named. */
  readonly project?: string;
}

/**
 * Every stack that a manifest names; a remote state that another of them writes leads there.
 * Problems: a stack that is not there, or not in JSON.
 */
export function stacksInManifest(place: ManifestPlace, document: JsonObject): readonly FoundStack[] {
  const problems: Problem[] = [];
  const stacks = Object.entries(objectOf(property(document, 'stacks'))).flatMap(([name, stack]): FoundStack[] => {
    try {
      return [findStack(place, name, stack)];
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
  return stacks;
}

const SYNTH = 'run cdktf synth (or cdktn synth) again';

function findStack(place: ManifestPlace, name: string, stack: Json): FoundStack {
  const { path: manifest, folder, shown, project } = place;
  const file = stringProperty(stack, 'synthesizedStackPath');
  const constructPath = stringProperty(stack, 'constructPath') ?? name;
  if (file === undefined)
    throw new UnusableInput([{ path: manifest, message: `stack "${name}" has no synthesizedStackPath`, hint: SYNTH }]);
  const path = join(shown, file);
  if (isAbsolute(file) || placeIn(folder, join(folder, file)).kind === 'outside') {
    const message = `stack "${name}" would be read outside of the manifest's folder`;
    throw new UnusableInput([{ path: manifest, message, hint: SYNTH }]);
  }
  if (!file.endsWith('.json')) {
    const hint = 'run cdktf synth without --hcl';
    throw new UnusableInput([
      { path, message: `stack "${name}" was synthesised as HCL, which only Terraform reads`, hint },
    ]);
  }
  const document = parseInputJson(path, decode(readStackFile(join(folder, file), path, name, manifest)), SYNTH);
  if (!isObject(document) || !isTerraformJson(document)) throw new UnusableInput([refuseDocument(path, document)]);
  const own = dirname(join(folder, file));
  return {
    name: constructPath,
    path,
    document,
    folder: own,
    moduleFolders: [
      { root: own, boundary: folder },
      // cdktf copies a module to the stack, or has Terraform read it where it is.
      ...(project === undefined ? [] : [{ root: dirname(path), boundary: project }]),
    ],
  };
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
