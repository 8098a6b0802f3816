import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absent, fromPublicJson, isValue, known, toPublicJson, unknown } from '../../src/model/value.js';

test('what is known is shown as it is, what is absent as null', () => {
  assert.equal(toPublicJson({ a: known(1), b: known(['x']), c: absent, d: known(null) }), {
    a: 1,
    b: ['x'],
    c: null,
    d: null,
  });
});

test('what is unknown is shown with its reason, its candidates, its identity and its remedy', () => {
  const value = unknown('why', { remedy: 'give --region', identity: 'aws', candidates: [1, 2] });
  assert.is(
    JSON.stringify(toPublicJson({ value, other: unknown('no') })),
    '{"value":{"unknown":"why","candidates":[1,2],"identity":"aws","remedy":"give --region"},"other":{"unknown":"no"}}',
  );
});

test('a sensitive value is never shown, nor are its candidates', () => {
  const shown = toPublicJson({
    a: known('secret', true),
    b: unknown('why', { candidates: ['secret'], sensitive: true }),
  });
  assert.equal(shown, { a: { sensitive: true }, b: { unknown: 'why' } });
});

test('groups and lists are shown part by part, in the order of their members', () => {
  const shown = toPublicJson({
    z: 'text',
    group: { b: absent, a: known(1) },
    list: [known('x'), { y: absent }],
    none: null,
  });
  assert.is(JSON.stringify(shown), '{"z":"text","group":{"b":null,"a":1},"list":["x",{"y":null}],"none":null}');
});

test('a member named __proto__ is one like any other', () => {
  const facts: object = JSON.parse('{"__proto__":{"kind":"known","value":"x"},"a":{"__proto__":{"b":1}}}');
  assert.is(JSON.stringify(toPublicJson(facts)), '{"__proto__":"x","a":{"__proto__":{"b":1}}}');
});

test('only what has the kind of a value is one', () => {
  for (const value of [absent, known(1), unknown('why')]) assert.ok(isValue(value));
  for (const thing of [null, 'known', {}, { kind: 'role' }, []]) assert.not(isValue(thing));
});

test('what is shown can be read back', () => {
  for (const value of [
    absent,
    known(1),
    known(['x']),
    known({ a: 1 }),
    unknown('why', { candidates: [1], identity: 'i' }),
  ]) {
    assert.equal(fromPublicJson(toPublicJson({ value })['value'] ?? null), value);
  }
  assert.equal(fromPublicJson({ unknown: 'why', remedy: 'do this' }), unknown('why', { remedy: 'do this' }));
});

test('a sensitive value can be anything when it is read back', () => {
  assert.equal(fromPublicJson({ sensitive: true }), unknown('sensitive', { sensitive: true }));
});

test.run();
