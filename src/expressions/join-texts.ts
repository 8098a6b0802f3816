import { type Budget, chargeText, error } from './evaluation.js';
import { STRING } from './types.js';
import { string, type TerraformValue, textOf, unknownValue } from './value.js';

/** The parts of a template, or what they surely begin with. */
export function joinTexts(given: readonly TerraformValue[], budget: Budget): TerraformValue {
  // An empty text beside it leaves a text what it is.
  const parts = given.filter((part) => part.kind !== 'string' || part.value !== '');
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'unknown' && only.type.kind === 'string') return { ...only, notNull: true };
  let joined = '';
  for (const part of parts) {
    if (part.kind === 'null') error('null cannot be a part of a text');
    if (part.kind === 'unknown') {
      const prefix = safePrefix(joined + (part.prefix ?? ''));
      const known = prefix === '' ? {} : { prefix };
      const isLast = part === parts.at(-1) && prefix === joined + (part.prefix ?? '');
      return unknownValue(part.reason, STRING, {
        notNull: true,
        ...known,
        ...(isLast ? { tail: { after: prefix, of: part } } : {}),
      });
    }
    const text = textOf(part) ?? '';
    chargeText(budget, text.length);
    joined += text;
  }
  return string(joined);
}

/**
 * What a text still begins with when anything may follow: normalisation can join a letter with what follows it.
 * Source: https://github.com/zclconf/go-cty/blob/main/cty/ctystrings/prefix.go
 */
function safePrefix(text: string): string {
  return string(text).value.replace(/[^ -;?@_[\]/{}|~][^ -;?@_[\]/{}|~\p{L}]*$/u, '');
}
