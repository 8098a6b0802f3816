/** What a pattern is looking for while it may still match. */
export interface PatternPrefixes {
  /** True where a match begins with the text. */
  readonly anchored: boolean;
  /** A pattern of every text behind which a match that has begun may go on, and of a few more. */
  readonly source: string;
}

/** One part of a pattern with its repetition. */
interface Piece {
  readonly whole: string;
  /** What may stand before the end of text while this part may still go on; undefined where nothing may. */
  readonly begun: string | undefined;
}

interface Reader {
  readonly source: string;
  at: number;
}

/**
 * The beginnings of what a pattern in RE2's syntax matches. Undefined for a pattern that asks what stands beside it, or that
 * has parts beyond literals, classes, groups and repetitions.
 * Source: https://github.com/google/re2/wiki/Syntax
 */
export function prefixesOf(pattern: string): PatternPrefixes | undefined {
  const anchored = pattern.startsWith('^');
  const reader: Reader = { source: pattern, at: anchored ? 1 : 0 };
  const { branches, piece } = readBranches(reader) ?? {};
  if (piece?.begun === undefined || reader.at < pattern.length || (anchored && branches !== 1)) return undefined;
  return { anchored, source: piece.begun };
}

function take(reader: Reader, sticky: RegExp): string | undefined {
  sticky.lastIndex = reader.at;
  const [text] = sticky.exec(reader.source) ?? [];
  if (text !== undefined) reader.at += text.length;
  return text;
}

function readBranches(reader: Reader): { readonly branches: number; readonly piece: Piece } | undefined {
  const branches: Piece[] = [];
  do {
    const pieces: Piece[] = [];
    while (reader.at < reader.source.length && !/[|)]/.test(reader.source[reader.at] ?? '')) {
      const piece = readPiece(reader);
      if (piece === undefined) return undefined;
      pieces.push(piece);
    }
    branches.push(inSequence(pieces));
  } while (take(reader, /\|/y) !== undefined);
  const begun = branches.flatMap((branch) => branch.begun ?? []);
  const piece = {
    whole: `(?:${branches.map(({ whole }) => whole).join('|')})`,
    begun: begun.length === 0 ? undefined : `(?:${begun.join('|')})`,
  };
  return { branches: branches.length, piece };
}

function inSequence(pieces: readonly Piece[]): Piece {
  return pieces.reduceRight<Piece>(
    (rest, { whole, begun }) => {
      const further = rest.begun === undefined ? undefined : `${whole}${rest.begun}`;
      const either = [begun, further].filter((one) => one !== undefined);
      return { whole: whole + rest.whole, begun: either.length === 0 ? undefined : `(?:${either.join('|')})` };
    },
    { whole: '', begun: undefined },
  );
}

const CHARACTER = /\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\\[dDsSwW]|\\[^A-Za-z0-9]|[^\\()[{|*+?^$.]/suy;
const GROUP = /\((?:\?:|\?P?<\w+>)?/y;
const REPETITION = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;

function readPiece(reader: Reader): Piece | undefined {
  const inner = take(reader, GROUP) === undefined ? readCharacter(reader) : readGroup(reader);
  if (inner === undefined) return undefined;
  const repetition = take(reader, REPETITION);
  if (repetition === undefined || inner.begun === undefined) return inner;
  const { whole, begun } = inner;
  const most = mostTimes(repetition);
  const before = most === undefined ? '*' : `{0,${Math.max(most - 1, 0)}}`;
  return { whole: whole + repetition, begun: whole + before + begun };
}

/** How often a part may be repeated; undefined where that has no end. */
function mostTimes(repetition: string): number | undefined {
  const [, exact, most = exact] = /^\{(\d+)(?:,(\d*))?\}/.exec(repetition) ?? [];
  if (most === undefined) return repetition.startsWith('?') ? 1 : undefined;
  return most === '' ? undefined : Number(most);
}

function readCharacter(reader: Reader): Piece | undefined {
  const whole = take(reader, CHARACTER);
  return whole === undefined ? undefined : { whole, begun: '(?:)' };
}

function readGroup(reader: Reader): Piece | undefined {
  const inner = readBranches(reader)?.piece;
  return take(reader, /\)/y) === undefined ? undefined : inner;
}
