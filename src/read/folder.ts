import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../model/json.js';
import type { Plan, Wanted } from '../model/plan.js';
import { UnusableInput } from '../model/problem.js';
import { decode } from './bytes.js';
import { PROJECT, readCdktfProject } from './cdktf-project.js';
import { isManifest, MANIFEST, readManifest } from './manifest.js';
import { parseJson } from './parse-json.js';
import { readFile } from './read-file.js';
import { refuseDocument } from './refusals.js';
import { isTerraformJson, readTerraformJson } from './terraform-json/index.js';

/**
 * The plans in a folder: the stacks that cdktf wrote there, a project of cdktf to synthesise, or Terraform's
 * configuration in JSON syntax. Problems: a folder of anything else.
 */
export function readFolder(path: string, wanted: Wanted, onNotice: (text: string) => void): readonly Plan[] {
  const manifest = join(path, MANIFEST);
  if (existsSync(manifest)) {
    const document = parseJson(manifest, decode(readFile(manifest)));
    if (!isObject(document) || !isManifest(document)) throw new UnusableInput([refuseDocument(manifest, document)]);
    return readManifest({ path: manifest, folder: path, shown: path }, document, wanted);
  }
  if (existsSync(join(path, PROJECT))) return readCdktfProject(path, wanted, onNotice);
  const names = readdirSync(path).toSorted();
  const configuration = names.filter((name) => name.endsWith('.tf.json'));
  if (configuration.length > 0) return [readConfiguration(path, configuration, names, wanted)];
  const hint = 'name a plan in it: terraform show -json tfplan > plan.json, then elbcert check plan.json';
  throw new UnusableInput([
    { path, message: 'this is a folder, neither of cdktf stacks nor of Terraform configuration in JSON', hint },
  ]);
}

/** The files of one module are one configuration. */
function readConfiguration(path: string, files: readonly string[], names: readonly string[], wanted: Wanted): Plan {
  const documents = files.map((name) => {
    const file = join(path, name);
    const document = parseJson(file, decode(readFile(file)));
    if (!isObject(document) || !isTerraformJson(document)) throw new UnusableInput([refuseDocument(file, document)]);
    return document;
  });
  const [only] = files;
  const where = files.length === 1 && only !== undefined ? join(path, only) : path;
  const plan = readTerraformJson(where, merged(documents), wanted);
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
