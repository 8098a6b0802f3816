import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UnusableInput } from '../src/model/problem.js';
import { check } from '../src/pipeline.js';
import { findReporter } from '../src/report/index.js';

/**
 * Writes docs/cases.md: what elbcert says of every plan in test/golden.
 *
 *     npm run cases
 */

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const NOW = new Date('2026-11-24T00:00:00Z');

const GOLDEN = 'test/golden';

interface Case {
  readonly title: string;
  readonly why: string;
  readonly args?: readonly string[];
}

const INTRODUCTION = `# Case by case

What elbcert says of the plans that it is tested on: plans that Terraform's engine wrote, each with its configuration and
the verdict that was written down for it beforehand. The lines are those of \`--quiet --strict\`: what fails, what is open
and why, and the summary. This page is generated from the cases: \`npm run cases\`.
`;

async function section(path: string): Promise<string> {
  const { title, why, args = [] } = JSON.parse(readFileSync(join(ROOT, path, 'expected.json'), 'utf8')) as Case;
  const command = args.length === 0 ? '' : ` With \`${args.join(' ')}\`.`;
  const said = await output(join(ROOT, path, 'plan.json'), args);
  return `## ${title}\n\n[${basename(path)}](../${path}). ${why}${command}\n\n\`\`\`\n${said.trimEnd()}\n\`\`\`\n`;
}

async function output(plan: string, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: { region: { type: 'string', multiple: true } },
    strict: false,
  });
  const regions = new Map([values['region'] ?? []].flat().map((given) => keyAndRegion(String(given))));
  try {
    const report = await check({ inputs: [plan], now: NOW, regions });
    const options = { failOn: 'error', strict: true, color: false, verbosity: 'quiet' } as const;
    return (findReporter('text')?.render(report, options) ?? '').replaceAll(plan, 'plan.json');
  } catch (error) {
    if (error instanceof UnusableInput) return error.message.replaceAll(plan, 'plan.json');
    throw error;
  }
}

function keyAndRegion(text: string): [key: string, region: string] {
  const at = text.lastIndexOf('=');
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 1)];
}

const sections: string[] = [INTRODUCTION];
for (const name of readdirSync(join(ROOT, GOLDEN)).sort()) sections.push(await section(`${GOLDEN}/${name}`));
writeFileSync(join(ROOT, 'docs/cases.md'), sections.join('\n'));
