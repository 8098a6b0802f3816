import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../model/package.js';
import { escapeXml } from './escape.js';
import { pageBody } from './html/page.js';
import type { Reporter } from './index.js';
import { verdictOf } from './verdict.js';

/**
 * One page that needs nothing but a browser: the way from each load balancer to its key, red where it breaks. It loads
 * nothing, and its content security policy lets only its own style and script run.
 * Source: https://www.w3.org/TR/CSP3/#meta-element
 */
export default {
  format: 'html',
  render: (report) => {
    const style = readAsset('report.css');
    const script = readAsset('report.js');
    const policy = `default-src 'none'; style-src ${style.source}; script-src ${script.source}; base-uri 'none'; form-action 'none'`;
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>elbcert: ${escapeXml(verdictOf(report).text)}</title>
<style>${style.text}</style>
</head>
<body>
${pageBody(report)}
<script>${script.text}</script>
</body>
</html>
`;
  },
} as const satisfies Reporter;

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
