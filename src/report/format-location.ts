import type { Location } from '../model/finding.js';

/** `main.tf:26:3`, as editors and terminals make a link of it; empty where the place is not known. */
export function formatLocation(location: Location | null): string {
  return location === null ? '' : [location.file, location.line, location.column ?? []].flat().join(':');
}
