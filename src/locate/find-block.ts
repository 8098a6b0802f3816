import type { ModulePath } from '../model/address.js';
import type { Block } from './block.js';
import { isOverride, type SourceFile, type SourceFolder } from './source-folder.js';

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
    folder = folder.child(name, typeof source === 'string' ? source : undefined);
  }
  return { folder, calls };
}

/** The block of that type and those labels; where files override it, the one that they override. */
export function findBlock(folder: SourceFolder, type: string, labels: readonly string[]): PlacedBlock | undefined {
  return findBlocks(folder, type, labels)[0];
}

/** The same, followed by the blocks that override it, in the order that Terraform merges them. */
export function findBlocks(folder: SourceFolder, type: string, labels: readonly string[]): readonly PlacedBlock[] {
  const found = folder.files.flatMap((file) => {
    const blocks = file.parsed()?.blocks ?? [];
    const own = blocks.filter((block) => block.type === type && sameLabels(block.labels, labels));
    return own.map((block) => ({ file, block }));
  });
  const overrides = found.filter(({ file }) => isOverride(file.name));
  return [...found.filter(({ file }) => !isOverride(file.name)), ...overrides];
}

function sameLabels(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((label, at) => label === right[at]);
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
