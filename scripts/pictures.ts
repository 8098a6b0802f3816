/**
 * Makes the pictures in the documentation: what a terminal shows, and the page that --format html writes.
 *
 *     npm run build && npm run pictures        # the second one needs chromium
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const ARGUMENTS = ['check', 'examples/plan-json/cloudfront-habit/plan.json', '--now', '2026-11-24T00:00:00Z'];

/** The command whose output is drawn, as somebody would type it. */
const TYPED = 'terraform show -json tfplan | elbcert check';

function elbcert(...more: readonly string[]): string {
  const { NO_COLOR: _, ...environment } = process.env;
  const env = { ...environment, FORCE_COLOR: '1' };
  return spawnSync(process.execPath, ['dist/cli.js', ...ARGUMENTS, ...more], { cwd: ROOT, env, encoding: 'utf8' })
    .stdout;
}

/** Unit: px. The size of a character. */
const [WIDTH, HEIGHT] = [7.7, 18] as const;

/** The codes of colours and weights that elbcert prints, as style of text. Source: https://nodejs.org/api/util.html#modifiers */
const STYLES: Readonly<Record<string, string>> = {
  1: 'font-weight="bold"',
  2: 'fill="#8b949e"',
  31: 'fill="#ff7b72"',
  32: 'fill="#7ee787"',
  33: 'fill="#e3b341"',
  35: 'fill="#d2a8ff"',
  36: 'fill="#79c0ff"',
};

/** What a terminal shows, as a picture that is text itself. */
export function terminalPicture(printed = elbcert()): string {
  const lines = [`\u001b[2m$\u001b[22m ${TYPED}`, '', ...printed.trimEnd().split('\n')];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the codes
  const longest = Math.max(...lines.map((line) => line.replace(/\u001b\[\d+m/g, '').length));
  const [width, height] = [Math.ceil(longest * WIDTH) + 40, lines.length * HEIGHT + 32];
  const rows = lines.map(
    (line, at) => `<text x="20" y="${30 + at * HEIGHT}" xml:space="preserve">${styled(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="elbcert in a terminal">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="12.8" fill="#e6edf3">
${rows.join('\n')}
</g>
</svg>
`;
}

/** A line with its codes as spans. */
function styled(line: string): string {
  const active = new Set<string>();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the codes
  const parts = line.split(/\u001b\[(\d+)m/);
  return parts
    .map((part, at) => {
      if (at % 2 === 1) {
        if (STYLES[part] !== undefined) active.add(part);
        else active.clear();
        return '';
      }
      const text = part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      const style = [...active].map((code) => STYLES[code]).join(' ');
      return text === '' || style === '' ? text : `<tspan ${style}>${text}</tspan>`;
    })
    .join('');
}

async function drawPage(path: string): Promise<void> {
  if (CHROMIUM === undefined) throw new Error('there is no chromium to draw the page with');
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-pictures-'));
  const page = join(folder, 'report.html');
  elbcert('--format', `html=${page}`);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const tab = await browser.newPage({ viewport: { width: 1200, height: 760 }, colorScheme: 'light' });
  await tab.goto(pathToFileURL(page).href);
  await tab.screenshot({ path });
  await browser.close();
  rmSync(folder, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(ROOT, 'docs/terminal.svg'), terminalPicture());
  await drawPage(join(ROOT, 'docs/report.png'));
}
