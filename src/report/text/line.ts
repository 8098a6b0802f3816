import { styleText } from 'node:util';
import { escapeControls } from '../common/escape.js';

const STYLES = {
  strong: ['bold'],
  dim: ['dim'],
  error: ['bold', 'red'],
  warning: ['yellow'],
  note: ['cyan'],
  open: ['magenta'],
  waived: ['dim'],
  pass: ['green'],
} satisfies Record<string, Parameters<typeof styleText>[0]>;

/** A colour or weight of text on a terminal. */
export type Style = keyof typeof STYLES;

/** One line of text output, as pieces. No piece is safe to print before `renderLine` has escaped it. */
export type Line = readonly Piece[];
type Piece = string | { readonly text: string; readonly style: Style };

export function styled(style: Style, text: string): Piece {
  return { text, style };
}

/** Pieces with a separator between any two; empty ones leave no gap. */
export function joinPieces(pieces: Line, separator: string): Line {
  const filled = pieces.filter((piece) => textOf(piece) !== '');
  return filled.flatMap((piece, at) => (at === 0 ? [piece] : [separator, piece]));
}

/** The line as it is printed, with its end. */
export function renderLine(line: Line, color: boolean): string {
  return `${line.map((piece) => renderPiece(piece, color)).join('')}\n`;
}

function renderPiece(piece: Piece, color: boolean): string {
  const text = escapeControls(textOf(piece));
  if (!color || typeof piece === 'string' || text === '') return text;
  // Whether to colour was decided by whoever set `color`; styleText must not look at this process's stdout again.
  return styleText(STYLES[piece.style], text, { validateStream: false });
}

function textOf(piece: Piece): string {
  return typeof piece === 'string' ? piece : piece.text;
}
