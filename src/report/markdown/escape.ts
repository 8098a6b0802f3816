import { escapeControls } from '../common/escape.js';

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
    // A comma parts two names, each in code of its own.
    const goesOn = last?.plain === plain && (plain || last.words.at(-1)?.endsWith(',') !== true);
    if (goesOn) last.words.push(word);
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
