import { readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { arrayOf, type Json, property, stringProperty } from '../../model/json.js';
import { placeIn } from '../../model/paths.js';
import { UnusableInput } from '../../model/problem.js';
import { readSmallFile } from '../../model/small-file.js';
import { unzip } from '../unzip.js';
import {
  type Configuration,
  isConfigurationFile,
  type MakeSourceFile,
  type SourceFolder,
  sourceFolder,
} from './source-file.js';

/** Folders that Terraform and Terragrunt fill with copies: a line in one of those is nobody's to change. */
const COPIES = new Set(['.terraform', '.terragrunt-cache']);

/** Whether a path leads into a copy of somebody's source. */
export function isCopy(path: string): boolean {
  return path.split('/').some((step) => COPIES.has(step));
}

/** The text of each file below `tfconfig/` in a plan file, by its path there. */
export type ConfigurationFiles = ReadonlyMap<string, string>;

const FOLDER = 'tfconfig/';

/** Unit: bytes, once unpacked. No configuration that people write comes near. */
const LARGEST_FILE = 5_000_000;
const MOST_FILES = 20_000;

/** Unpacks the configuration and nothing else: the plan and the state beside it hold secrets. Undefined for a broken archive. */
export async function unpackConfiguration(planFile: Uint8Array): Promise<ConfigurationFiles | undefined> {
  const unpacked = await unzip(planFile, {
    wanted: (name) => name.startsWith(FOLDER),
    largestFile: LARGEST_FILE,
    mostFiles: MOST_FILES,
  });
  if (unpacked === undefined) return undefined;
  const decoder = new TextDecoder();
  return new Map([...unpacked].map(([path, bytes]) => [path.slice(FOLDER.length), decoder.decode(bytes)]));
}

/**
 * The folder that a plan file's configuration came from, as far as the files tell: the plan file's own, or the working
 * directory, whichever has the same root module. Empty where neither has: paths are then as the plan file spells them.
 */
export function folderOfConfiguration(files: ConfigurationFiles, planPath: string): string {
  const rootFiles = [...files].filter(([path]) => path.startsWith('m-/'));
  const same = (folder: string) =>
    rootFiles.length > 0 && rootFiles.every(([path, text]) => readText(join(folder, path.slice(3))) === text);
  return [dirname(planPath), '.'].find(same) ?? '';
}

/** The text of a file, without a byte order mark; undefined where it cannot be read, or is no regular file. */
export function readText(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? new TextDecoder().decode(readSmallFile(path, LARGEST_FILE)) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The configuration inside a binary plan file: `m-` holds the root module's files, `m-network.subnets` those of a
 * module, `modules.json` the folders that they came from.
 * Source: https://github.com/hashicorp/terraform/blob/main/internal/plans/planfile/config_snapshot.go
 */
export function planFileConfiguration(
  files: ConfigurationFiles,
  folder: string,
  makeFile: MakeSourceFile,
): Configuration {
  const manifest = readModuleManifest(files.get('modules.json'));
  const open = (key: string): SourceFolder | undefined => {
    const recorded = manifest.get(key) ?? (key === '' ? '.' : undefined);
    if (recorded === undefined) return undefined;
    const origin = posix.normalize(posix.join(folder, recorded));
    const prefix = `m-${key}/`;
    const names = [...files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    return sourceFolder(
      { path: recorded, isCopy: isCopy(origin) || posix.isAbsolute(recorded) },
      names
        .filter(isConfigurationFile)
        .map((name) => makeFile(name, posix.join(origin, name), () => files.get(prefix + name))),
      (name) => open(key === '' ? name : `${key}.${name}`),
    );
  };
  const nothing = { path: '.', isCopy: false };
  return { via: 'planfile', root: open('') ?? sourceFolder(nothing, [], () => undefined) };
}

/**
 * The configuration in a folder that the user named; in `REPOSITORY//FOLDER`, modules may stand anywhere in REPOSITORY.
 * Nothing outside is read, whatever a link or a manifest says. Problems: no such folder, or no configuration in it.
 */
export function folderConfiguration(given: string, makeFile: MakeSourceFile): Configuration {
  const { boundary, root } = parseRoot(given);
  const within = (path: string) => realPathWithin(boundary, path);
  const manifestPath = within(join(root, '.terraform/modules/modules.json'));
  const manifest = readModuleManifest(manifestPath === undefined ? undefined : readText(manifestPath));

  if (isCopy(slashes(resolve(root)))) {
    const message = 'this is a copy that Terraform or Terragrunt made';
    throw new UnusableInput([{ path: given, message, hint: '--root is the folder that its source is in' }]);
  }
  const opened = folderOpener({ boundary, root }, makeFile, manifest).open(root, '');
  if (opened === undefined || opened.files.length === 0) {
    throw new UnusableInput([
      {
        path: given,
        message: 'no Terraform configuration in this folder',
        hint: '--root is the folder that was planned',
      },
    ]);
  }
  return { via: 'source', given, root: opened };
}

/** Where the folders of a configuration are: that of its root module, and the one that nothing is read outside of. */
export interface Boundary {
  readonly root: string;
  readonly boundary: string;
}

/**
 * What opens the modules that the configuration in a folder calls by their paths: what a registry or a repository has is
 * not there. Nothing outside of the boundary is read; where that is no folder, nothing.
 */
export function localModules({ root, boundary }: Boundary, makeFile: MakeSourceFile): SourceFolder['child'] {
  const opener = folderOpener({ root, boundary }, makeFile, new Map());
  return (name, source) => opener.openCalled(root, '', name, source);
}

/** More folders than any configuration has; one whose modules call themselves has no end of them. */
const MOST_FOLDERS = 1_000;

/** `recorded` has the folders of modules that are not called by their paths. */
function folderOpener(
  { root, boundary }: Boundary,
  makeFile: MakeSourceFile,
  recorded: ReadonlyMap<string, string>,
): {
  open(folder: string, key: string): SourceFolder | undefined;
  openCalled(from: string, key: string, name: string, source: string | undefined): SourceFolder | undefined;
} {
  const within = (path: string) => realPathWithin(boundary, path);
  let opened = 0;
  const open = (folder: string, key: string): SourceFolder | undefined => {
    if (within(folder) === undefined || opened === MOST_FOLDERS) return undefined;
    opened += 1;
    const files = namesIn(folder).map((name) => {
      const path = join(folder, name);
      return makeFile(name, fromHere(path), () => {
        const real = within(path);
        return real === undefined ? undefined : readText(real);
      });
    });
    const place = { path: slashes(relative(root, folder)) || '.', isCopy: isCopy(slashes(resolve(folder))) };
    return sourceFolder(place, files, (name, source) => openCalled(folder, key, name, source));
  };
  const openCalled = (from: string, key: string, name: string, source: string | undefined) => {
    const childKey = key === '' ? name : `${key}.${name}`;
    if (isLocalSource(source)) return open(join(from, source), childKey);
    const folder = recorded.get(childKey);
    return folder === undefined || isAbsolute(folder) ? undefined : open(join(root, folder), childKey);
  };
  return { open, openCalled };
}

/** Source: https://developer.hashicorp.com/terraform/language/modules/sources#local-paths */
function isLocalSource(source: unknown): source is string {
  return typeof source === 'string' && /^\.\.?(?:\/|$)/.test(source);
}

/** Terraform's own notation for a folder of a repository. Source: https://developer.hashicorp.com/terraform/language/modules/sources#modules-in-package-sub-directories */
function parseRoot(given: string): Boundary {
  const at = given.lastIndexOf('//');
  const [repository, folder] = at <= 0 ? [given, '.'] : [given.slice(0, at), given.slice(at + 2)];
  const root = join(repository, folder);
  try {
    if (statSync(root).isDirectory() && placeIn(repository, root).kind === 'within')
      return { boundary: repository, root };
  } catch {
    // Told below, in the same words as a file.
  }
  throw new UnusableInput([{ path: given, message: 'no such folder', hint: '--root is the folder that was planned' }]);
}

/** The path itself, links followed; undefined where that leads outside of a folder, or nowhere. */
function realPathWithin(folder: string, path: string): string | undefined {
  const place = placeIn(folder, path);
  return place.kind === 'within' ? place.path : undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
    return files
      .map(({ name }) => name)
      .filter(isConfigurationFile)
      .sort();
  } catch {
    return [];
  }
}

/** A path as the working directory sees it, with forward slashes. */
export function fromHere(path: string): string {
  return slashes(relative('.', path));
}

function slashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/**
 * Where modules were put, by the names of the calls that lead to them: `network.subnets`. Terraform writes it into
 * `.terraform/modules/modules.json`, an object, and into a plan file, an array.
 * Source: https://github.com/hashicorp/terraform/blob/main/internal/modsdir/manifest.go
 */
function readModuleManifest(text: string | undefined): ReadonlyMap<string, string> {
  const json = parse(text);
  const records = arrayOf(property(json, 'Modules') ?? json);
  return new Map(
    records.flatMap((record) => {
      const key = stringProperty(record, 'Key');
      const folder = stringProperty(record, 'Dir');
      return key === undefined || folder === undefined ? [] : [[key, folder.replaceAll('\\', '/')] as const];
    }),
  );
}

function parse(text: string | undefined): Json {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
}
