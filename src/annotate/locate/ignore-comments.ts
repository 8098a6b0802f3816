import type { Block, Comment, ParsedFile } from '../../read/source/parsed-file.js';
import type { PlacedBlock, SourceFile } from '../../read/source/source-file.js';
import type { Place } from './place.js';

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

/** The comments that speak of a subject: in its blocks or directly above one, or so at a module call on the way. */
export function ignoreComments(place: Place | undefined, marked: MarkedComments): readonly IgnoreComment[] {
  if (place === undefined) return [];
  const { calls, resource, listener } = place;
  const around = listener?.around === undefined ? [] : [{ file: listener.file, block: listener.around }];
  const places: readonly PlacedBlock[] = [
    ...calls,
    ...resource,
    ...around,
    ...(listener === undefined ? [] : [listener]),
  ];
  return places.flatMap(({ file, block }) =>
    (marked(file).get(block) ?? []).map(({ line, column, text }) => {
      return { file: file.shown, line, column, ...readComment(text) };
    }),
  );
}

type CommentsByBlock = ReadonlyMap<Block, readonly Comment[]>;

/** The comments of a file with the mark, by the block that they speak of. */
export type MarkedComments = (file: SourceFile) => CommentsByBlock;

/** Looks for the comments of each file once. */
export function markedCommentsOnce(): MarkedComments {
  const found = new Map<SourceFile, CommentsByBlock>();
  return (file) => {
    const comments = found.get(file) ?? markedComments(file.parsed());
    found.set(file, comments);
    return comments;
  };
}

function markedComments(file: ParsedFile | undefined): CommentsByBlock {
  const byBlock = new Map<Block, readonly Comment[]>();
  for (const comment of file?.comments ?? []) {
    const block = file !== undefined && MARK.test(comment.text) ? spokenOf(comment, file) : undefined;
    if (block !== undefined) byBlock.set(block, [...(byBlock.get(block) ?? []), comment]);
  }
  return byBlock;
}

function readComment(text: string): Pick<IgnoreComment, 'policyIds' | 'reason'> {
  const [ids = '', ...reason] = text.replace(MARK, '').split(/\s*(?:^|\s)--(?:\s+|$)/);
  return { policyIds: ids.split(/[\s,]+/).filter((id) => id !== ''), reason: reason.join(' -- ').trim() };
}

/** The block that a comment stands directly above, else the innermost that it stands in. */
function spokenOf(comment: Comment, file: ParsedFile): Block | undefined {
  let owner: Block | undefined;
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
