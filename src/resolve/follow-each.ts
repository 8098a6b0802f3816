import { formatKey, type Step } from '../model/address.js';
import { deadEnd, type Origin, type Via } from './origin.js';
import { type Reference, referencesOf } from './references.js';
import type { Scope } from './scope.js';
import { nothing, type Walk } from './walk.js';

/**
 * `each.value.x` is `x` of whatever `for_each` holds: of every instance, where it holds a whole resource or module,
 * because an expression around that may have renamed the keys.
 */
export function followEachValue(walk: Walk, reference: Reference, scope: Scope, via: Via): readonly Origin[] {
  if (scope.forEach === undefined) {
    return [deadEnd('each.value: for_each holds a value that the plan does not record', undefined, via)];
  }
  const { opaque, references } = scope.forEach;
  if (opaque !== undefined) return [deadEnd(`each.value: for_each is ${opaque}`, undefined, via)];
  if (references.length === 0) return nothing(walk, reference.text, via);
  const outer: Scope = { ...scope, forEach: undefined, key: undefined };
  const rest = reference.steps.slice(2);
  return referencesOf(scope.forEach).flatMap((held) => {
    const steps = isWhole(held) ? [...held.steps, ...rest] : held.steps;
    return walk.reference({ text: formatSteps(steps), steps }, outer, via);
  });
}

/** A variable or local may hold anything, so what is taken out of it says nothing of what it came from. */
function isWhole(reference: Reference): boolean {
  const [first] = reference.steps;
  return first?.kind === 'name' && !['var', 'local', 'each'].includes(first.name);
}

function formatSteps(steps: readonly Step[]): string {
  return steps
    .map((step, at) => (step.kind === 'key' ? formatKey(step.key) : at === 0 ? step.name : `.${step.name}`))
    .join('');
}
