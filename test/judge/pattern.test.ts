import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compilePattern, UnsupportedPattern } from '../../src/judge/compile.js';

const pieces = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'a',
      'b',
      '-',
      '.',
      '[ab]',
      '[^a]',
      '[a-c]',
      '\\d',
      '\\W',
      '\\.',
      '^',
      '$',
      '[\\d-]',
      '\\-'.slice(1),
    ),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?'))
      .map(([a, quantifier]) => `(${a})${quantifier}`),
  ),
}));

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '.', '1', '\n', '😀'), maxLength: 8 });

test('the matcher matches what JavaScript matches', () => {
  fc.assert(
    fc.property(pieces.pattern, text, (pattern, subject) => {
      assert.is(compilePattern(pattern).test(subject), new RegExp(pattern, 'u').test(subject), `${pattern} ${subject}`);
    }),
    { numRuns: 2000 },
  );
});

test('the matcher takes time linear in the text where backtracking takes forever', () => {
  const hostile = 'a'.repeat(5000);
  for (const pattern of ['^(a+)+$', '^(a|a)*$', '^(a*)*b', 'a*a*a*a*a*a*a*c', '(.*,){11}P', '^(?:a?){50}a{50}b']) {
    const start = performance.now();
    compilePattern(pattern).test(`${hostile}!`);
    assert.ok(performance.now() - start < 2000, pattern);
  }
});

test('the matcher refuses what it cannot match in linear time, or at all', () => {
  const unusable = [
    '(a)\\1',
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '(',
    '[b-a]',
    'a{99999}',
    '((a{500}){500}){500}',
    'a'.repeat(1001),
  ];
  for (const pattern of unusable) {
    assert.throws(
      () => compilePattern(pattern),
      (error: unknown) => error instanceof UnsupportedPattern,
      pattern,
    );
  }
});

test.run();
