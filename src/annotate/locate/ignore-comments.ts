import { onceEach } from '../../model/collections.js';
import type { Comment, ParsedFile, Position, SourceBlock } from '../../read/source/parsed-file.js';
import type { SourceFile } from '../../read/source/source-file.js';

/** A comment that says which findings somebody accepts: `# elbcert:ignore POLICY[, POLICY] -- reason`. */
export interface IgnoreComment {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly policyIds: readonly string[];
  /** Empty where it gives none. */
  readonly reason: string;
}

const MARK = /^elbcert:ignore\b\s*/;

const NOTHING: ParsedFile = { blocks: [], comments: [], brokenAt: null };

/** The comments of a file that say which findings somebody accepts, by the block that they speak of. */
export type CommentsOf = (file: SourceFile) => ReadonlyMap<SourceBlock, readonly IgnoreComment[]>;

/** Looks for the comments of each file once. */
export function ignoreCommentsOnce(): CommentsOf {
  return onceEach((file) => ignoreComments(file.shown, file.parsed() ?? NOTHING));
}

function ignoreComments(shown: string, { blocks, comments }: ParsedFile): ReturnType<CommentsOf> {
  const byBlock = new Map<SourceBlock, IgnoreComment[]>();
  const lineBelow = linesBelow(comments);
  for (const comment of comments.filter(({ text }) => MARK.test(text))) {
    const block = spokenOf(comment, blocks, lineBelow);
    if (block === undefined) continue;
    const { line, column, text } = comment;
    const found = byBlock.get(block) ?? [];
    found.push({ file: shown, line, column, ...readComment(text) });
    byBlock.set(block, found);
  }
  return byBlock;
}

function readComment(text: string): Pick<IgnoreComment, 'policyIds' | 'reason'> {
  const [ids = '', ...reason] = text.replace(MARK, '').split(/\s*(?:^|\s)--(?:\s+|$)/);
  return { policyIds: ids.split(/[\s,]+/).filter((id) => id !== ''), reason: reason.join(' -- ').trim() };
}

/** The block that a comment stands directly above, else the innermost that it stands in. */
function spokenOf(
  comment: Comment,
  outermost: readonly SourceBlock[],
  lineBelow: ReadonlyMap<Comment, number>,
): SourceBlock | undefined {
  let owner: SourceBlock | undefined;
  let blocks = outermost;
  for (;;) {
    const next = firstAfter(comment, blocks);
    const inner = blocks[next - 1];
    if (inner === undefined || inner.endLine < comment.endLine) {
      const below = blocks[next];
      return below !== undefined && below.line === lineBelow.get(comment) ? below : owner;
    }
    owner = inner;
    blocks = inner.blocks;
  }
}

/** The index of the first block that starts behind a place; blocks stand in their order in the file. */
function firstAfter({ line, column }: Position, blocks: readonly SourceBlock[]): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block !== undefined && (block.line - line || block.column - column) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of each comment that has its lines to itself, the line after it and the comments that go on directly below it. */
function linesBelow(comments: readonly Comment[]): ReadonlyMap<Comment, number> {
  const byStart = new Map<number, number>();
  const found = new Map<Comment, number>();
  for (const comment of comments.filter(({ ownLine }) => ownLine).reverse()) {
    const below = byStart.get(comment.endLine + 1) ?? comment.endLine + 1;
    byStart.set(comment.line, below);
    found.set(comment, below);
  }
  return found;
}
