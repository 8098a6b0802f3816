import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { coverageOf, coversName, type DomainNames, withCoverage } from '../../../src/facts/domains/coverage.js';
import { type CertificateFacts, certificateWith } from '../../../src/model/facts.js';
import { absent, known, unknown, type Value } from '../../../src/model/value.js';

const COVERED: readonly (readonly [certificate: string, name: string, covered: boolean])[] = [
  ['www.example.com', 'www.example.com', true],
  ['www.example.com', 'WWW.Example.com', true],
  ['*.Example.COM', 'shop.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'a.b.example.com', false],
  ['*.example.com', '.example.com', false],
  ['*.example.com', '*.example.com', true],
  ['*.b.example.com', '*.example.com', false],
  ['www.example.com', '*.example.com', false],
  ['www.example.com', 'www.example.com.', false],
  ['*.example.com', 'www.example.com.', false],
  ['*.example.com', '*shop.example.com', false],
  ['*', 'com', false],
  ['w*.example.com', 'www.example.com', false],
];

test('a name covers one that is equal, and an asterisk exactly one label', () => {
  for (const [certificate, name, covered] of COVERED) {
    assert.is(coversName(certificate, name), covered, `${certificate} ${name}`);
  }
});

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,5}[a-z0-9])?$/);

test('an asterisk covers any one label, and neither none nor two', () => {
  fc.assert(
    fc.property(label, label, fc.array(label, { minLength: 1, maxLength: 3 }), (one, other, rest) => {
      const base = rest.join('.');
      assert.ok(coversName(`*.${base}`, `${one}.${base}`.toUpperCase()));
      assert.not.ok(coversName(`*.${base}`, base));
      assert.not.ok(coversName(`*.${base}`, `${one}.${other}.${base}`));
    }),
  );
});

const NAMES = ['example.com', 'www.example.com', 'shop.example.com', '*.example.com', 'a.b.example.com'];
const name = fc.constantFrom(...NAMES);
const list = fc.array(name, { maxLength: 3 });

const someName: fc.Arbitrary<Value<string>> = fc.oneof(
  name.map((one) => known(one)),
  fc.constant(unknown<string>('later')),
  fc.array(name, { minLength: 1, maxLength: 2 }).map((candidates) => unknown('later', { candidates })),
);

test('a word that is ruled out stays so, whatever unknown names turn out to be', () => {
  const filling = (value: Value<string>) =>
    value.kind === 'known' ? fc.constant(value.value) : fc.constantFrom(...candidatesOf(value));
  const cases = fc
    .record({ each: fc.array(someName, { maxLength: 3 }), hasOthers: fc.boolean(), known: list, isAll: fc.boolean() })
    .chain((one) =>
      fc.record({
        one: fc.constant(one),
        filled: fc.tuple(...one.each.map(filling)),
        others: one.hasOthers ? list : fc.constant([]),
        more: one.isAll ? fc.constant([]) : list,
      }),
    );
  fc.assert(
    fc.property(cases, ({ one, filled, others, more }) => {
      const source = known('acm' as const);
      const names: DomainNames = { each: one.each, others: one.hasOthers ? { reason: 'later' } : null };
      const all = one.isAll ? known(one.known) : unknown<readonly string[]>('later');
      const before = coverageOf({ source, domainNames: all, knownNames: known(one.known) }, names);
      const settled: DomainNames = { each: [...filled, ...others].map((text) => known(text)), others: null };
      const owned = known([...one.known, ...more]);
      const after = coverageOf({ source, domainNames: owned, knownNames: owned }, settled);
      assert.not.equal(after.kind, 'unknown');
      if (before.kind === 'unknown' && before.candidates === undefined) return;
      const possible = before.kind === 'known' ? [before.value] : before.kind === 'unknown' ? before.candidates : [];
      assert.ok(after.kind === 'known' ? possible?.includes(after.value) : before.kind === 'absent');
    }),
  );
});

function candidatesOf(value: Value<string>): readonly string[] {
  return value.kind === 'unknown' && value.candidates !== undefined ? value.candidates : NAMES;
}

test('a domain without names, and one without a certificate, is covered by nothing', () => {
  const names: DomainNames = { each: [known('www.example.com')], others: null };
  const some = { source: known('acm' as const), domainNames: known(['a.example.com']), knownNames: absent };
  assert.equal(coverageOf(some, { each: [], others: null }), absent);
  assert.equal(coverageOf({ ...some, source: known('none') }, names), absent);
  assert.equal(coverageOf(some, names), known('none'));
});

test('one name is covered or not, there is nothing between', () => {
  const some = { source: known('acm' as const), domainNames: known(['a.example.com']), knownNames: absent };
  const possible = (...each: readonly Value<string>[]) => {
    const covers = coverageOf(some, { each, others: null });
    return covers.kind === 'unknown' ? covers.candidates : covers;
  };
  assert.equal(possible(unknown('later')), ['all', 'none']);
  assert.equal(possible(unknown('later'), known('b.example.com')), ['some', 'none']);
});

test('the names that a certificate surely does not cover are told, and stay sensitive', () => {
  const uncovered = (certificate: Partial<CertificateFacts>, ...each: Value<string>[]) =>
    withCoverage(certificateWith(unknown('later'), { source: known('acm'), ...certificate }), { each, others: null })
      .uncovered;
  const narrow = { domainNames: known(['*.example.com']), knownNames: known(['*.example.com']) };
  const [www, apex] = [known('www.example.com'), known('example.com')];
  assert.equal(uncovered(narrow, www), known([]));
  assert.equal(uncovered(narrow, www, apex), known(['example.com']));
  assert.equal(uncovered(narrow, apex, unknown('var.alias')), known(['example.com']));
  assert.equal(uncovered(narrow, known('example.com', true)), known(['example.com'], true));
  assert.equal(uncovered({}, www), unknown('later'));
  assert.equal(uncovered({ source: known('none') }, www), absent);
});

test.run();
