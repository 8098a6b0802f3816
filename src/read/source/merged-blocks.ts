import { nestedName, type SourceBlock } from './parsed-file.js';
import { isOverride, type SourceFolder } from './source-file.js';

/**
 * The blocks of a module, each with what override files change in it.
 * Source: https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
export function mergedBlocks({ files }: SourceFolder): readonly SourceBlock[] {
  const merged = new Map<string, SourceBlock>();
  for (const file of files) {
    for (const [at, block] of (file.parsed()?.blocks ?? []).entries()) {
      const key = keyOf(block) ?? `${file.name} ${at}`;
      const before = merged.get(key);
      merged.set(key, before === undefined || !isOverride(file.name) ? block : override(before, block));
    }
  }
  return [...merged.values()];
}

/** What an override is matched by; undefined for blocks of which a module may have several alike. */
function keyOf({ type, labels, attributes }: SourceBlock): string | undefined {
  if (type === 'locals' || type === 'terraform') return undefined;
  const alias = type === 'provider' ? attributes.get('alias')?.literal : undefined;
  return JSON.stringify([type, ...labels, ...(alias === undefined ? [] : [alias])]);
}

function override(base: SourceBlock, change: SourceBlock): SourceBlock {
  const replaced = new Set(change.blocks.map(nestedName));
  return {
    ...base,
    attributes: new Map([...base.attributes, ...change.attributes]),
    blocks: [...base.blocks.filter((block) => !replaced.has(nestedName(block))), ...change.blocks],
  };
}
