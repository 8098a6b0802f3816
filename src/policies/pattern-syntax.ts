/** Why a pattern cannot be used, in one clause. */
export class UnsupportedPattern extends Error {}

/** Whether one character, a whole code point, is meant. */
export type Matches = (character: string) => boolean;

export type PatternNode =
  | { readonly kind: 'character'; readonly matches: Matches }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly of: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly of: PatternNode; readonly from: number; readonly to: number };

/**
 * Takes a regular expression apart that JavaScript accepts with the `u` flag.
 * Throws: UnsupportedPattern.
 */
export function parsePattern(source: string): PatternNode {
  try {
    new RegExp(source, 'u');
  } catch (error) {
    throw new UnsupportedPattern(
      error instanceof Error ? error.message.replace(/^.*: /, '').toLowerCase() : 'is invalid',
    );
  }
  return parse(source);
}

function parse(source: string): PatternNode {
  const characters = [...source];
  let at = 0;

  function choice(): PatternNode {
    const branches = [sequence()];
    while (characters[at] === '|') {
      at += 1;
      branches.push(sequence());
    }
    return { kind: 'choice', of: branches };
  }

  function sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (at < characters.length && characters[at] !== '|' && characters[at] !== ')') parts.push(quantified());
    return { kind: 'sequence', of: parts };
  }

  function quantified(): PatternNode {
    const of = atom();
    const range = quantifier();
    if (range === undefined) return of;
    if (characters[at] === '?') at += 1;
    return { kind: 'repeat', of, ...range };
  }

  function quantifier(): { readonly from: number; readonly to: number } | undefined {
    const character = characters[at];
    const simple = character === undefined ? undefined : QUANTIFIERS.get(character);
    if (simple !== undefined) {
      at += 1;
      return simple;
    }
    const counted = character === '{' ? /^\{(\d+)(,(\d*))?\}/.exec(characters.slice(at).join('')) : null;
    if (counted === null) return undefined;
    at += counted[0].length;
    const from = Number(counted[1]);
    const to = counted[2] === undefined ? from : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]);
    if (from > MOST_REPEATS || (to > MOST_REPEATS && to !== Number.POSITIVE_INFINITY)) {
      throw new UnsupportedPattern(`"${counted[0]}" repeats too much`);
    }
    return { from, to };
  }

  function atom(): PatternNode {
    const character = characters[at] ?? '';
    at += 1;
    switch (character) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'character', matches: (one) => !LINE_ENDS.has(one) };
      case '(':
        return group();
      case '[':
        return { kind: 'character', matches: characterClass() };
      case '\\':
        return { kind: 'character', matches: escaped().matches };
      default:
        return { kind: 'character', matches: (one) => one === character };
    }
  }

  function group(): PatternNode {
    if (characters[at] === '?') {
      if (characters[at + 1] !== ':') throw new UnsupportedPattern('only groups "(…)" and "(?:…)" are supported');
      at += 2;
    }
    const inner = choice();
    at += 1;
    return inner;
  }

  function characterClass(): Matches {
    const negated = characters[at] === '^';
    if (negated) at += 1;
    const members: Matches[] = [];
    while (characters[at] !== ']') {
      const first = classMember();
      if (characters[at] === '-' && characters[at + 1] !== ']' && first.character !== undefined) {
        at += 1;
        const [low, high] = [codeOf(first.character), codeOf(classMember().character)];
        members.push((one) => codeOf(one) >= low && codeOf(one) <= high);
      } else members.push(first.matches);
    }
    at += 1;
    return (one) => members.some((matches) => matches(one)) !== negated;
  }

  function classMember(): { readonly matches: Matches; readonly character?: string } {
    const character = characters[at] ?? '';
    at += 1;
    return character === '\\' ? escaped() : { character, matches: (one) => one === character };
  }

  function escaped(): { readonly matches: Matches; readonly character?: string } {
    const letter = characters[at] ?? '';
    at += 1;
    const set = CLASSES.get(letter);
    if (set !== undefined) return { matches: set };
    const character = CONTROLS.get(letter) ?? letter;
    if (character === letter && /[a-z0-9]/i.test(letter)) {
      throw new UnsupportedPattern(`"\\${letter}" is not supported`);
    }
    return { character, matches: (one) => one === character };
  }

  return choice();
}

const MOST_REPEATS = 1000;

const QUANTIFIERS: ReadonlyMap<string, { readonly from: number; readonly to: number }> = new Map([
  ['*', { from: 0, to: Number.POSITIVE_INFINITY }],
  ['+', { from: 1, to: Number.POSITIVE_INFINITY }],
  ['?', { from: 0, to: 1 }],
]);

const LINE_ENDS: ReadonlySet<string> = new Set(['\n', '\r', '\u2028', '\u2029']);

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['f', '\f'],
  ['v', '\v'],
]);

const CLASSES: ReadonlyMap<string, Matches> = new Map([
  ['d', (one) => /^\d$/.test(one)],
  ['D', (one) => !/^\d$/.test(one)],
  ['w', (one) => /^\w$/.test(one)],
  ['W', (one) => !/^\w$/.test(one)],
  ['s', (one) => /^\s$/.test(one)],
  ['S', (one) => !/^\s$/.test(one)],
]);

function codeOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? -1;
}
