import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { differingFacts, fillings } from '../../src/judge/fillings.js';
import { known, unknown } from '../../src/model/value.js';

const PATHS = ['a', 'b', 'c'];

function filled(facts: object, paths = PATHS): readonly string[] {
  return fillings(facts, paths).map(({ read }) =>
    paths.map((path) => (read(path).kind === 'known' ? JSON.stringify(read(path)) : '?')).join(),
  );
}

test('each combination of candidates is one filling, and what has none stays unknown', () => {
  const facts = { a: unknown('r', { candidates: [1, 2] }), b: unknown('r', { candidates: [3, 4] }), c: unknown('r') };
  const values = fillings(facts, PATHS).map(({ chosen }) => chosen.map(({ candidate }) => candidate));
  assert.equal(values, [
    [1, 3],
    [1, 4],
    [2, 3],
    [2, 4],
  ]);
  assert.ok(filled(facts).every((text) => text.endsWith('?')));
});

test('facts of one name and one identity take the candidates that both name, together', () => {
  const region = (candidates: readonly string[]) => ({ region: unknown('r', { candidates, identity: 'i' }) });
  const facts = { certificate: region(['x', 'y']), loadBalancer: region(['y', 'z']) };
  const paths = ['certificate.region', 'loadBalancer.region'];
  assert.equal(
    fillings(facts, paths).map(({ chosen }) => chosen),
    [[{ paths, candidate: 'y' }]],
  );
});

test('each certificate that it may be is a filling of its own', () => {
  const alternatives = [{ key: known('RSA') }, { key: known('EC') }];
  const facts = { certificate: { key: unknown('which'), alternatives } };
  const found = fillings(facts, ['certificate.key']);
  assert.equal(
    found.map(({ alternative, read }) => [alternative, read('certificate.key')]),
    [
      [0, known('RSA')],
      [1, known('EC')],
    ],
  );
});

test('no more than 512 combinations are tried', () => {
  const many = unknown('r', { candidates: Array.from({ length: 500 }, (_, index) => index) });
  assert.is(fillings({ a: many, b: unknown('r', { candidates: [1, 2] }) }, ['a', 'b']).length, 2);
});

test('the facts that decide are those whose choice alone changes the outcome', () => {
  const facts = { a: unknown('r', { candidates: [1, 2] }), b: unknown('r', { candidates: [3, 4] }) };
  const verdicts = fillings(facts, ['a', 'b']).map((filling) => {
    const [a] = filling.chosen;
    return { filling, outcome: a?.candidate === 1 ? ('pass' as const) : ('fail' as const) };
  });
  assert.equal(differingFacts(verdicts, ['a', 'b']), ['a']);
});

test.run();
