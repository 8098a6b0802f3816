/** A clause of ours as a sentence: a capital letter in front, a full stop at its end. */
export function sentence(clause: string): string {
  const text = `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}
