import { parseTraversal, type Step, takeModules } from '../../model/address.js';

/** A pattern over the steps of Terraform addresses. */
export type AddressPattern = (address: string) => boolean;

/** No resource and no key can be called that; it stands for `[*]` while the pattern is taken apart. */
const ANY_KEY = '\u{0}*';

/**
 * The pattern that a text spells, or undefined where it spells none. `*` and `?` stand for characters of one name, `**`
 * for any steps, `[*]` for any key; between quotes everything is itself, as a key may hold any character. As with
 * `-target`, an address without its keys covers every instance, and a module's address everything in the module.
 * Source: https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */
export function parsePattern(text: string): AddressPattern | undefined {
  const steps = parseTraversal(withNamedKeys(text));
  if (steps === undefined) return undefined;
  const pattern = steps.map(stepPart);
  return (address) => {
    const found = parseTraversal(address);
    if (found === undefined) return text === address;
    return text === address || matchedLengths(pattern, found).some((length) => coversRest(found, length));
  };
}

/** `[*]` outside quotes as a key that a traversal can hold. */
function withNamedKeys(text: string): string {
  const quotedOrStar = /"(?:[^"\\]|\\.)*"|\[\*\]/g;
  return text.replace(quotedOrStar, (found) => (found === '[*]' ? `["${ANY_KEY}"]` : found));
}

/** What one part of a pattern does with an item: take it, pass over it and wait for the next, or refuse it. */
type Part<T> = 'anyNumber' | ((item: T) => 'takes' | 'passesOver' | 'refuses');

function stepPart(step: Step): Part<Step> {
  if (step.kind === 'key') {
    return (found) => (found.kind === 'key' && [found.key, ANY_KEY].includes(step.key) ? 'takes' : 'refuses');
  }
  if (step.name === '**') return 'anyNumber';
  const characters = [...step.name].map(characterPart);
  return (found) => {
    if (found.kind === 'key') return 'passesOver';
    const name = [...found.name];
    return matchedLengths(characters, name).includes(name.length) ? 'takes' : 'refuses';
  };
}

function characterPart(character: string): Part<string> {
  if (character === '*') return 'anyNumber';
  return (found) => (character === '?' || character === found ? 'takes' : 'refuses');
}

/**
 * How many leading items the whole pattern can stand for. All places in the pattern move on together, so that the time
 * is linear in the items whatever the pattern.
 */
function matchedLengths<T>(pattern: readonly Part<T>[], items: readonly T[]): readonly number[] {
  const withoutItem = (place: number): readonly number[] =>
    pattern[place] === 'anyNumber' ? [place, ...withoutItem(place + 1)] : [place];
  let places = new Set(withoutItem(0));
  const lengths = places.has(pattern.length) ? [0] : [];
  for (const [at, item] of items.entries()) {
    const after = [...places].flatMap((place) => {
      const part = pattern[place];
      if (part === undefined) return [];
      const result = part === 'anyNumber' ? 'passesOver' : part(item);
      return result === 'takes' ? [place + 1] : result === 'passesOver' ? [place] : [];
    });
    places = new Set(after.flatMap(withoutItem));
    if (places.has(pattern.length)) lengths.push(at + 1);
  }
  return lengths;
}

/** Whether some leading steps cover all others: none is left, or a key of the same thing, or something in the module. */
function coversRest(steps: readonly Step[], length: number): boolean {
  return (
    length === steps.length || steps[length]?.kind === 'key' || takeModules(steps.slice(0, length)).rest.length === 0
  );
}
