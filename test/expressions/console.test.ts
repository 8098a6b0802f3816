import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FUNCTION_NAMES } from '../../src/expressions/functions/index.js';
import { formatType, isWhollyKnown, reasonOf, typeOf } from '../../src/expressions/index.js';
import { jsonText } from '../../src/expressions/json-text.js';
import { containsSensitive } from '../../src/expressions/value.js';
import { resultOf } from './context.js';
import { type Recording, readRecordings, sameTypeText } from './recording.js';

/** Why an expression is unknown here although Terraform has an answer. */
const UNKNOWN_HERE: readonly (readonly [why: string, texts: RegExp])[] = [
  [
    'Terraform 1.12 leaves out what is right of a deciding "&&" or "||", 1.11 does not',
    /^"?(false && null|"?true"? \|\| )/,
  ],
  ['an element from the end is an error up to Terraform 1.12', /^element\(.*, -\d+\)$/],
  ['the bytes of gzip depend on the version of Go', /^base64gzip/],
  ['the encodings of IANA are not all here', /^textencodebase64\("Hello", "nope"\)/],
  ['parsers differ on aliases, tags, merges, dates, other numbers and faults', /^yamldecode/],
  ['the emitter folds long lines', /^yamlencode\(\{a="a long text/],
  ['numbers of subnets below zero wrap around', /^cidrsubnet\(.*-1/],
  ['a function that is not known here may exist', /nosuchfunction/],
  ['an infinite number, or one of more than 5,000 digits, is not computed', /^(tonumber\("Inf"\)|pow\(|log\(|1\/0)/],
];

function answerOf({ text }: Recording): Recording {
  const value = resultOf(text);
  if (value.kind === 'refused') return { text, result: value.result };
  if (!isWhollyKnown(value)) return { text, result: 'unknown' };
  if (containsSensitive(value)) return { text, result: 'sensitive' };
  return { text, result: 'value', json: jsonText(value), type: sameTypeText(formatType(typeOf(value))) };
}

const recordings = readRecordings<Recording>('console.json');

test('there are recordings of at least 1,500 expressions', () => {
  assert.ok(recordings.length >= 1500, String(recordings.length));
});

test('every function of Terraform has a row, and no other has one', () => {
  assert.equal(FUNCTION_NAMES, readRecordings<string>('functions.json'));
});

test('every expression evaluates as in Terraform’s console', () => {
  const differences: string[] = [];
  for (const recording of recordings) {
    const ours = answerOf(recording);
    const expected = { ...recording, ...(recording.type === undefined ? {} : { type: sameTypeText(recording.type) }) };
    if (ours.result === 'unknown' && UNKNOWN_HERE.some(([, texts]) => texts.test(recording.text))) continue;
    if (JSON.stringify(ours) !== JSON.stringify(expected))
      differences.push(`${JSON.stringify(expected)} but ${JSON.stringify(ours)}`);
  }
  assert.equal(differences, []);
});

test('what is unknown here and not in Terraform says why', () => {
  for (const { text, result } of recordings) {
    const value = resultOf(text);
    if (result !== 'value' || value.kind === 'refused' || isWhollyKnown(value)) continue;
    assert.match(reasonOf(value) ?? '', /\w/, text);
  }
});

test.run();
