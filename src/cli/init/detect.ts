import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isRegion } from '../../model/arn.js';
import { yaml } from '../../packages.js';
import { readText } from '../../read/source/open-configuration.js';
import { parseHcl } from '../../read/source/parse-hcl.js';
import type { OPTIONS } from '../options.js';

/** The CI systems that a workflow can be written for. */
export type CiSystem = (typeof OPTIONS.ci.values)[number];

/** What a repository tells about how it is planned. */
export interface Repository {
  /** Undefined where nothing tells. */
  readonly ci: CiSystem | undefined;
  /** The folders that are planned, with forward slashes; `.` for the repository's own. */
  readonly roots: readonly string[];
  readonly program: 'terraform' | 'tofu';
  /** Undefined where the repository does not pin one. */
  readonly programVersion: string | undefined;
  /** The Region that the AWS provider is configured for, where it is written down. */
  readonly region: string | undefined;
}

/** Unit: folders below the repository's own. */
const DEEPEST = 4;
const SKIPPED = new Set(['node_modules', 'modules', 'module', 'examples', 'test', 'tests', 'cdktf.out']);

export function detect(folder: string): Repository {
  const folders = configurationFolders(folder, '.', 0);
  const locked = folders.filter((path) => existsSync(join(folder, path, '.terraform.lock.hcl')));
  const providers = new Map<string, string | undefined>();
  for (const path of folders) {
    const found = awsProvider(join(folder, path));
    if (found !== undefined) providers.set(path, found.region);
  }
  const roots = locked.length > 0 ? locked : providers.size > 0 ? [...providers.keys()] : folders.slice(0, 1);
  const tofu = existsSync(join(folder, '.opentofu-version')) || locked.some((path) => isTofuLock(join(folder, path)));
  const pin = tofu ? '.opentofu-version' : '.terraform-version';
  return {
    ci: detectCi(folder),
    roots,
    program: tofu ? 'tofu' : 'terraform',
    programVersion: /^\d+\.\d+\.\d+$/m.exec(readText(join(folder, pin)) ?? '')?.[0],
    region: roots.map((root) => providers.get(root)).find((region) => region !== undefined),
  };
}

/** Folders with configuration, nearest first. */
function configurationFolders(folder: string, path: string, depth: number): readonly string[] {
  const entries = readEntries(join(folder, path));
  const own = entries.some((entry) => entry.isFile() && /\.(?:tf|tofu)$/.test(entry.name)) ? [path] : [];
  if (depth >= DEEPEST) return own;
  const below = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
    .flatMap((entry) => configurationFolders(folder, posix.join(path, entry.name), depth + 1));
  return [...own, ...below];
}

function awsProvider(folder: string): { readonly region: string | undefined } | undefined {
  const names = readEntries(folder).filter((entry) => entry.isFile() && /\.(?:tf|tofu)$/.test(entry.name));
  const blocks = names.flatMap(({ name }) => parseHcl(readText(join(folder, name)) ?? '').blocks);
  const providers = blocks.filter(({ type, labels }) => type === 'provider' && labels[0] === 'aws');
  const own = providers.find(({ attributes }) => !attributes.has('alias')) ?? providers[0];
  const region = own?.attributes.get('region')?.literal;
  if (own === undefined) return undefined;
  return { region: typeof region === 'string' && isRegion(region) ? region : undefined };
}

function isTofuLock(folder: string): boolean {
  return readText(join(folder, '.terraform.lock.hcl'))?.includes('registry.opentofu.org') === true;
}

function detectCi(folder: string): CiSystem | undefined {
  if (existsSync(join(folder, '.gitlab-ci.yml'))) return 'gitlab';
  if (existsSync(join(folder, '.github'))) return 'github';
  const remotes = [...(readText(join(folder, '.git/config')) ?? '').matchAll(/^\s*url\s*=\s*(\S+)/gm)].join('\n');
  if (/github/i.test(remotes)) return 'github';
  return /gitlab/i.test(remotes) ? 'gitlab' : undefined;
}

/** The stage of an existing pipeline that checks belong in; undefined where it declares none or cannot be read. */
export function testStage(pipeline: string): string | undefined {
  try {
    const stages = (yaml().parse(pipeline) as { readonly stages?: unknown } | null)?.stages;
    const names = Array.isArray(stages) ? stages.filter((stage) => typeof stage === 'string') : [];
    return names.find((name) => /test|valid|check|verify/.test(name)) ?? names[0];
  } catch {
    return undefined;
  }
}

function readEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
