import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseExpression, type TerraformValue, toJson } from '../../../src/expressions/index.js';
import type { Json } from '../../../src/model/json.js';
import type { Interest, Resource } from '../../../src/model/plan.js';
import { createEvaluator } from '../../../src/read/evaluate/evaluator.js';
import type { LeafOrigin } from '../../../src/read/evaluate/leaf.js';
import { moduleOfBlocks } from '../../../src/read/source/module-config.js';
import { parseHcl } from '../../../src/read/source/parse-hcl.js';

const CERTIFICATES = `
  resource "aws_acm_certificate" "a" {}
  resource "aws_acm_certificate" "b" {}
`;

interface Planned {
  readonly values: Readonly<Record<string, Json>>;
  readonly unknown: Json;
  readonly kinds?: Readonly<Record<string, 'list' | 'set'>>;
  readonly sensitive?: Json;
}

/** What an expression evaluates to beside a load balancer of that source and plan. */
function resultOf(
  expression: string,
  block: string,
  { values, unknown, kinds = {}, sensitive = {} }: Planned,
): TerraformValue {
  const source = `${CERTIFICATES}\nresource "aws_elb" "first" {\n${block}\n}`;
  const { config } = moduleOfBlocks(parseHcl(source).blocks, '.', () => undefined);
  const nestedBlocks: Interest['nestedBlocks'] = () => new Map(Object.entries(kinds));
  const evaluator = createEvaluator({
    root: config,
    variables: new Map(),
    instances: (_, mode, type, name) => [
      instance(
        mode,
        type,
        name,
        type === 'aws_elb' ? { values, unknown, sensitive } : { values: {}, unknown: { arn: true }, sensitive: {} },
      ),
    ],
    moduleKeys: () => [],
    holds: () => true,
    refine: () => ({ notNull: true }),
    workspace: undefined,
    nestedBlocks,
  });
  const parsed = parseExpression(expression);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return evaluator.evaluate(
    { references: [], tree: parsed.node },
    { module: [], config, forEach: undefined, key: undefined },
  );
}

function instance(
  mode: Resource['mode'],
  type: string,
  name: string,
  recorded: Pick<Resource, 'values' | 'unknown' | 'sensitive'>,
): Resource {
  const place = { module: [], mode, type, name, key: undefined, address: `${type}.${name}` };
  return { ...place, provider: 'aws', action: 'create', ...recorded, before: null };
}

function certificateOf(value: TerraformValue): string {
  const known = toJson(value);
  if (value.kind !== 'unknown') return JSON.stringify(known);
  const origin = value.origin as LeafOrigin | undefined;
  if (origin?.kind === 'attribute') return origin.resource?.address ?? 'none';
  return value.candidates === undefined ? 'unknown' : value.candidates.map(certificateOf).sort().join();
}

const listener = (port: number, certificate: string) => `listener {
  lb_port            = ${port}
  lb_protocol        = "https"
  ssl_certificate_id = aws_acm_certificate.${certificate}.arn
}
`;

const planned = (kind: 'list' | 'set' | undefined, ...ports: readonly number[]): Planned => ({
  values: { listener: ports.map((lb_port) => ({ lb_port, lb_protocol: 'HTTPS' })) },
  unknown: { listener: ports.map(() => ({ ssl_certificate_id: true })) },
  kinds: kind === undefined ? {} : { listener: kind },
});

const OF_PORT = 'one([for l in aws_elb.first.listener : l.ssl_certificate_id if l.lb_port == 443])';

test('what is unknown in a block of another resource is what the source sets it to', () => {
  assert.is(certificateOf(resultOf(OF_PORT, listener(443, 'a'), planned('set', 443))), 'aws_acm_certificate.a');
  assert.is(
    certificateOf(resultOf('aws_elb.first.listener[0].ssl_certificate_id', listener(443, 'a'), planned('list', 443))),
    'aws_acm_certificate.a',
  );
});

test('an element of a set is the block that is like it, in whatever order they are written', () => {
  for (const source of [listener(443, 'a') + listener(8443, 'b'), listener(8443, 'b') + listener(443, 'a')])
    for (const kind of ['set', undefined] as const)
      assert.is(certificateOf(resultOf(OF_PORT, source, planned(kind, 8443, 443))), 'aws_acm_certificate.a');
});

test('an element that may be several blocks is one of them', () => {
  const source = listener(443, 'a') + listener(443, 'b');
  const first = resultOf(
    '[for l in aws_elb.first.listener : l.ssl_certificate_id][0]',
    source,
    planned('set', 443, 443),
  );
  assert.is(certificateOf(first), 'unknown');
  const one = resultOf('aws_elb.first.listener[0].ssl_certificate_id', source, planned(undefined, 443, 443));
  assert.is(certificateOf(one), 'aws_acm_certificate.a,aws_acm_certificate.b');
});

test('a block of a list is the one that is written in its place', () => {
  const source = listener(443, 'a') + listener(443, 'b');
  const first = resultOf('aws_elb.first.listener[0].ssl_certificate_id', source, planned('list', 443, 443));
  assert.is(certificateOf(first), 'aws_acm_certificate.a');
});

test('blocks are not told apart where their number or what they set is not the planned one', () => {
  const same = listener(443, 'a') + listener(443, 'b');
  const one = resultOf(OF_PORT, same, planned('set', 443));
  assert.is(certificateOf(one), 'unknown');
  const other = listener(443, 'a') + listener(8443, 'b');
  const first = resultOf('aws_elb.first.listener[0].ssl_certificate_id', other, planned(undefined, 443, 443));
  assert.is(certificateOf(first), 'unknown');
});

test('a block that is sensitive stays so with what the source tells of it', () => {
  const sensitive = { listener: [true] };
  const found = resultOf('aws_elb.first.listener[0]', listener(443, 'a'), { ...planned('list', 443), sensitive });
  assert.is(found.sensitive, true);
});

test('the order of a set, and of what may be one, is not known before its elements are', () => {
  const source = listener(443, 'a') + listener(8443, 'b');
  const all = ['[for l in aws_elb.first.listener : l][0]', '(aws_elb.first.listener[*])[0]'];
  const both = 'aws_acm_certificate.a,aws_acm_certificate.b';
  for (const kind of ['set', undefined] as const)
    for (const first of [...all, 'tolist(aws_elb.first.listener)[0]', 'flatten([aws_elb.first.listener])[0]'])
      assert.is(certificateOf(resultOf(`${first}.ssl_certificate_id`, source, planned(kind, 443, 8443))), both, first);
  for (const first of all)
    assert.is(
      certificateOf(resultOf(`${first}.ssl_certificate_id`, source, planned('list', 443, 8443))),
      'aws_acm_certificate.a',
    );
});

test('blocks that a dynamic block makes are known like others', () => {
  const source = `dynamic "listener" {
    for_each = { "443" = aws_acm_certificate.a.arn, "8443" = aws_acm_certificate.b.arn }
    content {
      lb_port            = tonumber(listener.key)
      ssl_certificate_id = listener.value
    }
  }`;
  assert.is(certificateOf(resultOf(OF_PORT, source, planned('set', 443, 8443))), 'aws_acm_certificate.a');
});

test('an element that is like no block, or a block that no element is like, tells nothing', () => {
  assert.is(certificateOf(resultOf(OF_PORT, listener(80, 'a'), planned('set', 443))), 'unknown');
  const source = listener(443, 'a') + listener(80, 'b');
  assert.is(certificateOf(resultOf(OF_PORT, source, planned('set', 443, 443))), 'unknown');
  assert.is(certificateOf(resultOf(OF_PORT, source, planned('set', 443))), 'unknown');
});

test('a part of a map is what the argument sets it to', () => {
  const tags = { values: { tags: { a: 'x' } }, unknown: { tags: { b: true } } };
  const source = 'tags = { a = "y", b = aws_acm_certificate.b.arn }';
  assert.is(certificateOf(resultOf('aws_elb.first.tags.b', source, tags)), 'aws_acm_certificate.b');
  assert.is(certificateOf(resultOf('aws_elb.first.tags.a', source, tags)), '"x"');
});

test.run();
