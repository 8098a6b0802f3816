import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { globMatches } from '../../src/model/glob.js';

test('a pattern matches as the regular expression of the same meaning', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });
  const expected = (of: string) =>
    new RegExp(`^${of.replaceAll('.', '[.]').replaceAll('*', '.*').replaceAll('?', '.')}$`);
  fc.assert(
    fc.property(pattern, text, (of, name) => globMatches(of, name) === expected(of).test(name)),
    { numRuns: 2000 },
  );
});

test('many stars are compared in no more than the product of the lengths', () => {
  const started = performance.now();
  assert.not(globMatches(`${'*a'.repeat(60)}*b`, 'a'.repeat(250)));
  assert.ok(performance.now() - started < 1000);
});

test.run();
