import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json, JsonObject } from '../../src/model/json.js';
import {
  attribute,
  hasUnknown,
  listAttribute,
  numberAttribute,
  type Path,
  partOfArn,
  pathOf,
  textAttribute,
  valueAt,
} from '../../src/resolve/attribute.js';
import { at, planOf } from './plan.js';

function resource(values: JsonObject, unknown: Json = {}, sensitive: Json = false) {
  return at(planOf({ resources: { 'aws_elb.web': { values, unknown, sensitive } } }), 'aws_elb.web');
}

test('an attribute is what the planned values have at its path', () => {
  const web = resource({ listener: [{ port: 80 }, { port: 443 }], tags: { 'a.b': 'x' } });
  assert.equal(attribute(web, ['listener', 1, 'port']), { kind: 'known', value: 443 });
  assert.equal(attribute(web, ['tags', 'a.b']), { kind: 'known', value: 'x' });
});

test('null and missing are absent, also below what is missing', () => {
  const web = resource({ name: null, listener: [] });
  for (const path of [['name'], ['zone'], ['zone', 'id'], ['listener', 0, 'port'], ['listener', 'port']] as Path[]) {
    assert.equal(attribute(web, path), { kind: 'absent' }, path.join());
  }
});

test('names that every object inherits are ordinary names', () => {
  assert.equal(attribute(resource({}), ['constructor']), { kind: 'absent' });
});

test('an unknown attribute says which it is', () => {
  const web = resource({ listener: [{}] }, { arn: true, listener: [{ certificate: true }] });
  assert.equal(attribute(web, ['arn']), { kind: 'unknown', reason: 'known after apply: aws_elb.web.arn' });
  const reason = 'known after apply: aws_elb.web.listener[0].certificate';
  assert.equal(attribute(web, ['listener', 0, 'certificate']), { kind: 'unknown', reason });
});

test('everything below an unknown value is unknown, for the reason that its mask gives', () => {
  const web = resource({}, { listener: 'for_each is var.all', tags: true });
  assert.equal(attribute(web, ['listener', 0, 'port']), { kind: 'unknown', reason: 'for_each is var.all' });
  assert.is(attribute(web, ['tags', 'a']).kind, 'unknown');
});

test('a value of which a part is unknown is unknown, and its other parts are known', () => {
  const web = resource({ zones: [{ id: 'a' }, {}] }, { zones: [{}, { id: true }] });
  assert.is(attribute(web, ['zones']).kind, 'unknown');
  assert.equal(attribute(web, ['zones', 0]), { kind: 'known', value: { id: 'a' } });
  assert.ok(hasUnknown(web));
  assert.not(hasUnknown(resource({ a: 1 }, { a: false, b: [false, {}] })));
});

test('what is marked sensitive, or is part of such a value, stays sensitive', () => {
  const web = resource(
    { name: 'x', listener: [{ port: 80 }] },
    { key: true },
    { name: true, listener: true, key: true },
  );
  assert.equal(attribute(web, ['name']), { kind: 'known', value: 'x', sensitive: true });
  assert.equal(numberAttribute(web, 'listener', 0, 'port'), { kind: 'known', value: 80, sensitive: true });
  assert.equal(textAttribute(web, 'key'), {
    kind: 'unknown',
    reason: 'known after apply: aws_elb.web.key',
    sensitive: true,
  });
});

test('text is text that is not empty', () => {
  const web = resource({ name: 'web', none: '', port: 443 }, { arn: true });
  assert.equal(textAttribute(web, 'name'), { kind: 'known', value: 'web' });
  for (const name of ['none', 'port', 'zone']) assert.equal(textAttribute(web, name), { kind: 'absent' }, name);
  assert.is(textAttribute(web, 'arn').kind, 'unknown');
});

test('a number may be spelled as text', () => {
  const web = resource({ a: 443, b: '443', c: '', d: '4e2', e: 0.5, f: '99999999999999999', g: true });
  for (const name of ['a', 'b']) assert.equal(numberAttribute(web, name), { kind: 'known', value: 443 }, name);
  for (const name of ['c', 'd', 'e', 'f', 'g', 'h']) assert.equal(numberAttribute(web, name), { kind: 'absent' }, name);
});

test('a list has the texts in it, and nothing else is a list', () => {
  const web = resource({ zones: ['a', null, 1, 'b'], name: 'a' }, { ids: [false, true] });
  assert.equal(listAttribute(web, 'zones'), { kind: 'known', value: ['a', 'b'] });
  assert.equal(listAttribute(web, 'name'), { kind: 'absent' });
  assert.is(listAttribute(web, 'ids').kind, 'unknown');
});

test('a part of the ARN is told where the ARN is known and has it', () => {
  const arn = 'arn:aws:iam::123456789012:role/x';
  assert.equal(partOfArn(resource({ arn }), 'account'), { kind: 'known', value: '123456789012' });
  assert.is(partOfArn(resource({ arn }), 'region'), undefined);
  assert.is(partOfArn(resource({ arn: 'x' }), 'account'), undefined);
  assert.is(partOfArn(resource({}, { arn: true }), 'account'), undefined);
});

test('a path goes through names, keys of maps and indexes of lists', () => {
  const path = pathOf([
    { kind: 'name', name: 'a' },
    { kind: 'key', key: 0 },
    { kind: 'key', key: 'b' },
  ]);
  assert.equal(path, ['a', 0, 'b']);
  assert.is(valueAt({ a: [{ b: 1 }] }, path), 1);
  assert.is(valueAt({ a: 'text' }, path), undefined);
});

test.run();
