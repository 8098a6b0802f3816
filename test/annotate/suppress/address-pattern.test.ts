import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parsePattern } from '../../../src/annotate/suppress/address-pattern.js';

function covers(pattern: string, address: string): boolean {
  const matches = parsePattern(pattern);
  if (matches === undefined) throw new Error(`${pattern} is no pattern`);
  return matches(address);
}

const COVERED: readonly (readonly [pattern: string, address: string])[] = [
  ['aws_elb.web', 'aws_elb.web'],
  ['aws_elb.web', 'aws_elb.web[0]'],
  ['aws_elb.web', 'aws_elb.web["eu"]'],
  ['aws_elb.web[0]', 'aws_elb.web[0]'],
  ['aws_elb.w*', 'aws_elb.web'],
  ['aws_elb.we?', 'aws_elb.web'],
  ['*.web', 'aws_elb.web'],
  ['aws_elb.my-lb', 'aws_elb.my-lb'],
  ['aws_elb.m*-l?', 'aws_elb.my-lb[0]'],
  ['**', 'module.a.aws_elb.web'],
  ['aws_elb.web[*]', 'aws_elb.web[7]'],
  ['aws_elb.web[*]', 'aws_elb.web["a.b"]'],
  ['aws_elb.web["[*]"]', 'aws_elb.web["[*]"]'],
  ['module.a', 'module.a.aws_elb.web'],
  ['module.a', 'module.a["x"].module.b.aws_elb.web[1]'],
  ['module.a.aws_elb.web', 'module.a["b].c"].aws_elb.web'],
  ['module.a["b].c"].aws_elb.web', 'module.a["b].c"].aws_elb.web'],
  ['module.*.aws_elb.web', 'module.a.aws_elb.web'],
  ['**.aws_elb.web', 'aws_elb.web'],
  ['**.aws_elb.web', 'module.a["x"].module.b.aws_elb.web'],
  ['arn:aws:iam::123456789012:role/ci', 'arn:aws:iam::123456789012:role/ci'],
  ['aws_elb.web["say \\"hi\\""]', 'aws_elb.web["say \\"hi\\""]'],
];

for (const [pattern, address] of COVERED) {
  test(`${pattern} covers ${address}`, () => assert.ok(covers(pattern, address)));
}

const LEFT: readonly (readonly [pattern: string, address: string])[] = [
  ['aws_elb.web', 'aws_elb.website'],
  ['aws_elb.web', 'module.a.aws_elb.web'],
  ['aws_elb.web[0]', 'aws_elb.web[1]'],
  ['aws_elb.web[0]', 'aws_elb.web["0"]'],
  ['aws_elb.web[0]', 'aws_elb.web'],
  ['aws_elb.web[*]', 'aws_elb.web'],
  ['aws_elb.web["*"]', 'aws_elb.web["eu"]'],
  ['aws_elb.web["*.example.com"]', 'aws_elb.web["www.example.com"]'],
  ['*', 'aws_elb.web'],
  ['aws_elb', 'aws_elb.web'],
  ['module', 'module.a.aws_elb.web'],
  ['module.a', 'module.ab.aws_elb.web'],
  ['module.*.aws_elb.web', 'module.a.module.b.aws_elb.web'],
  ['module.a["x"]', 'module.a["y"].aws_elb.web'],
  ['aws.elb.web', 'aws_elb.web'],
];

for (const [pattern, address] of LEFT) {
  test(`${pattern} leaves ${address}`, () => assert.not(covers(pattern, address)));
}

test('matching takes time linear in the address, whatever the pattern', () => {
  const start = performance.now();
  assert.not(covers(`${'**.'.repeat(30)}end`, `${'module.a.'.repeat(60)}aws_elb.web`));
  assert.not(covers(`aws_elb.${'*a'.repeat(40)}b`, `aws_elb.${'a'.repeat(2000)}`));
  assert.ok(performance.now() - start < 2000);
});

test('text that is no address is no pattern', () => {
  for (const text of ['', 'aws_elb.web[', 'aws_elb..web', 'aws_elb.web["x]', 'a.web[x]']) {
    assert.is(parsePattern(text), undefined, text);
  }
});

test('no pattern takes long, or too much of the stack, whatever the address', () => {
  const started = performance.now();
  for (const part of ['*', '*a', '?*', 'a*', '**.', '*.']) {
    const covers = parsePattern(`aws_elb.${part.repeat(4000 / part.length)}b`);
    assert.ok(covers !== undefined, part);
    for (const address of [`aws_elb.${'a'.repeat(4000)}`, `aws_elb.${'a'.repeat(100_000)}`, `x${'.a'.repeat(2000)}`]) {
      assert.type(covers(address), 'boolean');
    }
  }
  assert.ok(performance.now() - started < 5000);
  assert.is(parsePattern(`aws_elb.${'*'.repeat(5000)}`), undefined);
});

test('only the last star of a name is tried again', () => {
  const covers = (pattern: string, name: string) => parsePattern(`aws_elb.${pattern}`)?.(`aws_elb.${name}`);
  assert.is(covers('*ab*b', 'aabab'), true);
  assert.is(covers('*ab*b', 'aaba'), false);
  assert.is(covers('a*?c', 'abc'), true);
  assert.is(covers('a*?c', 'ac'), false);
  assert.is(covers('***', 'x'), true);
});

test.run();
