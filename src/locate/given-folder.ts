import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UnusableInput } from '../model/problem.js';
import { readManifest } from './module-manifest.js';
import type { ParseFile } from './parse-file.js';
import { type Configuration, isConfigurationFile, isCopy, type SourceFolder } from './source-folder.js';

/**
 * The configuration in a folder that the user named; in `REPOSITORY//FOLDER`, modules may stand anywhere in REPOSITORY.
 * Nothing outside is read, whatever a link or a manifest says. Problems: no such folder, or no configuration in it.
 */
export function folderConfiguration(given: string, parse: ParseFile): Configuration {
  const { boundary, root } = parseRoot(given);
  const within = (path: string) => realPathWithin(boundary, path);
  const manifestPath = within(join(root, '.terraform/modules/modules.json'));
  const manifest = readManifest(manifestPath === undefined ? undefined : readText(manifestPath));

  const open = (folder: string, key: string): SourceFolder | undefined => {
    if (within(folder) === undefined || isCopy(slashes(resolve(folder)))) return undefined;
    return {
      files: namesIn(folder).map((name) => {
        const path = join(folder, name);
        const shown = fromHere(path);
        const read = () => {
          const real = within(path);
          return real === undefined ? undefined : readText(real);
        };
        return { name, shown, parsed: parse(shown, read) };
      }),
      child(name, source) {
        const childKey = key === '' ? name : `${key}.${name}`;
        if (source !== undefined && /^\.\.?(?:\/|$)/.test(source)) return open(join(folder, source), childKey);
        const recorded = manifest.get(childKey);
        return recorded === undefined || isAbsolute(recorded) ? undefined : open(join(root, recorded), childKey);
      },
    };
  };
  if (isCopy(slashes(resolve(root)))) {
    const message = 'this is a copy that Terraform or Terragrunt made';
    throw new UnusableInput([{ path: given, message, hint: '--root is the folder that its source is in' }]);
  }
  const opened = open(root, '');
  if (opened === undefined || opened.files.length === 0) {
    throw new UnusableInput([
      {
        path: given,
        message: 'no Terraform configuration in this folder',
        hint: '--root is the folder that was planned',
      },
    ]);
  }
  return { via: 'source', root: opened };
}

/** Terraform's own notation for a folder of a repository. Source: https://developer.hashicorp.com/terraform/language/modules/sources#modules-in-package-sub-directories */
function parseRoot(given: string): { readonly boundary: string; readonly root: string } {
  const at = given.lastIndexOf('//');
  const [repository, folder] = at <= 0 ? [given, '.'] : [given.slice(0, at), given.slice(at + 2)];
  const root = join(repository, folder);
  try {
    const boundary = realpathSync(repository);
    if (statSync(root).isDirectory() && realPathWithin(boundary, root) !== undefined) return { boundary, root };
  } catch {
    // Told below, in the same words as a file.
  }
  throw new UnusableInput([{ path: given, message: 'no such folder', hint: '--root is the folder that was planned' }]);
}

/** Where a path leads, links followed; undefined where that is outside, or nowhere. */
function realPathWithin(boundary: string, path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return real === boundary || real.startsWith(boundary.endsWith(sep) ? boundary : boundary + sep) ? real : undefined;
  } catch {
    return undefined;
  }
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

function readText(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** A path as the working directory sees it, with forward slashes. */
export function fromHere(path: string): string {
  return slashes(relative('.', path));
}

function slashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
