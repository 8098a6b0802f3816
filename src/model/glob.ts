/**
 * Whether text matches a pattern: `*` stands for any characters, also none, `?` for exactly one. Goes back to the last `*`
 * only, as that can take what an earlier one could: linear in the text for each sign of the pattern, where a regular
 * expression may backtrack for ever.
 */
export function globMatches(pattern: ArrayLike<string>, text: ArrayLike<string>): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let resumeAt = 0;
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at;
      resumeAt = position;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      resumeAt += 1;
      position = resumeAt;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
