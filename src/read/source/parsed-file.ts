import type { Node } from '../../expressions/index.js';
import type { JsonObject } from '../../model/json.js';

/** A place in a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An argument of a block; its literal only where it is one: text, a number or a truth value with nothing around it. */
export interface Argument {
  readonly literal?: string | number | boolean | undefined;
  /** The expression as it is written; in JSON syntax a text is without its quotes. */
  readonly text: string;
  /** The expression; undefined where it is not valid. */
  readonly tree: () => Node | undefined;
}

export interface BlockAttribute extends Argument, Position {}

/** How many labels each kind of block has, of those that make a configuration. */
export const BLOCK_LABELS = {
  resource: 2,
  data: 2,
  module: 1,
  provider: 1,
  variable: 1,
  output: 1,
  locals: 0,
} as const;

/** A block as it is written, in either syntax. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, Argument>;
  readonly blocks: readonly Block[];
}

/** A `dynamic` block counts as a block of the name that it makes. */
export function nestedName({ type, labels }: Block): string {
  return type === 'dynamic' ? (labels[0] ?? '') : type;
}

/** A block with its place in a file. */
export interface SourceBlock extends Block, Position {
  readonly endLine: number;
  readonly attributes: ReadonlyMap<string, BlockAttribute>;
  readonly blocks: readonly SourceBlock[];
}

export interface Comment extends Position {
  /** Without the marks around it. */
  readonly text: string;
  readonly endLine: number;
  /** True where nothing stands before it on its line. */
  readonly ownLine: boolean;
}

/** One configuration file. */
export interface ParsedFile {
  /** The blocks at the top of the file. */
  readonly blocks: readonly SourceBlock[];
  readonly comments: readonly Comment[];
  /** The first line that is not valid; null where the whole file is. */
  readonly brokenAt: number | null;
  /** A file in JSON syntax as it is: what stands under "//" is no block. */
  readonly document?: JsonObject;
}
