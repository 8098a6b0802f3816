import type { Standing } from '../standing.js';
import { type Markup, markup, nothing } from './markup.js';

/** The mark on a wire that does not simply hold. */
const MARKS = {
  error: markup`<circle cx="20" cy="22" r="8.5"/><path class="mark" d="m16.6 18.6 6.8 6.8m0-6.8-6.8 6.8"/>`,
  warning: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">!</text>`,
  note: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">i</text>`,
  open: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">?</text>`,
  waived: nothing,
  pass: nothing,
} as const satisfies Record<Standing, Markup>;

/** An arrow from what stands on its left to what stands on its right. */
export function wire(standing: Standing): Markup {
  return markup`<div class="wire ${standing}"><svg viewBox="0 0 44 44" aria-hidden="true"><path class="line" d="M0 22h40"/><path d="m34 16.5 6.5 5.5-6.5 5.5"/>${MARKS[standing]}</svg></div>`;
}
