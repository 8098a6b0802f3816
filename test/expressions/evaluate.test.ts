import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  ANY,
  budgetOf,
  type Context,
  evaluateExpression,
  fromJson,
  isWhollyKnown,
  list,
  object,
  parseExpression,
  parseTemplate,
  type ReferencePart,
  STRING,
  string,
  type TerraformValue,
  TOO_LARGE,
  toJson,
  unknownValue,
  withOrigin,
} from '../../src/expressions/index.js';

const ARN = { identity: 'aws_acm_certificate.c.arn' };
const OTHER = { identity: 'aws_iam_server_certificate.s.arn' };
const arn = withOrigin(unknownValue('known after apply', STRING, { notNull: true, prefix: 'arn:' }), ARN);
const other = withOrigin(unknownValue('known after apply', STRING), OTHER);

const NAMES: ReadonlyMap<string, TerraformValue> = new Map<string, TerraformValue>([
  [
    'aws_acm_certificate',
    object([
      [
        'c',
        object([
          ['arn', arn],
          ['id', arn],
        ]),
      ],
    ]),
  ],
  ['aws_iam_server_certificate', object([['s', object([['arn', other]])]])],
  [
    'var',
    object([
      ['open', unknownValue('var.open is not given')],
      ['list', list(STRING, [string('a')])],
    ]),
  ],
  [
    'each',
    object([
      ['value', arn],
      ['key', string('k')],
    ]),
  ],
]);

const context: Context = {
  lookup: (root) => {
    const value = NAMES.get(root);
    return value === undefined ? undefined : { value, used: 0 };
  },
};

function resultOf(text: string, given: Context = context): TerraformValue {
  const parsed = parseExpression(text);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  const evaluated = evaluateExpression(parsed.node, given);
  if (evaluated.kind === 'failed') throw new Error(evaluated.message);
  return evaluated.value;
}

function originsOf(value: TerraformValue): readonly (object | undefined)[] {
  if (value.kind === 'unknown' && value.origin === undefined && value.candidates !== undefined) {
    return value.candidates.map(({ origin }) => origin);
  }
  return [value.origin];
}

const PASSING: readonly string[] = [
  'aws_acm_certificate.c.arn',
  '(aws_acm_certificate.c.arn)',
  '"${aws_acm_certificate.c.arn}"',
  'aws_acm_certificate.c["arn"]',
  'aws_acm_certificate["c"].arn',
  'true ? aws_acm_certificate.c.arn : "x"',
  'var.open ? aws_acm_certificate.c.arn : aws_acm_certificate.c.id',
  'coalesce(null, "", aws_acm_certificate.c.arn)',
  'coalesce(aws_acm_certificate.c.arn, "x")',
  'try(aws_acm_certificate.c.arn, null)',
  'try({}.a, aws_acm_certificate.c.arn)',
  'lookup({a = aws_acm_certificate.c.arn}, "a", "x")',
  'element([aws_acm_certificate.c.arn], 0)',
  '[for x in ["a"] : aws_acm_certificate.c.arn][0]',
  '[for x in toset([aws_acm_certificate.c.arn]) : x][0]',
  '{for k, v in {a = aws_acm_certificate.c.arn} : k => v}.a',
  'tolist([aws_acm_certificate.c.arn, "b"])[0]',
  'tomap({a = aws_acm_certificate.c.arn}).a',
  'merge({a = 1}, {b = aws_acm_certificate.c.arn}).b',
  'concat(["a"], [aws_acm_certificate.c.arn])[1]',
  'flatten([["a"], [aws_acm_certificate.c.arn]])[1]',
  'values({a = aws_acm_certificate.c.arn})[0]',
  'zipmap(["k"], [aws_acm_certificate.c.arn]).k',
  'one([aws_acm_certificate.c.arn])',
  'reverse([1, aws_acm_certificate.c.arn])[0]',
  '([aws_acm_certificate.c][*].arn)[0]',
  '[{arn = aws_acm_certificate.c.arn}].*.arn[0]',
  'tostring(aws_acm_certificate.c.arn)',
  'join("", [aws_acm_certificate.c.arn])',
  'each.value',
  'nonsensitive(sensitive(aws_acm_certificate.c.arn))',
  'compact(["", null, aws_acm_certificate.c.arn, var.open])[0]',
  'element(compact([aws_acm_certificate.c.arn]), 0)',
  'distinct([aws_acm_certificate.c.arn, var.open, "x"])[0]',
  'sort([aws_acm_certificate.c.arn])[0]',
  '"%{if true}${aws_acm_certificate.c.arn}%{else}x%{endif}"',
  'format("%s", aws_acm_certificate.c.arn)',
  'join("", ["", aws_acm_certificate.c.arn])',
];

for (const text of PASSING) test(`the origin passes through ${text}`, () => assert.is(resultOf(text).origin, ARN));

const CHANGING: readonly string[] = [
  '"${aws_acm_certificate.c.arn}-x"',
  'upper(aws_acm_certificate.c.arn)',
  'replace(aws_acm_certificate.c.arn, "a", "b")',
  'split(":", aws_acm_certificate.c.arn)[3]',
  'join("-", [aws_acm_certificate.c.arn, "x"])',
  'aws_acm_certificate.c.arn == "x"',
];

for (const text of CHANGING) test(`the origin is lost in ${text}`, () => assert.is(resultOf(text).origin, undefined));

const CHOICES: readonly string[] = [
  'var.open ? aws_acm_certificate.c.arn : aws_iam_server_certificate.s.arn',
  '[aws_acm_certificate.c.arn, aws_iam_server_certificate.s.arn][var.open]',
  '{a = aws_acm_certificate.c.arn, b = aws_iam_server_certificate.s.arn}[var.open]',
  'element([aws_acm_certificate.c.arn, aws_iam_server_certificate.s.arn], var.open)',
  'lookup({a = aws_acm_certificate.c.arn}, var.open, aws_iam_server_certificate.s.arn)',
  '"%{if var.open}${aws_acm_certificate.c.arn}%{else}${aws_iam_server_certificate.s.arn}%{endif}"',
  'sort([aws_acm_certificate.c.arn, aws_iam_server_certificate.s.arn])[1]',
  'distinct([upper(var.open), aws_acm_certificate.c.arn, aws_iam_server_certificate.s.arn])[1] == "x" ? aws_acm_certificate.c.arn : aws_iam_server_certificate.s.arn',
  'try(var.open.arn, null) == null ? aws_acm_certificate.c.arn : aws_iam_server_certificate.s.arn',
];

for (const text of CHOICES)
  test(`the candidates of ${text}`, () => assert.equal(originsOf(resultOf(text)), [ARN, OTHER]));

test('a value that may be null or empty is not chosen for certain', () => {
  assert.equal(originsOf(resultOf('coalesce(aws_iam_server_certificate.s.arn, aws_acm_certificate.c.arn)')), [
    OTHER,
    ARN,
  ]);
});

test('an operation is done on each candidate', () => {
  const value = resultOf('"${var.open ? "eu" : "us"}-west-${var.open ? 1 : 2}"');
  assert.equal(value.kind === 'unknown' && value.candidates?.map(toJson), [
    'eu-west-1',
    'eu-west-2',
    'us-west-1',
    'us-west-2',
  ]);
  assert.is(toJson(resultOf('(var.open ? "eu-west-1" : "eu-west-2") != "us-east-1"')), true);
  assert.is(toJson(resultOf('length(var.open ? ["a"] : ["b"])')), 1);
});

test('items of a set that may turn out to be one are not counted', () => {
  const set = 'toset([var.open == 1 ? upper(var.open) : "a", "b"])';
  for (const text of [`length(${set})`, `[for x in ${set} : x]`, `tolist(${set})`, `${set}[*]`, `join(",", ${set})`]) {
    assert.is(resultOf(text).kind, 'unknown', text);
  }
});

test('too many candidates are dropped', () => {
  const value = resultOf('[for i in range(20) : i][var.open]');
  assert.is(value.kind === 'unknown' && value.candidates, undefined);
});

test('what is known of a text decides comparisons', () => {
  assert.is(toJson(resultOf('aws_acm_certificate.c.arn != ""')), true);
  assert.is(toJson(resultOf('aws_acm_certificate.c.arn == null')), false);
  assert.is(toJson(resultOf('startswith(aws_acm_certificate.c.arn, "arn")')), true);
  assert.is(toJson(resultOf('"x-${var.open}" == "y"')), false);
});

test('what may be empty or stand twice is left out of a list or not', () => {
  const lengthOf = (text: string) => resultOf(`length(${text})`);
  assert.is(toJson(lengthOf('compact([aws_acm_certificate.c.arn, "", "x"])')), 2);
  assert.is(lengthOf('compact([aws_iam_server_certificate.s.arn, "x"])').kind, 'unknown');
  assert.is(toJson(lengthOf('distinct([aws_acm_certificate.c.arn, "x", "x"])')), 2);
  assert.is(lengthOf('distinct([aws_acm_certificate.c.arn, aws_iam_server_certificate.s.arn])').kind, 'unknown');
  assert.equal(originsOf(resultOf('compact([aws_iam_server_certificate.s.arn, aws_acm_certificate.c.arn])[0]')), [
    OTHER,
    ARN,
  ]);
});

test('a text contains what its beginning contains', () => {
  assert.is(toJson(resultOf('strcontains(aws_acm_certificate.c.arn, "rn:")')), true);
  assert.is(resultOf('strcontains(aws_acm_certificate.c.arn, "x")').kind, 'unknown');
});

test('a letter at the end of a known prefix may yet change', () => {
  assert.is(resultOf('"cafe${var.open}" == "café"').kind, 'unknown');
});

test('what is concluded from candidates may still fail inside of try', () => {
  assert.is(isWhollyKnown(resultOf('try((var.open ? "a" : "a"), "b")')), false);
  assert.is(resultOf('can(var.open ? 1 : 1)').kind, 'unknown');
});

test('a reference is asked for with its steps, when it is needed', () => {
  const asked: string[] = [];
  const lazy: Context = {
    lookup: (root, steps) => {
      asked.push([root, ...steps.map(describe)].join(' '));
      return { value: string('found'), used: steps.length };
    },
  };
  assert.is(toJson(resultOf('[for k in ["a"] : aws_acm_certificate.c[k].arn][0]', lazy)), 'found');
  assert.equal(asked, ['aws_acm_certificate .c [a] .arn']);
});

function describe(step: ReferencePart): string {
  if (step.kind === 'attribute') return `.${step.name}`;
  return `[${step.key.kind === 'string' ? step.key.value : '?'}]`;
}

test('what nobody has a value for is an error, with its place', () => {
  const parsed = parseExpression('1 + local.nope');
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  assert.equal(evaluateExpression(parsed.node, context), {
    kind: 'failed',
    message: 'there is no local.nope',
    start: 4,
    end: 14,
  });
});

test('a text of JSON syntax is a template', () => {
  const parsed = parseTemplate('${aws_acm_certificate.c.arn}');
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  const evaluated = evaluateExpression(parsed.node, context);
  assert.is(evaluated.kind === 'value' && evaluated.value.origin, ARN);
});

test('files are unknown without a reader', () => {
  assert.equal(resultOf('file("a.txt")'), unknownValue('a file that is not read', STRING));
});

test('functions of providers and of later versions are unknown', () => {
  assert.equal(
    resultOf('provider::aws::arn_parse("x")'),
    unknownValue('provider::aws::arn_parse() is not evaluated', ANY),
  );
});

test('JSON documents become values and values JSON', () => {
  const json = { b: [1, 0.1, 'x', null, true], a: {} };
  assert.equal(toJson(fromJson(json)), json);
});

const HOSTILE: Readonly<Record<string, string>> = {
  loops: '[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]',
  'doubled texts': Array.from({ length: 40 }).reduce<string>(
    (text) => `[for x in [${text}] : "\${x}\${x}"][0]`,
    '"aaaaaaaaaaaaaaaa"',
  ),
  'doubled lists': Array.from({ length: 40 }).reduce<string>((text) => `[for x in [${text}] : [x, x]][0]`, '1'),
  'wide format': 'format("%1000000000d", 1)',
  'deep indent': 'indent(1000000000, "a\\nb")',
  'long replacement':
    'replace(join("", [for i in range(1000) : "aaaaaaaaaaaaaaaaaaaaaaaaa"]), "a", join("", [for i in range(1000) : "aaaaaaaaaaaaaaaaaaaaaaaaa"]))',
  'long patterns': `regex("${'(a|b|c)*'.repeat(400)}", join("", [for i in range(1000) : "aaaaaaaaaaaaaaaaaaaaaaaaa"]))`,
  products: 'setproduct(range(1000), range(1000), range(1000))',
  'combined characters': `[for i in range(1000) : substr("${'e\\u0301'.repeat(2000)}", i, 1)]`,
};

for (const [name, text] of Object.entries(HOSTILE)) {
  test(`${name} end at the budget`, () => {
    const before = Date.now();
    assert.equal(resultOf(text), unknownValue(TOO_LARGE));
    assert.ok(Date.now() - before < 5000);
  });
}

const PAIRS = 'setproduct(range(400), range(400))';

for (const text of [
  `length(distinct([for i in ${PAIRS} : { a = i[0] }]))`,
  `length(toset([for i in ${PAIRS} : { a = i[0] }]))`,
  `length(chunklist(${PAIRS}, 1))`,
  `coalesce(concat([for i in ${PAIRS} : ""], ["x"])...)`,
  `${PAIRS}[length(aws_acm_certificate.c.arn)]`,
  `length(join("", [for i in ${PAIRS} : 1]))`,
]) {
  test(`${text} takes no time that grows with the square of its values`, () => {
    const started = performance.now();
    resultOf(text, { ...context, budget: budgetOf(5_000_000) });
    assert.ok(performance.now() - started < 8000);
  });
}

test('a budget can be shared', () => {
  const budget = budgetOf(100);
  assert.is(resultOf('1 + 1', { ...context, budget }).kind, 'number');
  assert.ok(budget.left < 100);
  assert.equal(resultOf('range(1000)', { ...context, budget }), unknownValue(TOO_LARGE));
});

test('no message repeats a value, which may be sensitive', () => {
  const calls = ['file("s3cret")', 'fileexists("s3cret")', 'fileset("s3cret", "*")', 'templatefile("s3cret", {})'];
  const refused = [
    'lookup({}, "s3cret")',
    '{ a = 1 }["s3cret"]',
    '{ for name in ["s3cret", "s3cret"] : name => 1 }',
    'textencodebase64("a", "s3cret")',
    'parseint("s3cret", 10)',
    'formatdate("s3cret", "2020-01-01T00:00:00Z")',
    'format("%s3cret", 1, 2)',
  ];
  for (const text of [...calls, ...refused]) {
    const parsed = parseExpression(text);
    const evaluated = parsed.kind === 'parsed' ? evaluateExpression(parsed.node, context) : undefined;
    assert.ok(evaluated, text);
    const unknown = evaluated.kind === 'value' && evaluated.value.kind === 'unknown' ? evaluated.value.reason : '';
    const said = evaluated.kind === 'failed' ? evaluated.message : unknown;
    assert.is.not(said, '', text);
    assert.not.match(said, /s3cret/, text);
  }
});

test.run();
