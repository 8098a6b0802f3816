import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that the page carries inside itself, and the source by which its content security policy knows it. */
export interface Asset {
  readonly text: string;
  /** Source: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
  readonly source: string;
}

/** Two folders up from this one, in the sources as in the package. */
const FOLDER = new URL('../../../assets/html/', import.meta.url);

export function readAsset(name: 'report.css' | 'report.js'): Asset {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
