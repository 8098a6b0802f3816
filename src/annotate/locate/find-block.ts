import type { ModulePath } from '../../model/address.js';
import type { SourceBlock } from '../../read/source/parsed-file.js';
import type { PlacedBlock, SourceFolder } from '../../read/source/source-file.js';

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
    const call: PlacedBlock | undefined = folder?.blocks('module', [name])[0];
    if (folder === undefined || call === undefined) return { folder: undefined, calls };
    calls.push(call);
    const source = call.block.attributes.get('source')?.literal;
    const child = folder.child(name, typeof source === 'string' ? source : undefined);
    folder = child?.isCopy === true ? undefined : child;
  }
  return { folder, calls };
}

/**
 * The blocks of one name in a resource, `dynamic` ones among them. An override file that has any replaces them all.
 * Source: https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
export function blocksNamed(found: readonly PlacedBlock[], name: string): readonly PlacedBlock[] {
  const nested = found.map(({ file, block }) =>
    block.blocks
      .filter((inner) => inner.type === name || isDynamic(inner, name))
      .map((inner) => ({ file, block: inner })),
  );
  return nested.findLast((blocks) => blocks.length > 0) ?? [];
}

function isDynamic(block: SourceBlock, name: string): boolean {
  return block.type === 'dynamic' && block.labels[0] === name;
}
