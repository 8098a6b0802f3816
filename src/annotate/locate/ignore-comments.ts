import type { PlacedBlock } from './find-block.js';
import type { Block, Comment, ParsedFile } from './parse-hcl.js';
import type { Place } from './place.js';
import type { SourceFile } from './source-files.js';

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
export function ignoreComments({ calls, resource, listener }: Place): readonly IgnoreComment[] {
  const around = listener?.around === undefined ? [] : [{ file: listener.file, block: listener.around }];
  const places: readonly PlacedBlock[] = [
    ...calls,
    ...resource,
    ...around,
    ...(listener === undefined ? [] : [listener]),
  ];
  return places.flatMap(({ file, block }) => {
    const parsed = file.parsed();
    return parsed === undefined ? [] : (commentsIn(parsed).get(block) ?? []).map((comment) => shownIn(file, comment));
  });
}

const marked = new WeakMap<ParsedFile, ReadonlyMap<Block, readonly Comment[]>>();

/** The comments of one file with the mark, by the block that they speak of. */
function commentsIn(parsed: ParsedFile): ReadonlyMap<Block, readonly Comment[]> {
  const known = marked.get(parsed);
  if (known !== undefined) return known;
  const byBlock = new Map<Block, Comment[]>();
  for (const comment of parsed.comments) {
    const block = MARK.test(comment.text) ? spokenOf(comment, parsed) : undefined;
    if (block === undefined) continue;
    const others = byBlock.get(block);
    if (others === undefined) byBlock.set(block, [comment]);
    else others.push(comment);
  }
  marked.set(parsed, byBlock);
  return byBlock;
}

function shownIn(file: SourceFile, { line, column, text }: Comment): IgnoreComment {
  return { file: file.shown, line, column, ...readComment(text) };
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
