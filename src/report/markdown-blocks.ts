import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { escapeControls } from './escape.js';
import type { Standing } from './grouped.js';
import { inputName, plural } from './names.js';

/** What nothing in Markdown reads as markup inside backticks, not even a table cell. */
const PLAIN_CODE = /^[\w.\-:/[\]"=+,'()]+(?: [\w.\-:/[\]"=+,'()]+)*$/;

/** What is safe as text: no mention, link, issue number, emphasis or HTML can be made of it. */
const PLAIN_WORD = /^[("']*[\p{L}\p{N}]+(?:[-'/’][\p{L}\p{N}]+)*[)"'.,;:!?]*$/u;

/** GitHub links `GH-12` to an issue and a long hexadecimal number to a commit. */
const REFERENCE = /^(?:GH-\d+|[0-9a-f]{7,})\W*$/i;

/**
 * Text as code, in which GitHub and GitLab look for neither Markdown nor mentions. Anything unusual is written as
 * character references, which take part in no markup, wherever the code stands: in a table, a list, or HTML.
 */
export function code(text: string): string {
  const safe = escapeControls(text);
  return PLAIN_CODE.test(safe) ? `\`${safe}\`` : `<code>${characterReferences(safe)}</code>`;
}

/** Our own words as they are, and every word that came from a plan, or looks as if it did, as code. */
export function prose(text: string): string {
  const runs: { readonly plain: boolean; words: string[] }[] = [];
  for (const word of escapeControls(text).split(' ').filter(Boolean)) {
    const plain = (PLAIN_WORD.test(word) && !REFERENCE.test(word)) || /^[–—→=]$/.test(word);
    const last = runs.at(-1);
    if (last?.plain === plain) last.words.push(word);
    else runs.push({ plain, words: [word] });
  }
  return runs.map(({ plain, words }) => (plain ? words.join(' ') : codeWithPunctuation(words.join(' ')))).join(' ');
}

/** The sentence's own comma or full stop stays outside of the code. */
function codeWithPunctuation(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\(?)(.*?)([.,;:)]*)$/s.exec(text) ?? [];
  if (inner === '') return code(text);
  const unbalanced = after.includes(')') && inner.includes('(') && before === '';
  return unbalanced ? code(text) : `${before}${code(inner)}${after}`;
}

/** ASCII punctuation as `&#42;`: Markdown takes a character reference for text, never for markup. Source: https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references */
function characterReferences(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A part of a document that can lose lines at its end, and says so. */
export interface Block {
  readonly before: readonly string[];
  readonly lines: readonly string[];
  readonly after: readonly string[];
  /** Lines beyond these are counted even where there is room. */
  readonly most: number;
  /** What a line is, for the words that say how many are missing. */
  readonly noun: string;
  /** A line that says how many are missing, made from those words. */
  readonly more: (text: string) => string;
}

/** The blocks one after another, in at most so many characters: each takes the room that those before it left. */
export function fit(blocks: readonly Block[], limit: number): string {
  let text = '';
  for (const block of blocks) {
    const fitted = fitBlock(block, limit - text.length - 1);
    if (fitted !== '') text += `${text === '' ? '' : '\n'}${fitted}`;
  }
  return text;
}

function fitBlock(block: Block, limit: number): string {
  const { before, lines, after, most } = block;
  const moreLine = (missing: number) => block.more(`and ${plural(missing, `more ${block.noun}`)}`);
  const reserved = [...before, moreLine(lines.length), ...after].join('\n').length + 1;
  const kept: string[] = [];
  let room = limit - reserved;
  for (const line of lines.slice(0, most)) {
    room -= line.length + 1;
    if (room < 0) break;
    kept.push(line);
  }
  if (kept.length === 0 && reserved > limit) return '';
  const missing = lines.length - kept.length;
  return `${[...before, ...kept, ...(missing > 0 ? [moreLine(missing)] : []), ...after].join('\n')}\n`;
}

/** A list behind a summary. The blank line lets GitHub read the list as Markdown. */
export function folded(list: {
  /** Our own words: nothing in it is escaped. */
  readonly summary: string;
  readonly lines: readonly string[];
  readonly noun: string;
  readonly open?: boolean;
}): Block {
  return {
    before: [`<details${list.open === true ? ' open' : ''}><summary>${list.summary}</summary>`, ''],
    lines: list.lines,
    after: ['', '</details>'],
    most: 100,
    noun: list.noun,
    more: (text) => `- ${text}`,
  };
}

/** How a standing looks at a glance. */
export const SIGNS = {
  error: '❌',
  warning: '⚠️',
  note: 'ℹ️',
  open: '❔',
  waived: '🔕',
  pass: '✅',
} as const satisfies Record<Standing, string>;

/** A finding's subject: `aws_elb.web` :443, with its input where there are several. */
export function subject(finding: Pick<Finding, 'subject' | 'address' | 'port' | 'input'>, report: Report): string {
  const input = report.inputs.length > 1 ? ` in ${code(inputName(finding.input))}` : '';
  if (finding.subject === 'deployer') return `${code(finding.address)}${input}`;
  return `${code(finding.address)} ${finding.port === null ? '(port unknown)' : `:${finding.port}`}${input}`;
}
