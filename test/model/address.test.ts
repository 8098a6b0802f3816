import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Address, formatAddress, parseAddress, parseModulePath, parseTraversal } from '../../src/model/address.js';

const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/).filter((text) => text !== 'data' && text !== 'module');
const key = fc.oneof(
  fc.constant(undefined),
  fc.nat(99),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('a.b', 'a"b', 'a]b', 'a\\b', '$'.concat('{x}'), '%{x}', 'a\nb'),
);
const address: fc.Arbitrary<Address> = fc.record(
  {
    module: fc.array(fc.record({ name, key }, { noNullPrototype: true }), { maxLength: 4 }),
    mode: fc.constantFrom('managed', 'data'),
    type: name,
    name,
    key,
  },
  { noNullPrototype: true },
);

test('an address survives being written and read, whatever its keys hold', () => {
  fc.assert(fc.property(address, (parts) => assert.equal(parseAddress(formatAddress(parts)), parts)));
});

test('the parser reads a key as Terraform writes it', () => {
  assert.equal(parseAddress('module.a["x.y"].aws_elb.web["q\\"[0]"]'), {
    module: [{ name: 'a', key: 'x.y' }],
    mode: 'managed',
    type: 'aws_elb',
    name: 'web',
    key: 'q"[0]',
  });
});

test('text that is no address is none', () => {
  for (const text of [
    '',
    'aws_elb',
    'aws_elb.web.extra',
    'aws_elb.web[',
    'aws_elb.web["x]',
    'module.a',
    '.a.b',
    'a..b',
    'data.a',
  ]) {
    assert.is(parseAddress(text), undefined, text);
  }
});

test('a module path is modules and nothing else', () => {
  assert.equal(parseModulePath(''), []);
  assert.equal(parseModulePath('module.a[0].module.b'), [
    { name: 'a', key: 0 },
    { name: 'b', key: undefined },
  ]);
  assert.is(parseModulePath('module.a.aws_elb.web'), undefined);
});

test('a traversal is read in linear time', () => {
  const long = `a${'["x"]'.repeat(50_000)}`;
  assert.is(parseTraversal(long)?.length, 50_001);
  assert.is(parseTraversal(`a["${'\\'.repeat(100_000)}`), undefined);
});

test.run();
