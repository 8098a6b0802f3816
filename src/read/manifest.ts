import { join } from 'node:path';
import { isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import type { Plan, Wanted } from '../model/plan.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { decode } from './bytes.js';
import { parseJson } from './parse-json.js';
import { readFile } from './read-file.js';
import { refuseDocument } from './refusals.js';
import { isTerraformJson, readTerraformJson } from './terraform-json/index.js';
import { linkRemoteStates, type ReadStack } from './terraform-json/remote-states.js';

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
export function readManifest(place: ManifestPlace, document: JsonObject, wanted: Wanted): readonly Plan[] {
  const problems: Problem[] = [];
  const stacks = Object.entries(objectOf(property(document, 'stacks'))).flatMap(([name, stack]): ReadStack[] => {
    try {
      return [readStack(place, name, stack, wanted)];
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
  return linkRemoteStates(stacks);
}

const SYNTH = 'run cdktf synth (or cdktn synth) again';

function readStack(
  { path: manifest, folder, shown }: ManifestPlace,
  name: string,
  stack: Json,
  wanted: Wanted,
): ReadStack {
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
  const document = parseJson(path, decode(readStackFile(join(folder, file), path, name, manifest)), SYNTH);
  if (!isObject(document) || !isTerraformJson(document)) throw new UnusableInput([refuseDocument(path, document)]);
  return { name: constructPath, document, plan: readTerraformJson(path, document, wanted) };
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
