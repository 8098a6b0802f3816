import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../src/model/json.js';
import { type Scanner, type ScanOptions, type Span, VERDICTS } from '../../src/read/large/scanner.js';
import { CHUNKS, SCANNERS } from './both-ways.js';
import { writeJson } from './write-json.js';

const VERDICT = { aws_elb: VERDICTS.yes, aws_iam_policy: VERDICTS.onDemand, aws_vpc: VERDICTS.no };

/** Everything that a scanner tells of an input, and how that ends. */
function told(scanner: Scanner, input: Buffer, chunk: number, options: ScanOptions): readonly unknown[] {
  const events: unknown[] = [];
  // Told many at a time, so some time after they were passed, if the input does not end before.
  const blocks: unknown[] = [];
  let given = 0;
  let tags = 0;
  const text = (bytes: Buffer, { from, to }: Span) => bytes.toString('latin1', from, to);
  const end = scanner(
    {
      read(into) {
        const length = input.copy(into, 0, given, given + chunk);
        given += length;
        return length;
      },
      // What is a lookup is wanted only where what is managed is not.
      wanted: (data, type) =>
        data && type === 'aws_vpc' ? VERDICTS.yes : (VERDICT[type as keyof typeof VERDICT] ?? 0),
      open(...event) {
        events.push(['open', ...event]);
        tags += 1;
        return tags;
      },
      close: () => events.push('close'),
      keep: (node, key, bytes, span, offset) => events.push(['keep', node, key, text(bytes, span), offset]),
      elide: (...event) => events.push(['elide', ...event]),
      resource: (bytes, span, { before, values, unknowns }, index) =>
        events.push(['resource', index, ...[span, before, values, unknowns].map((one) => text(bytes, one))]),
      aside: (bytes, span, _, index, offset) => events.push(['aside', index, offset, text(bytes, span)]),
      block: (hash, bytes, span) => events.push(['block', hash, text(bytes, span)]),
      blockAt: (...block) => blocks.push(block),
    },
    options,
  );
  return [...events, end.kind === 'whole' ? blocks : [], end];
}

const value = fc.constantFrom<Json>(null, 1, 'a\\"}', ['[', { b: '\u00fe' }], { 'b"': '}' });
const head = fc.record({
  mode: fc.constantFrom('managed', 'managed', 'data'),
  type: fc.constantFrom('aws_elb', 'aws_iam_policy', 'aws_vpc', 'aws_vpc', 'aws_vpc', 'aws_\u00e9"'),
  name: fc.constantFrom('one', 'two', 'd\u00e9j\u00e0', 'a"b'),
});

/** Resources in the order in which Terraform writes them. */
const block = fc.record({ head, value }).map(({ head: { mode, type, name }, value }) => {
  return { address: `${type}.${name}`, mode, type, name, expressions: { value } };
});
const state = block.map(({ expressions, ...one }) => ({ ...one, values: expressions }));
const change = fc
  .record({ block, key: fc.constantFrom('', '', '["key"]'), within: fc.boolean() })
  .map(({ block: { address, expressions, ...one }, key, within }) => ({
    address: `${address}${key}`,
    ...(within ? { module_address: 'module.web' } : {}),
    ...one,
    provider_name: 'aws',
    change: { actions: ['create'], before: expressions.value, after: expressions, after_unknown: {} },
  }));

/** With something else in between, now and then. */
const list = <T>(resource: fc.Arbitrary<T>) =>
  fc.array(fc.oneof({ weight: 9, arbitrary: resource }, value), { maxLength: 8 });

const plan = fc.record({ changes: list(change), states: list(state), blocks: list(block), value }).map((of) => ({
  planned_values: { root_module: { resources: of.states } },
  resource_changes: of.changes,
  prior_state: { values: { root_module: { resources: of.states, child_modules: [{ resources: of.states }] } } },
  configuration: {
    root_module: {
      resources: of.blocks,
      module_calls: { web: { expressions: { value: of.value }, module: { resources: of.blocks } } },
    },
  },
}));

test('both scanners tell the same of a plan, event by event, also of one that is cut off', () => {
  const spelling = fc.record({
    escaped: fc.constantFrom('', '', '', 'v', 'a'),
    space: fc.constantFrom('', '', '', '\r\n\t'),
    kept: fc.constantFrom(1, 1, 1, 0.9, 0.5),
  });
  const property = fc.property(
    plan,
    spelling,
    fc.constantFrom(...CHUNKS),
    fc.boolean(),
    (json, { escaped, space, kept }, chunk, holdBlocks) => {
      const escapes = (character: string) => escaped.includes(character) && escaped !== '';
      const whole = Buffer.from(writeJson(json as unknown as Json, { space: () => space, escapes }));
      const input = whole.subarray(0, whole.length * kept);
      const options = { window: Math.max(chunk, 64), holdBlocks };
      const [plain, wasm] = ['plain', 'wasm'].map((name) => told(SCANNERS[name] as Scanner, input, chunk, options));
      assert.equal(plain, wasm);
    },
  );
  fc.assert(property, { numRuns: 600 });
});

test('a resource that names its type twice is of the first, in whatever mode', () => {
  const types = ['"managed","type":"aws_s3_bucket"', '"managed","type":"aws_elb"', '"data","type":"aws_vpc"'];
  for (const [first, second] of types.flatMap((one) => types.map((other) => [one, other]))) {
    const resource = `{"address":"a","module_address":"module.web","mode":${first},"mode":${second},"name":"n"}`;
    const blocks = `"configuration":{"root_module":{"resources":[${resource}]}}`;
    const input = Buffer.from(`{"resource_changes":[${resource},${resource}],${blocks}}`);
    for (const chunk of CHUNKS) {
      const options = { window: Math.max(chunk, 64), holdBlocks: false };
      const [plain, wasm] = ['plain', 'wasm'].map((name) => told(SCANNERS[name] as Scanner, input, chunk, options));
      assert.equal(plain, wasm, `${first}, ${second}, ${chunk} bytes at a time`);
      const isWanted = !first?.includes('aws_s3_bucket');
      assert.is(JSON.stringify(plain).includes('["resource",'), isWanted, `${first}, ${second}`);
    }
  }
});

test.run();
