import { type PackageFile, packageFile } from '../model/package.js';
import { crypto } from '../packages.js';
import { escapeXml } from './common/escape.js';
import { groupReport } from './common/groups.js';
import { headlineOf } from './common/headline.js';
import { pageBody } from './html/page.js';
import type { Reporter } from './reporter.js';

/**
 * One page that needs nothing but a browser: the way from each load balancer to its key, red where it breaks. It loads
 * nothing, and its content security policy lets only its own style and script run.
 * Source: https://www.w3.org/TR/CSP3/#meta-element
 */
export default {
  format: 'html',
  render: (report) => {
    const inputs = groupReport(report);
    const headline = headlineOf(inputs);
    const [style, script] = [readAsset('assets/html/report.css'), readAsset('assets/html/report.js')];
    const policy = `default-src 'none'; style-src ${hashSource(style)}; script-src ${hashSource(script)}; base-uri 'none'; form-action 'none'`;
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>elbcert: ${escapeXml(headline.text)}</title>
<style>${style}</style>
</head>
<body>
${pageBody(report, inputs, headline)}
<script>${script}</script>
</body>
</html>
`;
  },
} as const satisfies Reporter;

/** A file that the page carries inside itself. */
function readAsset(name: PackageFile): string {
  return packageFile(name).toString();
}

/** What a content security policy knows a script or style by. Source: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashSource(text: string): string {
  return `'sha256-${crypto().createHash('sha256').update(text).digest('base64')}'`;
}
