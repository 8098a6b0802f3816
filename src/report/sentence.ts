/** A clause as a sentence: a full stop at its end, a capital letter in front unless that would change a name. */
export function sentence(clause: string): string {
  const text = /^[a-z]+(?:[ ,:]|$)/.test(clause) ? `${clause.charAt(0).toUpperCase()}${clause.slice(1)}` : clause;
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}
