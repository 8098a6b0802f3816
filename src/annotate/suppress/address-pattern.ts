import { parseTraversal, type Step, takeModules } from '../../model/address.js';

/** A pattern over the steps of Terraform addresses. */
export type AddressPattern = (address: string) => boolean;

type PatternStep =
  | { readonly kind: 'name'; readonly matches: RegExp }
  | { readonly kind: 'key'; readonly key: number | string }
  | { readonly kind: 'anyKey' }
  | { readonly kind: 'anySteps' };

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
  const pattern = steps.map(patternStep);
  return (address) => {
    const found = parseTraversal(address);
    return text === address || (found !== undefined && matches(pattern, found));
  };
}

/** `[*]` outside quotes as a key that a traversal can hold. */
function withNamedKeys(text: string): string {
  const quotedOrStar = /"(?:[^"\\]|\\.)*"|\[\*\]/g;
  return text.replace(quotedOrStar, (found) => (found === '[*]' ? `["${ANY_KEY}"]` : found));
}

function patternStep(step: Step): PatternStep {
  if (step.kind === 'key') return step.key === ANY_KEY ? { kind: 'anyKey' } : step;
  if (step.name === '**') return { kind: 'anySteps' };
  const characters = [...step.name].map((character) =>
    character === '*' ? '.*' : character === '?' ? '.' : character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&'),
  );
  return { kind: 'name', matches: new RegExp(`^${characters.join('')}$`, 'su') };
}

function matches(pattern: readonly PatternStep[], steps: readonly Step[], at = 0): boolean {
  const [first, ...rest] = pattern;
  const step = steps[at];
  if (first === undefined) return step === undefined || coversMore(steps, at);
  switch (first.kind) {
    case 'anySteps':
      return matches(rest, steps, at) || (step !== undefined && matches(pattern, steps, at + 1));
    case 'name':
      if (step?.kind === 'key') return matches(pattern, steps, at + 1);
      return step !== undefined && first.matches.test(step.name) && matches(rest, steps, at + 1);
    case 'anyKey':
      return step?.kind === 'key' && matches(rest, steps, at + 1);
    case 'key':
      return step?.kind === 'key' && step.key === first.key && matches(rest, steps, at + 1);
    default:
      return first satisfies never;
  }
}

/** Whether an address covers what follows its last step: a key of the same thing, or something in the module. */
function coversMore(steps: readonly Step[], at: number): boolean {
  return steps[at]?.kind === 'key' || takeModules(steps.slice(0, at)).rest.length === 0;
}
