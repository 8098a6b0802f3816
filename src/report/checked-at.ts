import type { Report } from '../model/report.js';

/** The moment that dates were held against, RFC 3339; where no listener tells, this one. */
export function checkedAt({ listeners }: Report): string {
  const [first] = listeners;
  return first === undefined ? new Date().toISOString() : first.facts.now;
}
