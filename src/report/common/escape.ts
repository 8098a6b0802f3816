/**
 * Characters that act on a terminal or a reader's eye instead of showing: controls (C0, DEL, C1), format characters
 * (bidi controls, zero-width ones, tags), line and paragraph separators, lone surrogates, invisible fillers.
 * Source: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing, https://trojansource.codes
 */
const INVISIBLE = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]';

/**
 * The first character of what build servers read in a log as a command to them: `##vso[…]` anywhere in a line,
 * `::warning::` at its start.
 * The colon comes before the look behind it, which would be tried, and walk back, at every character otherwise.
 * Source: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
const LOG_COMMAND = '#(?=#[a-z]*\\[)|:(?<=^\\s*:)(?=:)';

/** Compiled at the first use: so many classes of characters take as long as loading everything else. */
let inText: RegExp | undefined;
let inJson: RegExp | undefined;

/** What JSON has to hold for anything in it to need escaping: its lines never begin with a colon. */
const SUSPECT_IN_JSON = /[^\x20-\x7e\n]|##/;

/**
 * Text on one line that is safe to print: each character that would not show is spelled out, an escape as `\u{1b}`.
 * Everything in a report but its own words comes from whoever wrote the plan.
 */
export function escapeControls(text: string): string {
  inText ??= new RegExp(`${INVISIBLE}|${LOG_COMMAND}`, 'giu');
  return text.replace(inText, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Pretty-printed JSON of the same value whose strings are safe to print; line ends between its tokens stay. */
export function escapeControlsInJson(json: string): string {
  if (!SUSPECT_IN_JSON.test(json)) return json;
  inJson ??= new RegExp(`(?!\\n)${INVISIBLE}|${LOG_COMMAND}`, 'giu');
  return json.replace(inJson, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as it stands in XML and in HTML, between tags and in quoted attributes alike. U+FFFE and U+FFFF, which XML
 * cannot hold in any spelling, are spelled out. Source: https://www.w3.org/TR/xml/#charsets
 */
export function escapeXml(text: string): string {
  return escapeControls(text)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}
