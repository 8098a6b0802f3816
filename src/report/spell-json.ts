import { escapeControlsInJson } from './escape.js';

/** What keeps text from standing between quotes as it is: `#` may begin a command to a build server. */
const UNUSUAL = /[^ !$-[\]-~]/;

/** Text as JSON that is safe to print. */
export function spellText(text: string): string {
  return UNUSUAL.test(text) ? spellJson(text) : `"${text}"`;
}

/** Any JSON value, on one line that is safe to print. */
export function spellJson(value: unknown): string {
  return escapeControlsInJson(JSON.stringify(value));
}
