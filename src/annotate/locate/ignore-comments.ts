import { onceEach } from '../../model/collections.js';
import type { Comment, ParsedFile, SourceBlock } from '../../read/source/parsed-file.js';
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

/** The comments of a file that say which findings somebody accepts, by the block that they speak of. */
export type CommentsOf = (file: SourceFile) => ReadonlyMap<SourceBlock, readonly IgnoreComment[]>;

/** Looks for the comments of each file once. */
export function ignoreCommentsOnce(): CommentsOf {
  return onceEach((file) => ignoreComments(file.shown, file.parsed()));
}

function ignoreComments(shown: string, file: ParsedFile | undefined): ReturnType<CommentsOf> {
  const byBlock = new Map<SourceBlock, readonly IgnoreComment[]>();
  for (const comment of file?.comments ?? []) {
    const block = file !== undefined && MARK.test(comment.text) ? spokenOf(comment, file) : undefined;
    if (block === undefined) continue;
    const { line, column, text } = comment;
    byBlock.set(block, [...(byBlock.get(block) ?? []), { file: shown, line, column, ...readComment(text) }]);
  }
  return byBlock;
}

function readComment(text: string): Pick<IgnoreComment, 'policyIds' | 'reason'> {
  const [ids = '', ...reason] = text.replace(MARK, '').split(/\s*(?:^|\s)--(?:\s+|$)/);
  return { policyIds: ids.split(/[\s,]+/).filter((id) => id !== ''), reason: reason.join(' -- ').trim() };
}

/** The block that a comment stands directly above, else the innermost that it stands in. */
function spokenOf(comment: Comment, file: ParsedFile): SourceBlock | undefined {
  let owner: SourceBlock | undefined;
  let blocks = file.blocks;
  for (;;) {
    const inner = blocks.find(({ line, endLine }) => line <= comment.line && comment.endLine <= endLine);
    if (inner === undefined) break;
    owner = inner;
    blocks = inner.blocks;
  }
  const below = lineBelow(comment, file.comments);
  return (comment.ownLine ? blocks.find(({ line }) => line === below) : undefined) ?? owner;
}

/** The line after a comment and the comments that go on directly below it. */
function lineBelow(comment: Comment, comments: readonly Comment[]): number {
  let below = comment.endLine + 1;
  for (;;) {
    const next = comments.find(({ line, ownLine }) => ownLine && line === below);
    if (next === undefined) return below;
    below = next.endLine + 1;
  }
}
