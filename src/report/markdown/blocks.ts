import { plural } from '../../model/words.js';

/** A part of a document that can lose lines at its end, and says so. */
export interface MarkdownBlock {
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
export function fit(blocks: readonly MarkdownBlock[], limit: number): string {
  let text = '';
  for (const block of blocks) {
    const fitted = fitBlock(block, limit - text.length - 1);
    if (fitted !== '') text += `${text === '' ? '' : '\n'}${fitted}`;
  }
  return text;
}

function fitBlock(block: MarkdownBlock, limit: number): string {
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

/**
 * A list behind a summary, which is not escaped; nothing where the list is empty. The blank line lets GitHub read the
 * list as Markdown.
 */
export function folded(
  summary: string,
  lines: readonly string[],
  { noun = 'line', open = false }: { readonly noun?: string; readonly open?: boolean } = {},
): readonly MarkdownBlock[] {
  if (lines.length === 0) return [];
  return [
    {
      before: [`<details${open ? ' open' : ''}><summary>${summary}</summary>`, ''],
      lines,
      after: ['', '</details>'],
      most: 100,
      noun,
      more: (text) => `- ${text}`,
    },
  ];
}
