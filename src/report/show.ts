import type { Value } from '../model/value.js';

/** A value in a sentence. One that Terraform marks sensitive is never shown, nor are its candidates. */
export function show(value: Value<boolean | number | string | readonly string[]>): string {
  if (value.kind === 'absent') return 'none';
  if (value.sensitive === true) return '(sensitive)';
  if (value.kind === 'unknown') {
    const { candidates = [] } = value;
    return candidates.length === 0 ? 'unknown' : `unknown: ${candidates.map(String).join(' or ')}`;
  }
  return Array.isArray(value.value) ? value.value.join(', ') : String(value.value);
}
