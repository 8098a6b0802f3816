import { escapeXml } from './escape-xml.js';
import { readAsset } from './html/assets.js';
import { pageBody } from './html/page.js';
import type { Reporter } from './reporter.js';
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
