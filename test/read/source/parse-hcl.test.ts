import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseHcl } from '../../../src/read/source/parse-hcl.js';
import type { SourceBlock } from '../../../src/read/source/parsed-file.js';

/** A block with its lines, its arguments as they are written, and the blocks in it. */
function inShort({ type, labels, line, endLine, attributes, blocks }: SourceBlock): string {
  const written = [...attributes].map(([name, { text }]) => `${name}=${text}`);
  return [`${[type, ...labels].join('.')}@${line}-${endLine}`, ...written, ...blocks.map(inShort)].join(' ');
}

function blocksIn(text: string): readonly string[] {
  return parseHcl(text).blocks.map(inShort);
}

test('blocks have labels with quotes and without, arguments and blocks, and lines', () => {
  const text =
    'resource "aws_elb" web {\n  name = "x"\n\n  listener { lb_port = 443 }\n  empty {}\n}\nlocals {\r\n}\r\n';
  assert.equal(blocksIn(text), ['resource.aws_elb.web@1-6 name="x" listener@4-4 lb_port=443 empty@5-5', 'locals@7-8']);
});

test('an argument ends with its line, unless brackets or a heredoc go on', () => {
  const value = '[\n  1, # one\n  2,\n]';
  const heredoc = '<<-EOT\n    a = "$' + '{b}"\n  EOT';
  const text = `locals {\n  a = ${value} // list\n  b = ${heredoc}\n  c = x ? y : z /* end */\n  d = a.*.b # all\n}\n`;
  assert.equal(blocksIn(text), [`locals@1-11 a=${value} b=${heredoc} c=x ? y : z d=a.*.b`]);
});

test('a literal is known as its value, any other expression is not', () => {
  const [locals] = parseHcl(
    'locals {\n  a = "x\\n"\n  b = 443\n  c = true\n  d = null\n  e = ""\n  f = "$' +
      '{x}"\n  g = -1\n  h = <<E\nx\nE\n}',
  ).blocks;
  const literals = [...(locals?.attributes ?? [])].map(([, { literal }]) => literal);
  assert.equal(literals, ['x\n', 443, true, undefined, '', undefined, undefined, undefined]);
});

test('keys may be references, as those of providers are', () => {
  assert.equal(blocksIn('module "m" {\n  providers = {\n    aws.a = aws.b\n  }\n}'), [
    'module.m@1-5 providers={\n    aws.a = aws.b\n  }',
  ]);
});

test('comments have places, wherever they stand', () => {
  const text = '# one\nlocals { # two\n  a = [ // three\n    1, /* four\n  five */ 2,\n  ]\n}\n';
  const told = parseHcl(text).comments.map(({ text: said, line, column, endLine, ownLine }) => {
    return [said, line, column, endLine, ownLine];
  });
  assert.equal(told, [
    ['one', 1, 1, 1, true],
    ['two', 2, 10, 2, false],
    ['three', 3, 9, 3, false],
    ['four\n  five', 4, 8, 5, false],
  ]);
});

test('columns count UTF-16 units', () => {
  const [locals] = parseHcl('locals { a = "😀" }').blocks;
  assert.is(locals?.attributes.get('a')?.column, 10);
  assert.is(parseHcl('locals { a = "😀"\n}\n/* 😀 */ # x').comments[1]?.column, 10);
});

test('a block that is not valid is left out, and told by its line', () => {
  for (const [fault, line] of [
    ['  a = \n', 4],
    ['  a = "x\n', 4],
    ['  a 1\n', 4],
    ['  a = 1 b = 2\n', 4],
    ['  inner {\n', 3],
    [`  a = ${'('.repeat(1_500)}1${')'.repeat(1_500)}\n`, 4],
    ['  a {\n'.repeat(1_500), 4],
  ] as const) {
    const { blocks, brokenAt } = parseHcl(`locals {\n}\noutput "a" {\n${fault}}\nlocals {\n  b = 1\n}\n`);
    assert.is(brokenAt !== null && brokenAt >= line, true, `${fault.slice(0, 20)}: ${brokenAt}`);
    assert.is(blocks[0]?.line, 1, fault.slice(0, 20));
    assert.is(
      blocks.some(({ type }) => type === 'output'),
      false,
      fault.slice(0, 20),
    );
  }
  assert.is(parseHcl('locals {\n}\n}\nlocals {\n}\n').brokenAt, 3);
  assert.equal(blocksIn('locals {\n}\n}\nlocals {\n  a = 1\n}\n'), ['locals@1-2', 'locals@4-6 a=1']);
});

test('every text has an end', () => {
  for (const text of [
    '',
    '\n',
    '#',
    '/*',
    '"',
    '{',
    '}',
    'a',
    'a =',
    'a {',
    'a "b',
    'a = <<E',
    '\r',
    '\u0000',
    'a\n=\n1',
  ]) {
    assert.is(parseHcl(text).blocks.length, 0, JSON.stringify(text));
  }
});

test('a file of many blocks, and one of as many faults, takes time in proportion', () => {
  for (const block of ['a "b" {\n  c = 1\n}\n', 'a "b" {\n', '}\n', 'a "\n']) {
    const timeOf = (count: number) => {
      const started = performance.now();
      parseHcl(block.repeat(count));
      return performance.now() - started;
    };
    timeOf(2_000);
    assert.ok(timeOf(40_000) < 3_000, JSON.stringify(block));
  }
});

test('comments without an end and indents of many lines take time linear in the text', () => {
  const started = performance.now();
  assert.is(parseHcl('a = 1 /*\n'.repeat(50_000)).brokenAt, 1);
  const lines = ' x\n'.repeat(160_000);
  const [locals] = parseHcl(`locals {\n a = <<-A\n${lines}A\n}\n`).blocks;
  assert.is(locals?.attributes.get('a')?.tree()?.kind, 'template');
  assert.ok(performance.now() - started < 5000);
});

test.run();
