import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Context,
  evaluateExpression,
  object,
  parseExpression,
  refinementOfShape,
  STRING,
  sampleOf,
  type TerraformValue,
  tailOf,
  toJson,
  unknownValue,
  wholePartsOf,
  withOrigin,
} from '../../src/expressions/index.js';

const DIGITS = { characters: '0123456789', sample: '123456789012' };
const ID = { characters: '0123456789abcdef-', sample: 'c0ffee-00' };

function leaf(identity: string, shape?: Parameters<typeof refinementOfShape>[0]) {
  const refinement = shape === undefined ? {} : refinementOfShape(shape);
  return withOrigin(unknownValue('known after apply', STRING, refinement), { identity });
}

const arn = leaf('a.arn', ['arn:aws:acm:us-east-1:', DIGITS, ':certificate/', ID]);
const again = leaf('a.arn', ['arn:aws:acm:us-east-1:', DIGITS, ':certificate/', ID]);
const other = leaf('b.arn', ['arn:aws:acm:us-east-1:', DIGITS, ':certificate/', ID]);
const text = leaf('c.text');

const context: Context = {
  lookup: () => ({
    value: object([
      ['arn', arn],
      ['again', again],
      ['other', other],
      ['text', text],
    ]),
    used: 0,
  }),
};

function resultOf(expression: string): TerraformValue {
  const parsed = parseExpression(expression);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  const evaluated = evaluateExpression(parsed.node, context);
  if (evaluated.kind === 'failed') throw new Error(evaluated.message);
  return evaluated.value;
}

const SAME: readonly string[] = [
  'lower(x.arn)',
  'trimspace(" ${x.arn} ")',
  'chomp("${x.arn}\\n")',
  'trim(x.arn, "\\"")',
  'trimprefix("x${x.arn}", "x")',
  'trimprefix(x.arn, "x")',
  'trimsuffix("${x.arn}/", "/")',
  'replace(x.arn, "zzz", "y")',
  'replace(x.arn, "/^arn:aws:iam:/", "y")',
  'replace("/${x.arn}", "/^./", "")',
  'replace(replace(x.arn, ":acm:", ":iam:"), ":iam:", ":acm:")',
  'split(",", join(",", [x.other, x.arn]))[1]',
  'join("/", split("/", x.arn))',
  'join(":", split(":", x.arn))',
  'substr("x${x.arn}", 1, -1)',
  'jsondecode(jsonencode({ a = x.arn, b = x.text })).a',
  'jsondecode("{\\"a\\": \\"${x.arn}\\"}").a',
  'yamldecode(yamlencode([x.arn]))[0]',
  'base64decode(base64encode(x.arn))',
  '"%{for t in ["a", x.arn, "b"]}%{if t != "a" && t != "b"}${t}%{endif}%{endfor}"',
  'matchkeys([x.other, x.arn], ["a", "b"], ["b"])[0]',
  'one(toset([x.arn, x.again]))',
  'one(distinct([x.arn, x.again]))',
  'one(setunion([x.arn], [x.again]))',
  'one(tolist(toset([x.arn])))',
  'one([for t in toset([x.arn, "b"]) : t if t != "b"])',
];

for (const expression of SAME)
  test(`${expression} is the text that it was`, () => {
    assert.is(resultOf(expression).origin?.identity, 'a.arn');
  });

test('a text of the same parts in another order is another text', () => {
  const swapped = '"arn:aws:acm:us-east-1:${split("/", x.arn)[1]}:certificate/${split("/", split(":", x.arn)[4])[0]}"';
  assert.is(resultOf(swapped).origin, undefined);
});

const KNOWN: readonly (readonly [string, unknown])[] = [
  ['x.arn == x.again', true],
  ['"a-${x.arn}" == "a-${x.again}"', true],
  ['x.arn != x.again', false],
  ['[x.arn] == [x.again]', true],
  ['contains([x.arn], x.again)', true],
  ['index(["b", x.arn], x.again)', 1],
  ['split(":", x.arn)[3]', 'us-east-1'],
  ['element(split(":", x.arn), 2)', 'acm'],
  ['length(split("/", x.arn))', 2],
  ['length(x.arn) > 0', true],
  ['0 < length(x.arn)', true],
  ['length(x.arn) <= 10', false],
  ['length(x.arn) == 3', false],
  ['length(toset([x.arn, x.text])) > 0', true],
  ['length(toset([x.arn, "b"]))', 2],
  ['x.arn == "arn:aws:acm:us-east-1:x:certificate/0"', false],
  ['"${x.text}-suffix" == "other"', false],
  ['substr(x.arn, 0, 3)', 'arn'],
  ['startswith(x.arn, "arn:aws:acm:us-east-1:x")', false],
  ['endswith("${x.arn}.pem", ".pem")', true],
  ['endswith(x.arn, "z")', false],
  ['strcontains(x.arn, ":certificate/")', true],
  ['strcontains(x.arn, "z")', false],
  ['strcontains(x.text, "")', true],
  ['strcontains(x.arn, "1::certificate/0")', false],
  ['x.arn == "arn:aws:acm:us-east-1::certificate/0"', false],
  ['regex("arn:aws:acm:([^:]+)", x.arn)[0]', 'us-east-1'],
  ['regex("^arn:aws[\\\\w-]*:acm:(?P<region>[a-z0-9-]+):", x.arn).region', 'us-east-1'],
  ['regex("(?:eu|us)-(?:west|east)-\\\\d", x.arn)', 'us-east-1'],
  ['regex("[a-z]+", x.arn)', 'arn'],
  ['can(regex("^arn:aws:iam:", x.arn))', false],
  ['can(regex("^arn:aws:(iam|acm):", x.arn))', true],
  ['regex("^([^:]+:){3}", x.arn)[0]', 'acm:'],
  ['split(":", replace(x.arn, "/^arn:([a-z]+):/", "$1:x:"))[1]', 'x'],
  ['split("/", replace(x.arn, "us-east-1", "us-west-2"))[0] == split("/", x.arn)[0]', false],
];

for (const [expression, value] of KNOWN)
  test(`${expression} is ${JSON.stringify(value)}`, () => assert.equal(toJson(resultOf(expression)), value));

const OPEN: readonly string[] = [
  'x.arn == x.other',
  'x.text == tostring(x.other)',
  'upper(x.arn)',
  'lower(x.text)',
  'trim(x.arn, "0")',
  'trimsuffix(x.arn, "0")',
  'replace(x.arn, "a", "b")',
  'split("-", x.arn)[1]',
  'regex("arn:aws:acm:(.+):", x.arn)[0]',
  'regex("us-east-1:\\\\d*", x.arn)',
  'regex("[^:]+$", x.arn)',
  'regex("certificate/(.*)", x.arn)[0]',
  'regex("us-east-1:123|us", x.arn)',
  'regex("us-east-1(:1)?", x.arn)',
  'regex("us-east-1:1|e", x.arn)',
  'regex("^(?:[^:]*:){5}", x.arn)',
  'regex("(?:[^:]*:)+[0-9]|arn", x.arn)',
  'regex("\\\\barn", x.arn)',
  'regex("(?i)ARN", x.arn)',
  'can(regex("^arn:aws:acm:us-east-1:1", x.arn))',
  'can(regex("iam", x.arn))',
  'replace(x.arn, "/arn/", "b")',
  'split("/", replace(x.arn, "/a/", "b"))[1] == split("/", x.arn)[1]',
  'can(regex("^iam|us-east-1:1", x.arn))',
  'replace(x.arn, "/^arn:.*/", "b")',
  'split(",", x.text)',
  'strcontains(x.arn, "0a")',
  'strcontains(x.arn, "/0")',
  'endswith(x.arn, "-0")',
  'substr(x.arn, 0, 30)',
  'x.arn == "arn:aws:acm:us-east-1:1:certificate/0"',
  'length(x.arn) > 100',
  'length(x.text) > 0',
  'length(toset([x.arn, x.other]))',
  'tolist(toset([x.arn, "b"]))[0]',
  '[for t in toset([x.arn, "b"]) : t][0]',
  'toset([{ a = x.arn }, { a = "b" }])[*].a',
  'tolist(toset([x.arn, "b"]))[0] == tolist(toset([x.arn, "b"]))[1]',
  'jsondecode("{\\"a\\": ${x.arn}}")',
  'jsondecode(x.text)',
  'jsondecode("{\\"${x.arn}\\": 1}")',
];

for (const expression of OPEN)
  test(`${expression} is not known`, () => {
    const value = resultOf(expression);
    assert.is(toJson(value), undefined);
    assert.is(value.origin, undefined);
  });

test('a text that repeats itself without end has few parts', () => {
  const doubled = Array(12)
    .fill(0)
    .reduce<string>((inner) => `[for t in [${inner}] : "\${t}:\${t}"][0]`, 'x.arn');
  const value = resultOf(doubled);
  assert.ok(value.kind === 'unknown' && (value.parts ?? []).length <= 100);
});

test('a text of which all parts have a form has a sample of that form', () => {
  const sample = (expression: string) => {
    const value = resultOf(expression);
    return value.kind === 'unknown' ? sampleOf(value) : undefined;
  };
  assert.is(sample('x.arn'), 'arn:aws:acm:us-east-1:123456789012:certificate/c0ffee-00');
  assert.is(sample('"${split("/", x.arn)[1]}/x"'), 'c0ffee-00/x');
  assert.is(sample('"${x.arn}${x.text}"'), undefined);
});

test('a text that ends with the rest of another one is told from one that has more', () => {
  const tail = (expression: string) => {
    const value = resultOf(expression);
    return value.kind === 'unknown' ? tailOf(value)?.origin?.identity : undefined;
  };
  assert.is(tail('replace(x.arn, "us-east-1", "us-west-2")'), 'a.arn');
  assert.is(tail('"arn:aws:iam::1:server-certificate/${x.text}"'), 'c.text');
  assert.is(tail('"a/${x.text}/b"'), undefined);
  assert.is(tail('"a/${x.text}${x.arn}"'), undefined);
});

test('a text is told to consist of whole texts, and of parts of others', () => {
  const whole = (expression: string) => {
    const value = resultOf(expression);
    const parts = value.kind === 'unknown' ? wholePartsOf(value) : [];
    return parts.map((part) => (typeof part === 'object' ? part.origin?.identity : part));
  };
  assert.equal(whole('"a/${x.text}/${x.text}"'), ['a/', 'c.text', '/', 'c.text']);
  assert.equal(whole('x.text'), ['c.text']);
  assert.equal(whole('"a\\n${x.text}"'), ['a\n', 'c.text']);
  assert.equal(whole('"${split("/", x.arn)[1]}/b"'), [undefined, '/b']);
});

test.run();
