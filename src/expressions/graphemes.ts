import { type Budget, charge } from './evaluation.js';

/** Letters that nothing joins, which need no segmenter: one takes 10 ms to load. */
const PLAIN = /^[ -~\u00c0-\u024f]*$/;

/** The characters of a text as a reader sees them, which is what Terraform counts. */
export function graphemes(text: string, budget: Budget): readonly string[] {
  if (PLAIN.test(text)) return [...text];
  charge(budget, text.length * 2);
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
