import { type Budget, chargeText, error } from './evaluation.js';
import { partsOf, textOfParts } from './text-parts.js';
import { reasonOf, type TerraformValue, textOf } from './value.js';

/** The text that others make when they are joined, or what is known of it. */
export function joinTexts(texts: readonly TerraformValue[], budget: Budget): TerraformValue {
  for (const text of texts) {
    if (text.kind === 'null') error('null cannot be a part of a text');
    chargeText(budget, textOf(text)?.length ?? 0);
  }
  return textOfParts(texts.flatMap(partsOf), texts.map(reasonOf).find((reason) => reason !== undefined) ?? '');
}
