import { escapeXml } from '../common/escape.js';
import type { Standing } from '../common/standing.js';

/** A piece of the page that is markup already. Only `markup` makes one, so nothing gets into the page unescaped. */
export class Markup {
  readonly #source: string;

  constructor(strings: readonly string[], holes: readonly Hole[]) {
    this.#source = strings.map((text, at) => text + (at < holes.length ? fill(holes[at] ?? '') : '')).join('');
  }

  toString(): string {
    return this.#source;
  }
}

type Hole = string | number | Markup | readonly Markup[];

/** Markup with holes: text put into one is escaped, markup is not. */
export function markup(strings: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return new Markup(strings, holes);
}

function fill(hole: Hole): string {
  if (hole instanceof Markup) return hole.toString();
  if (typeof hole === 'string' || typeof hole === 'number') return escapeXml(String(hole));
  return hole.join('');
}

export const noMarkup = markup``;

/** A name that may be broken where it has a joint, and not within a word. */
export function breakable(name: string): Markup {
  const [first = '', ...others] = name.split(/(?<=[:/])(?=\w)|(?=[.[])/);
  return markup`${first}${others.map((piece) => markup`<wbr>${piece}`)}`;
}

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

/** The mark on a wire that does not simply hold. */
const MARKS = {
  error: markup`<circle cx="20" cy="22" r="8.5"/><path class="mark" d="m16.6 18.6 6.8 6.8m0-6.8-6.8 6.8"/>`,
  warning: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">!</text>`,
  note: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">i</text>`,
  open: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">?</text>`,
  waived: noMarkup,
  pass: noMarkup,
} as const satisfies Record<Standing, Markup>;

/** An arrow from what stands on its left to what stands on its right. */
export function wire(standing: Standing): Markup {
  return markup`<div class="wire ${standing}"><svg viewBox="0 0 44 44" aria-hidden="true"><path class="line" d="M0 22h40"/><path d="m34 16.5 6.5 5.5-6.5 5.5"/>${MARKS[standing]}</svg></div>`;
}

/** A standing in the reader's words. */
export function standingName(standing: Standing): string {
  return standing === 'pass' ? 'fine' : standing;
}
