import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatReference, parseExpression, parseTemplate, referencesIn } from '../../src/expressions/index.js';

function referencesOf(text: string): readonly string[] {
  const parsed = parseExpression(text);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return referencesIn(parsed.node).map(formatReference);
}

const REFERENCES: readonly (readonly [text: string, references: readonly string[]])[] = [
  ['var.x', ['var.x']],
  ['aws_x.y.attr', ['aws_x.y.attr']],
  ['data.aws_x.y.attr', ['data.aws_x.y.attr']],
  ['module.m["k"].out', ['module.m["k"].out']],
  ['aws_x.y[0].attr', ['aws_x.y[0].attr']],
  ['aws_x.y.0.attr', ['aws_x.y[0].attr']],
  ['aws_x.y[each.key].attr', ['aws_x.y', 'each.key']],
  ['aws_x.y[*].attr', ['aws_x.y']],
  ['aws_x.y.*.attr', ['aws_x.y']],
  ['"${var.a}-${local.b}"', ['var.a', 'local.b']],
  ['"%{ if var.a }${local.b}%{ endif }%{ for x in var.c }${x}%{ endfor }"', ['var.a', 'local.b', 'var.c']],
  ['[for k, v in var.m : "${k}${v.id}${var.n}" if v.on]', ['var.m', 'var.n']],
  ['[for x in [for y in var.l : y.z] : x]', ['var.l']],
  ['[for x in x : x]', ['x']],
  ['{a = var.b, (local.c) = 1}', ['var.b', 'local.c']],
  [
    'count.index + path.module + terraform.workspace + self.id',
    ['count.index', 'path.module', 'terraform.workspace', 'self.id'],
  ],
  ['f(var.a, [var.b]...)', ['var.a', 'var.b']],
  ['var.a ? -var.b : !var.c', ['var.a', 'var.b', 'var.c']],
  ['(var.a).b', ['var.a']],
  ['<<EOT\n${var.a}\nEOT\n', ['var.a']],
];

for (const [text, references] of REFERENCES) {
  test(`references of ${text}`, () => assert.equal(referencesOf(text), references));
}

test('a reference knows its place', () => {
  const parsed = parseExpression('upper(var.name) ');
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  const [reference] = referencesIn(parsed.node);
  assert.equal([reference?.start, reference?.end], [6, 14]);
});

test('a fault says where', () => {
  assert.equal(parseExpression('1 + '), { kind: 'invalid', message: 'expected an expression', offset: 4 });
  assert.equal(parseTemplate('a ${1').kind, 'invalid');
});

const DEEP: readonly string[] = [
  '('.repeat(10_000),
  '['.repeat(10_000),
  '{a='.repeat(10_000),
  `${'-'.repeat(100_000)}1`,
  `1${'+1'.repeat(10_000)}`,
  `a${'.b'.repeat(10_000)}`,
  '"${'.repeat(10_000),
  'true?1:'.repeat(10_000),
];

for (const text of DEEP) {
  test(`too deep: ${text.slice(0, 8)}…`, () => assert.is(parseExpression(text).kind, 'invalid'));
}

test.run();
