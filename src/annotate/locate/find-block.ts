import { relative, sep } from 'node:path';
import type { ModulePath } from '../../model/address.js';
import type { Finding, Location } from '../../model/finding.js';
import type { Plan, SourceLine } from '../../model/plan.js';
import type { Block } from './parse-hcl.js';
import { isOverride, type SourceFile, type SourceFolder } from './source-files.js';

/** A block and the file that it stands in. */
export interface PlacedBlock {
  readonly file: SourceFile;
  readonly block: Block;
}

/** What stands in the source for one module: its folder, and the calls on the way from the root to it. */
export interface FoundModule {
  /** Undefined where the module is not the author's own, or not at hand. */
  readonly folder: SourceFolder | undefined;
  /** From the root down, as far as they could be followed. */
  readonly calls: readonly PlacedBlock[];
}

export function findModule(root: SourceFolder, path: ModulePath): FoundModule {
  let folder: SourceFolder | undefined = root;
  const calls: PlacedBlock[] = [];
  for (const { name } of path) {
    const call: PlacedBlock | undefined = folder === undefined ? undefined : findBlock(folder, 'module', [name]);
    if (folder === undefined || call === undefined) return { folder: undefined, calls };
    calls.push(call);
    const source = call.block.attributes.get('source')?.literal;
    folder = childOf(folder, name, typeof source === 'string' ? source : undefined);
  }
  return { folder, calls };
}

const children = new WeakMap<SourceFolder, Map<string, SourceFolder | undefined>>();

/** The same folder each time, so that its files are read once. */
function childOf(folder: SourceFolder, name: string, source: string | undefined): SourceFolder | undefined {
  let known = children.get(folder);
  if (known === undefined) {
    known = new Map();
    children.set(folder, known);
  }
  const key = JSON.stringify([name, source]);
  if (!known.has(key)) known.set(key, folder.child(name, source));
  return known.get(key);
}

/** The block of that type and those labels; where files override it, the one that they override. */
export function findBlock(folder: SourceFolder, type: string, labels: readonly string[]): PlacedBlock | undefined {
  return findBlocks(folder, type, labels)[0];
}

/** The same, followed by the blocks that override it, in the order that Terraform merges them. */
export function findBlocks(folder: SourceFolder, type: string, labels: readonly string[]): readonly PlacedBlock[] {
  let index = indexes.get(folder);
  if (index === undefined) {
    index = indexBlocks(folder);
    indexes.set(folder, index);
  }
  const found = index.get(keyOf(type, labels)) ?? [];
  const overrides = found.filter(({ file }) => isOverride(file.name));
  return overrides.length === 0 ? found : [...found.filter(({ file }) => !isOverride(file.name)), ...overrides];
}

const indexes = new WeakMap<SourceFolder, ReadonlyMap<string, readonly PlacedBlock[]>>();

function indexBlocks({ files }: SourceFolder): ReadonlyMap<string, readonly PlacedBlock[]> {
  const index = new Map<string, PlacedBlock[]>();
  for (const file of files) {
    for (const block of file.parsed()?.blocks ?? []) {
      const key = keyOf(block.type, block.labels);
      const others = index.get(key);
      if (others === undefined) index.set(key, [{ file, block }]);
      else others.push({ file, block });
    }
  }
  return index;
}

function keyOf(type: string, labels: readonly string[]): string {
  return JSON.stringify([type, ...labels]);
}

/**
 * The blocks of one name in a resource, `dynamic` ones among them. An override file that has any replaces them all.
 * Source: https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
export function nestedBlocks(found: readonly PlacedBlock[], name: string): readonly PlacedBlock[] {
  const nested = found.map(({ file, block }) =>
    block.blocks
      .filter((inner) => inner.type === name || isDynamic(inner, name))
      .map((inner) => ({ file, block: inner })),
  );
  return nested.findLast((blocks) => blocks.length > 0) ?? [];
}

export function isDynamic(block: Block, name: string): boolean {
  return block.type === 'dynamic' && block.labels[0] === name;
}

/** Where the code of a stack makes the resource that a finding is about; null where the stack recorded no trace of it. */
export type DeclaredLine = (finding: Pick<Finding, 'input' | 'address'>) => Location | null;

/** The lines that stacks recorded; undefined where none did. */
export function declaredLines(plans: readonly Plan[]): DeclaredLine | undefined {
  const byInput = new Map<string, ReadonlyMap<string, SourceLine>>();
  for (const plan of plans) {
    if (!byInput.has(plan.path)) byInput.set(plan.path, linesIn(plan));
  }
  if ([...byInput.values()].every(({ size }) => size === 0)) return undefined;
  return ({ input, address }) => {
    const line = byInput.get(input)?.get(address);
    if (line === undefined) return null;
    const file = relative(process.cwd(), line.file).split(sep).join('/');
    return { file: file.startsWith('../') ? line.file : file, line: line.line, column: line.column, via: 'construct' };
  };
}

function linesIn({ resources }: Plan): ReadonlyMap<string, SourceLine> {
  const lines = new Map<string, SourceLine>();
  for (const { address, declaredAt } of resources) {
    if (declaredAt !== undefined && !lines.has(address)) lines.set(address, declaredAt);
  }
  return lines;
}
