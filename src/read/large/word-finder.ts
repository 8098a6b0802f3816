import { hasEscape, textOf } from './text-of.js';

/** Which of the words a JSON string means that stands without its quotes in `[from, to)`; -1 where none. */
export type WordFinder = (bytes: Buffer, from: number, to: number) => number;

/** Finds words by their bytes, so that no text is made of what is none of them. */
export function wordFinder(words: readonly string[]): WordFinder {
  const spelled = words.map((word) => Buffer.from(word));
  return (bytes, from, to) => {
    for (let word = 0; word < spelled.length; word += 1) {
      if (isAt(bytes, from, to, spelled[word] as Buffer)) return word;
    }
    return hasEscape(bytes, from, to) ? words.indexOf(textOf(bytes, from, to)) : -1;
  };
}

/** Whether a word is all that stands there. */
export function isAt(bytes: Buffer, from: number, to: number, word: Buffer): boolean {
  if (to - from !== word.length) return false;
  for (let at = 0; at < word.length; at += 1) {
    if (bytes[from + at] !== word[at]) return false;
  }
  return true;
}
