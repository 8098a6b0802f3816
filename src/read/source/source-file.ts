import { groupBy, once } from '../../model/collections.js';
import { parseHcl } from './parse-hcl.js';
import { parseTfJson } from './parse-tf-json.js';
import type { ParsedFile, SourceBlock } from './parsed-file.js';

/** One configuration file of a module. */
export interface SourceFile {
  /** Its name within the folder. */
  readonly name: string;
  /** Its path as a report names it, with forward slashes. */
  readonly shown: string;
  /** Read and parsed when it is first asked for; undefined where it cannot be read. */
  readonly parsed: () => ParsedFile | undefined;
}

/** A block and the file that it stands in. */
export interface PlacedBlock {
  readonly file: SourceFile;
  readonly block: SourceBlock;
}

/** The folder of one module. */
export interface SourceFolder {
  /** What `path.module` is: the folder as the root module sees it. */
  readonly path: string;
  /** True for a copy that Terraform or Terragrunt made: no line in it is the author's to change. */
  readonly isCopy: boolean;
  /** Those that override others after them. */
  readonly files: readonly SourceFile[];
  /** The blocks of that type and those labels; those that override others after them, in the order that Terraform merges them. */
  readonly blocks: (type: string, labels: readonly string[]) => readonly PlacedBlock[];
  /** The folder of a module that this one calls; undefined where it is not at hand. */
  readonly child: (name: string, source: string | undefined) => SourceFolder | undefined;
}

/** The configuration that a plan was made from. */
export interface Configuration {
  /** How it came to hand: out of the plan file, or from the folder that the user named. */
  readonly via: 'planfile' | 'source';
  /** The folder as the user named it; undefined for a plan file. */
  readonly given?: string;
  readonly root: SourceFolder;
  /** The workspace that was planned in, where a plan file tells. */
  readonly workspace?: string;
}

/** Unit: characters, of all files together. Each takes up to 200 bytes of memory. */
const LARGEST_SOURCE = 2_000_000;

/** Unit: characters of a file in JSON syntax, whose parser takes up to 600 bytes for each. */
const LARGEST_JSON = 500_000;

/** Makes a source file of its name, its path and what reads it. */
export type MakeSourceFile = (name: string, shown: string, read: () => string | undefined) => SourceFile;

/** Parses each file once. A file that cannot be parsed to its end is told: what stands behind the fault may be missing. */
export function sourceFiles(onNotice: (text: string) => void): MakeSourceFile {
  let left = LARGEST_SOURCE;
  return (name, shown, read) => {
    const parsed = once(() => {
      const text = read()?.replace(/^\u{feff}/u, '');
      if (text === undefined) return undefined;
      if (text.length > left || (isJsonSyntax(name) && text.length > LARGEST_JSON)) {
        const limits = `${LARGEST_SOURCE} characters in all, ${LARGEST_JSON} in a file of JSON syntax`;
        onNotice(`${shown}: not read as source, which is limited to ${limits}`);
        return undefined;
      }
      left -= text.length;
      const file = isJsonSyntax(name) ? parseTfJson(text) : parseHcl(text);
      if (file.brokenAt !== null) {
        onNotice(`${shown}: line ${file.brokenAt} is not valid, so lines in this file may not be told`);
      }
      return file;
    });
    return { name, shown, parsed };
  };
}

/** A folder of some files. Each child is opened once, so that its files are parsed once. */
export function sourceFolder(
  { path, isCopy }: Pick<SourceFolder, 'path' | 'isCopy'>,
  files: readonly SourceFile[],
  open: SourceFolder['child'],
): SourceFolder {
  const merged = [...files.filter(({ name }) => !isOverride(name)), ...files.filter(({ name }) => isOverride(name))];
  const keyOf = (type: string, labels: readonly string[]) => JSON.stringify([type, ...labels]);
  const blocks = once(() =>
    groupBy(
      merged.flatMap((file) => (file.parsed()?.blocks ?? []).map((block) => ({ file, block }))),
      ({ block }) => keyOf(block.type, block.labels),
    ),
  );
  const children = new Map<string, () => SourceFolder | undefined>();
  return {
    path,
    isCopy,
    files: merged,
    blocks: (type, labels) => blocks().get(keyOf(type, labels)) ?? [],
    child(name, source) {
      const key = JSON.stringify([name, source]);
      const opened = children.get(key) ?? once(() => open(name, source));
      children.set(key, opened);
      return opened();
    },
  };
}

export function isConfigurationFile(name: string): boolean {
  return name.endsWith('.tf') || name.endsWith('.tofu') || isJsonSyntax(name);
}

function isJsonSyntax(name: string): boolean {
  return name.endsWith('.tf.json') || name.endsWith('.tofu.json');
}

/** Source: https://developer.hashicorp.com/terraform/language/files/override */
export function isOverride(name: string): boolean {
  return /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name);
}
