import { escapeControls } from './escape-controls.js';

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
