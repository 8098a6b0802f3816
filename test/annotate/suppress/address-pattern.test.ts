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

test('takes time linear in the address, whatever the pattern', () => {
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

test.run();
