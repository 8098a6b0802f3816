import { escapeXml } from '../escape-xml.js';

/** A piece of the page that is markup already. Only `markup` makes one, so nothing gets into the page unescaped. */
export class Markup {
  readonly #source: string;

  constructor(strings: readonly string[], parts: readonly Part[]) {
    this.#source = strings.map((text, at) => text + renderPart(parts[at] ?? '')).join('');
  }

  toString(): string {
    return this.#source;
  }
}

type Part = string | number | Markup | readonly Markup[];

/** Markup with holes: text put into one is escaped, markup is not. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings, parts);
}

export const nothing = markup``;

/** A name that may be broken where it has a joint, and not within a word. */
export function breakable(name: string): Markup {
  const pieces = name.split(/(?<=[:/])(?=\w)|(?=[.[])/);
  return markup`${pieces.flatMap((piece, at) => (at === 0 ? [markup`${piece}`] : [markup`<wbr>${piece}`]))}`;
}

function renderPart(part: Part): string {
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'string' || typeof part === 'number') return escapeXml(String(part));
  return part.map((piece) => piece.toString()).join('');
}
