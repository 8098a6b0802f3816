import { absent, known, mapValue, type Value } from '../model/value.js';

const DAY_MS = 86_400_000;

export function formatDate(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

/** Unit: whole days from now, rounded down. */
export function daysUntil(date: Value<Date>, now: Date): Value<number> {
  return mapValue(date, (end) => Math.floor((end.getTime() - now.getTime()) / DAY_MS));
}

/** A date in a provider's text; absent for text that is none. */
export function parseDate(text: Value<string>): Value<Date> {
  if (text.kind === 'unknown') {
    const { candidates: _, ...rest } = text;
    return rest;
  }
  if (text.kind === 'absent' || Number.isNaN(Date.parse(text.value))) return absent;
  return known(new Date(text.value), text.sensitive);
}
