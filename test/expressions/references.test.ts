import * as assert from 'node:assert/strict';
import { getReferencesInExpression } from '@cdktf/hcl2json';
import * as fc from 'fast-check';
import { test } from 'uvu';
import { formatReference, parseTemplate, referencesIn } from '../../src/expressions/index.js';
import { parseTraversal } from '../../src/model/address.js';

/** A reference in hcl2json's spelling, which writes an index as another step. */
function spelled(reference: string): string {
  const steps = parseTraversal(reference) ?? [];
  return steps
    .map((step) =>
      step.kind === 'name' ? step.name : typeof step.key === 'number' ? String(step.key) : `"${step.key}"`,
    )
    .join('.');
}

async function oracle(text: string): Promise<readonly string[]> {
  const references = await getReferencesInExpression('main.tf', text);
  return [...new Set(references.map(({ value }) => value))].toSorted();
}

function referencesOf(text: string): readonly string[] {
  const parsed = parseTemplate(text);
  return parsed.kind === 'parsed' ? referencesIn(parsed.node).map(formatReference) : [];
}

function ours(text: string): readonly string[] {
  return [...new Set(referencesOf(text).map(spelled))].toSorted();
}

const WRITTEN = [
  '${aws_acm_certificate.site.arn}',
  '${aws_acm_certificate.site[0].arn}',
  '${aws_acm_certificate.site["a.b"].arn}',
  '${aws_acm_certificate.site["]."].arn}',
  '${aws_acm_certificate.site.0.arn}',
  '${aws_acm_certificate.site[*].arn}',
  '${aws_acm_certificate.site.*.arn}',
  '${aws_acm_certificate.site[count.index].arn}',
  '${aws_acm_certificate.site[each.key].arn}',
  '${data.aws_acm_certificate.issued.arn}',
  '${data.terraform_remote_state.cross-stack-reference-input-certs.outputs.cross-stack-output-aws_acm_certificatecertarn}',
  '${module.cert["x"].arns[var.region]}',
  '${var.use_var ? var.cert_arn : aws_acm_certificate.cert.arn}',
  '${var.a ? var.b ? local.c : local.d : local.e}',
  '${element([aws_acm_certificate.cert.arn, data.aws_acm_certificate.issued.arn], 0)}',
  '${lookup({"prod" = aws_acm_certificate.cert.arn, (var.key) = local.x}, "prod", var.cert_arn)}',
  '${lookup({prod: aws_acm_certificate.cert.arn, dev: local.x}, "prod")}',
  '${[for c in aws_acm_certificate.site : c.arn if c.status == var.status]}',
  '${{for k, v in var.m : k => v.arn...}}',
  '${[for c in [for d in var.list : d.x] : c.y]}',
  '${one(aws_acm_certificate.site[*].arn)}',
  '${merge(var.a...)}',
  '${"nested ${upper("${var.a}-${local.b}")} text"}',
  'arn:aws:acm:${var.region}:${data.aws_caller_identity.me.account_id}:certificate/${local.id}',
  'text %{ for c in var.list }${c.arn} %{ endfor } ${local.z}',
  '%{ if var.a }${local.b}%{ else }${local.c}%{ endif }',
  '%{~ for k, v in var.m ~} ${k}=${v} %{~ endfor ~}',
  '${~ var.a ~}',
  '$${var.not} %%{if} ${var.yes}',
  '${/* x.y */ a.b}',
  '${a.b # c.d\n}',
  '${-var.n + 3 * (local.m - 1) % 2}',
  '${!var.a && var.b || var.c == "x"}',
  '${var.a != null ? "" : "${var.b}"}',
  '${a-b.c-d.e}',
  '${var.text == "}" ? local.a : local.b}',
  '${"\\"${var.q}\\""}',
  '${provider::aws::arn_parse(var.arn).region}',
  '${try(var.a.b[0].c, local.d, "x")}',
  '${var.a >= 1 && var.b < 2}',
  'no expression at all { }',
  '${jsonencode({a = [var.x, {b = local.y}]})}',
];

for (const text of WRITTEN) {
  test(`${text}: the references are those that HCL's own parser finds`, async () => {
    assert.deepEqual(ours(text), await oracle(text));
  });
}

const name = fc.constantFrom('a', 'b_c', 'd-e', 'site', 'x1');
const reference = fc.oneof(
  fc.tuple(fc.constantFrom('var', 'local', 'aws_x', 'module'), name).map(([root, step]) => `${root}.${step}`),
  fc.tuple(name, name, name).map(([one, two, three]) => `data.${one}.${two}.${three}`),
);

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      reference,
      fc.constantFrom('"text"', '1', 'true', 'null', '"a}b"', '"$${var.no}"', '[]', '{}'),
      fc.tuple(reference, inner).map(([of, key]) => `${of}[${key}].arn`),
      reference.map((of) => `${of}[*].arn`),
      fc.tuple(inner, inner, inner).map(([condition, yes, no]) => `(${condition} ? ${yes} : ${no})`),
      fc.tuple(inner, inner).map(([one, other]) => `f(${one}, ${other})`),
      fc.tuple(inner, fc.constantFrom('+', '-', '==', '&&', '||', '%', '<='), inner).map((parts) => parts.join(' ')),
      fc.tuple(inner, inner).map(([one, other]) => `[${one}, ${other},]`),
      fc.tuple(inner, inner).map(([key, value]) => `{"k" = ${value}, (${key}) = ${value}}`),
      fc.tuple(reference, reference).map(([over, value]) => `[for d, i in ${over} : i.y if i.x == ${value}]`),
      inner.map((value) => `"x \${${value}} y"`),
      inner.map((value) => `!(${value})`),
    ),
  };
});

test("any expression: the references are those that HCL's own parser finds", async () => {
  await fc.assert(
    fc.asyncProperty(expression, async (text) => {
      assert.deepEqual(ours(`\${${text}}`), await oracle(`\${${text}}`));
    }),
    { numRuns: 300 },
  );
});

/** hcl2json leaves out the body of a `for`, and stops at a parenthesis. */
const BEYOND: Readonly<Record<string, readonly string[]>> = {
  'text %{ for c in var.list }${c.arn} ${local.y}%{ endfor } ${local.z}': ['local.y', 'local.z', 'var.list'],
  '${[for c in var.list : local.y[c]]}': ['local.y', 'var.list'],
  '${{for k, v in var.m : k => aws_acm_certificate.site[k].arn}}': ['aws_acm_certificate.site', 'var.m'],
  '${(aws_acm_certificate.site).arn}': ['aws_acm_certificate.site'],
};

for (const [text, references] of Object.entries(BEYOND)) {
  test(`${text}: the references are ${references.join(', ')}`, () => assert.deepEqual(ours(text), references));
}

test('any text at all is read without a fault', () => {
  const pieces = fc.constantFrom(
    '${',
    '%{',
    '}',
    '"',
    '[',
    ']',
    '.',
    'var',
    'for',
    ' in ',
    '?',
    ':',
    '\\',
    '(',
    ')',
    '*/',
    '/*',
    'if',
    'endfor',
    '~',
    '$',
    '{',
    '=>',
    ',',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 30 }), (parts) => {
      referencesOf(parts.join(''));
    }),
    { numRuns: 3000 },
  );
});

test.run();
