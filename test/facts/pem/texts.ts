import { readFileSync } from 'node:fs';

/** A text of a golden: its certificate, its chain or its key. */
export function pem(golden: string, name: 'cert' | 'chain' | 'key' | 'bundle'): string {
  return readFileSync(new URL(`../../golden/${golden}/${name}.pem`, import.meta.url), 'utf8');
}
