import { parseTraversal, type Step, takeModules } from '../../model/address.js';
import { globMatches } from '../../model/glob.js';

/** A pattern over the steps of Terraform addresses. */
export type AddressPattern = (address: string) => boolean;

/** Unit: characters. People write no longer address; the time of a comparison is that of a pattern times an address. */
const LONGEST = 4096;

/** No resource and no key can be called that; it stands for `[*]` while the pattern is taken apart. */
const ANY_KEY = '\u{0}*';

/**
 * The pattern that a text spells, or undefined where it spells none. `*` and `?` stand for characters of one name, `**`
 * for any steps, `[*]` for any key; between quotes everything is itself, as a key may hold any character. As with
 * `-target`, an address without its keys covers every instance, and a module's address everything in the module.
 * Source: https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */
export function parsePattern(text: string): AddressPattern | undefined {
  if (text.length > LONGEST) return undefined;
  const steps = parseTraversal(withNamedKeys(text));
  if (steps === undefined) return undefined;
  const pattern = steps.map(stepPart).filter((part, at, all) => part !== 'anyNumber' || all[at - 1] !== 'anyNumber');
  return (address) => {
    if (text === address) return true;
    const found = address.length > LONGEST ? undefined : parseTraversal(address);
    return found !== undefined && matchedLengths(pattern, found).some((length) => coversRest(found, length));
  };
}

/** `[*]` outside quotes as a key that a traversal can hold. */
function withNamedKeys(text: string): string {
  const quotedOrStar = /"(?:[^"\\]|\\.)*"|\[\*\]/g;
  return text.replace(quotedOrStar, (found) => (found === '[*]' ? `["${ANY_KEY}"]` : found));
}

/** What one part of a pattern does with a step: take it, pass over it and wait for the next, or refuse it. */
type Part = 'anyNumber' | ((step: Step) => 'takes' | 'passesOver' | 'refuses');

function stepPart(step: Step): Part {
  if (step.kind === 'key') {
    return (found) => (found.kind === 'key' && [found.key, ANY_KEY].includes(step.key) ? 'takes' : 'refuses');
  }
  if (step.name === '**') return 'anyNumber';
  const characters = [...step.name];
  return (found) => {
    if (found.kind === 'key') return 'passesOver';
    return globMatches(characters, [...found.name]) ? 'takes' : 'refuses';
  };
}

/** How many leading steps the whole pattern can stand for. All places in the pattern move on together. */
function matchedLengths(pattern: readonly Part[], steps: readonly Step[]): readonly number[] {
  const withoutStep = (place: number) => (pattern[place] === 'anyNumber' ? [place, place + 1] : [place]);
  let places = new Set(withoutStep(0));
  const lengths = places.has(pattern.length) ? [0] : [];
  for (const [at, step] of steps.entries()) {
    const after = [...places].flatMap((place) => {
      const part = pattern[place];
      if (part === undefined) return [];
      const result = part === 'anyNumber' ? 'passesOver' : part(step);
      return result === 'takes' ? [place + 1] : result === 'passesOver' ? [place] : [];
    });
    places = new Set(after.flatMap(withoutStep));
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
