import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../model/package-root.js';

/** A file that the page carries inside itself, and the source by which its content security policy knows it. */
export interface Asset {
  readonly text: string;
  /** Source: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
  readonly source: string;
}

const FOLDER = join(PACKAGE_ROOT, 'assets/html');

export function readAsset(name: 'report.css' | 'report.js'): Asset {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
