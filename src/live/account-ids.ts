/** The text with every account id starred out; names that people give profiles and roles hold them, too. */
export function hideAccountIds(text: string): string {
  return text.replace(/(?<!\d)\d{12}(?!\d)/g, '*'.repeat(12));
}
