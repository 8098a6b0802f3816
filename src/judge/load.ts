import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { distinctBy } from '../model/collections.js';
import { isDeeper, type Json } from '../model/json.js';
import { DEFAULT_PACKS, PACKAGE_ROOT, PACKS, type Pack } from '../model/package.js';
import { type Problem, systemRefusal, UnusableInput } from '../model/problem.js';
import { readSmallFile } from '../model/small-file.js';
import { didYouMean } from '../model/suggest.js';
import { yaml } from '../packages.js';
import { checkPolicy, type ParsedPolicy, parsePolicy } from './parse-policy.js';
import type { Policy } from './policy.js';
import { PRECOMPILED } from './precompiled.js';

export interface LoadOptions {
  /** Files, and folders of files. */
  readonly policyPaths: readonly string[];
  /** Ids of policies that are not wanted. */
  readonly disable: readonly string[];
  /** Names of packs that come with elbcert; those that always apply need no naming. */
  readonly packs?: readonly string[];
}

/**
 * The packs that always apply, those asked for and the user's own policies, by id; one of the user's replaces the built-in
 * policy of its id.
 * Throws: UnusableInput, with everything that is wrong in any of the files.
 */
export function loadPolicies(options: LoadOptions): readonly Policy[] {
  const problems: Problem[] = [];
  const packs = [...DEFAULT_PACKS, ...(options.packs ?? []).flatMap((name) => packNamed(name, problems))];
  const folders = packs.flatMap((pack) => pack.folders);
  const builtIn = folders.flatMap((folder) => builtInFiles(folder, problems));
  const own = options.policyPaths.flatMap((path) => policyFiles(path, path, problems));
  const policies = new Map<string, Policy>();
  for (const policy of readAll(distinct(builtIn), problems, parsePolicy)) policies.set(policy.id, policy);
  const ownFiles = new Map<string, string>();
  for (const policy of readAll(distinct(own), problems, checkPolicy)) {
    const twin = ownFiles.get(policy.id);
    if (twin !== undefined)
      problems.push({ path: policy.file, message: `/id: "${policy.id}" is also the id of ${twin}` });
    else policies.set(policy.id, { ...policy, replaces: policies.get(policy.id)?.file ?? null });
    ownFiles.set(policy.id, policy.file);
  }
  for (const id of options.disable) {
    if (policies.has(id)) continue;
    problems.push({ path: '--disable', message: `no such policy: "${id}"${didYouMean(id, [...policies.keys()])}` });
  }
  if (problems.length > 0) throw new UnusableInput(problems);
  const disabled = new Set(options.disable);
  return [...policies.values()].filter(({ id }) => !disabled.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The pack of a name. Problems: a name that no pack has. */
function packNamed(name: string, problems: Problem[]): readonly Pack[] {
  const found = PACKS.filter((pack) => pack.name === name);
  if (found.length > 0) return found;
  const known = PACKS.map((pack) => pack.name);
  const hint = `packs are ${known.join(', ')}`;
  problems.push({ path: '--pack', message: `no such pack: ${JSON.stringify(name)}${didYouMean(name, known)}`, hint });
  return [];
}

/** The policies in a folder of the package, as they are built into it. */
function builtInFiles(folder: string, problems: Problem[]): readonly PolicyPath[] {
  if (PRECOMPILED === undefined) return policyFiles(join(PACKAGE_ROOT, folder), folder, problems);
  const files = Object.keys(PRECOMPILED.policies).filter((file) => file.startsWith(`${folder}/`));
  return files.map((file) => ({ path: file, shown: file }));
}

interface PolicyPath {
  readonly path: string;
  /** As the user would write it. */
  readonly shown: string;
}

function policyFiles(path: string, shown: string, problems: Problem[]): readonly PolicyPath[] {
  try {
    if (!statSync(path).isDirectory()) return [{ path, shown }];
    const names = readdirSync(path).filter((name) => /\.(ya?ml|json)$/.test(name) && !name.endsWith('.schema.json'));
    if (names.length === 0)
      problems.push({ path: shown, message: 'has no policy in it', hint: 'policies end in .yaml or .json' });
    return names.sort().map((name) => ({ path: join(path, name), shown: `${shown.replace(/[/\\]$/, '')}/${name}` }));
  } catch (error) {
    problems.push({ path: shown, message: systemRefusal(error).replace(/^no such file$/, 'no such file or folder') });
    return [];
  }
}

/** Built-in policies that were read already: a process that runs from source, as the tests do, judges many plans. */
const builtInFromSource = new Map<string, Policy>();

function readAll(
  files: readonly PolicyPath[],
  problems: Problem[],
  parse: (document: Json, file: string) => ParsedPolicy,
): readonly Policy[] {
  const isBuiltIn = parse === parsePolicy;
  return files.flatMap(({ path, shown }) => {
    const ready = isBuiltIn ? (PRECOMPILED?.policies[shown] ?? builtInFromSource.get(shown)) : undefined;
    if (ready !== undefined) return [ready];
    const read = readYamlFile(path);
    if ('problem' in read) {
      problems.push({ ...read.problem, path: shown });
      return [];
    }
    const { policy, faults } = parse(read.document, shown);
    for (const { pointer, message, hint } of faults) {
      const where = pointer === '' ? message : `${pointer}: ${message}`;
      problems.push({ path: shown, message: where, ...(hint === undefined ? {} : { hint }) });
    }
    if (faults.length > 0) return [];
    if (isBuiltIn) builtInFromSource.set(shown, policy);
    return [policy];
  });
}

function distinct(files: readonly PolicyPath[]): readonly PolicyPath[] {
  return distinctBy(files, ({ path }) => resolve(path));
}

/** Unit: bytes. Policies are written by hand; the largest built-in one is a hundredth of this. */
const LARGEST_FILE = 256 * 1024;

/** No policy that people write comes near; what walks through one may call itself that often. */
const DEEPEST = 60;

export type YamlFile = { readonly document: Json; readonly text: string } | { readonly problem: Problem };

/** One policy file, YAML or JSON (which is YAML too), or why it cannot be read. */
export function readYamlFile(file: string): YamlFile {
  try {
    return policyIn(file, readSmallFile(file, LARGEST_FILE).toString('utf8'));
  } catch (error) {
    if (error instanceof UnusableInput)
      return { problem: error.problems[0] ?? { path: file, message: 'cannot be read' } };
    if (error instanceof RangeError) return unreadable(file, 'is nested too deeply');
    return unreadable(file, error instanceof Error ? clause(error.message) : 'is not YAML');
  }
}

function policyIn(file: string, text: string): YamlFile {
  const document = yaml().parseDocument(text, { prettyErrors: true, logLevel: 'error' });
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
  return isDeeper(json, DEEPEST) ? unreadable(file, 'is nested too deeply') : { document: json, text };
}

function unreadable(file: string, message: string): YamlFile {
  return { problem: { path: file, message } };
}

/** A parser's message as one clause: without the place, and without any text of the file, which may be no policy at all. */
function clause(message: string): string {
  const [first = ''] = message.split('\n');
  return first.replace(/ at line \d+, column \d+:?$/, '').replace(/\s*[:"`'%\\].*$/, '');
}
