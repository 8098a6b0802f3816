import type { Standing } from '../standing.js';
import { type Markup, markup } from './markup.js';

/** Shapes, so that nobody has to tell standings by colour alone. */
const SHAPES = {
  error: markup`<path d="m3 3 10 10M13 3 3 13"/>`,
  warning: markup`<path d="M8 2v8M8 13.2v.6"/>`,
  note: markup`<path d="M8 7v7M8 2.4v.6"/>`,
  open: markup`<path d="M5 5.2a3 3 0 1 1 4.4 2.7C8.4 8.5 8 9 8 10M8 13.2v.6"/>`,
  waived: markup`<path d="M3 8h10"/>`,
  pass: markup`<path d="m3 8.5 3.4 3.5L13 4.5"/>`,
} as const satisfies Record<Standing, Markup>;

export function sign(standing: Standing): Markup {
  return markup`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[standing]}</svg>`;
}

/** A standing in the reader's words. */
export const STANDING_NAMES = {
  error: 'error',
  warning: 'warning',
  note: 'note',
  open: 'undecided',
  waived: 'waived',
  pass: 'fine',
} as const satisfies Record<Standing, string>;
