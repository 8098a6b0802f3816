import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json, JsonObject } from '../../../src/model/json.js';
import type { Interest, Plan } from '../../../src/model/plan.js';
import { UnusableInput } from '../../../src/model/problem.js';
import { type ByteSource, bytesSource } from '../../../src/read/byte-source.js';
import { read, readScanned } from '../../../src/read/index.js';
import { documentScanner, type ScanDocument } from '../../../src/read/large/index.js';
import { DOCUMENT } from '../../../src/read/plan.js';
import { documentPart, type ObjectShape, objectShape, partIn, valueIn } from '../../../src/read/shape.js';

const test = suite<{ folder: string }>('large inputs', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

const ALL: Interest = { wanted: () => true };

function scanner(): ScanDocument {
  const scan = documentScanner();
  if (scan === undefined) throw new Error('this Node.js has no WebAssembly');
  return scan;
}

/** A pipe cannot be read again. */
function sourceOf(text: string, isPipe = false): ByteSource {
  const source = bytesSource(Buffer.from(text));
  return isPipe ? { ...source, again: undefined } : source;
}

const scanned = (document: Json, interest: Interest = ALL, isPipe = false): Plan | undefined =>
  readScanned('plan.json', sourceOf(JSON.stringify(document), isPipe), interest, scanner())[0];

function refusal(text: string): string {
  try {
    readScanned('plan.json', sourceOf(text), ALL, scanner());
  } catch (error) {
    if (error instanceof UnusableInput) return error.message;
    throw error;
  }
  return 'read';
}

const change = (type: string, name: string, after: Json = { name }): JsonObject => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  change: { actions: ['create'], before: null, after, after_unknown: {} },
});

const block = (mode: string, type: string, name: string): JsonObject => ({
  address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`,
  mode,
  type,
  name,
  expressions: { name: { constant_value: `${mode} ${type} ${name}` } },
});

const padding = (bytes: number): JsonObject => ({ planned_values: { padding: 'x'.repeat(bytes) } });

test('a member that is added to a declaration is read alike in a plan of 5 KB and in one of 2 MB', () => {
  const inner = objectShape(['first'], { rest: () => objectShape(['second'], {}) });
  const shape = {
    ...DOCUMENT,
    values: [...DOCUMENT.values, 'extra'],
    parts: { ...DOCUMENT.parts, inner: () => inner },
  };
  const more = { extra: { list: [1, 'two', null] }, inner: { first: 1, other: 2, rest: { second: [{}] } } };
  const readMore = (document: Json | undefined) => {
    const part = documentPart(document);
    const widened: ObjectShape<string, string> = shape;
    const innerPart = partIn(widened, part, 'inner');
    return [
      valueIn(widened, part, 'extra'),
      valueIn(inner, innerPart, 'first'),
      valueIn(objectShape(['second'], {}), partIn(inner, innerPart, 'rest'), 'second'),
    ];
  };
  const wanted = [more.extra, 1, [{}]];
  for (const size of [5000, 2_000_000]) {
    const text = JSON.stringify({ format_version: '1.2', ...padding(size), ...more, resource_changes: [] });
    assert.equal(readMore(JSON.parse(text)), wanted);
    for (const isPipe of [true, false])
      assert.equal(readMore(scanner()('plan.json', sourceOf(text, isPipe), shape, ALL)), wanted);
  }
});

test('what is not declared cannot be read of a part, whatever its size', () => {
  const document = scanner()('plan.json', sourceOf('{"values":{"outputs":{"a":1}}}'), DOCUMENT, ALL);
  assert.equal(document, { values: {} });
  assert.not('configuration' in documentPart({ configuration: {} }));
});

test('a file and a pipe above 1 MiB are read as the same plan below', async ({ folder }) => {
  const small = { format_version: '1.2', resource_changes: [change('aws_elb', 'web')] };
  const options = { ...ALL, onNotice: () => {} };
  const paths = [small, { ...small, ...padding(2_000_000) }].map((document, at) => {
    const path = join(folder, `${at}.json`);
    writeFileSync(path, JSON.stringify(document));
    return path;
  });
  const plans = await Promise.all(paths.map((path) => read(path, options)));
  const [one, other] = plans.map(([plan]) => plan?.resources);
  assert.equal(one, other);
  assert.is(one?.length, 1);
});

test('the scanner tells how far a large input was read', ({ folder }) => {
  const path = join(folder, 'plan.json');
  writeFileSync(path, JSON.stringify({ format_version: '1.2', ...padding(2_000_000), resource_changes: [] }));
  const told: number[] = [];
  read(path, { ...ALL, onNotice: () => {}, onProgress: (_path, done) => told.push(done) });
  assert.ok(told.length > 1);
  assert.ok((told.at(-1) ?? 0) > 2_000_000);
});

test('the scanner keeps the places of entries, whatever is left out before them', () => {
  const entries = [change('aws_vpc', 'a'), change('aws_vpc', 'b'), { ...change('aws_elb', 'c'), change: {} }];
  const interest: Interest = { wanted: (_mode, type) => type === 'aws_elb' };
  assert.throws(
    () => scanned({ format_version: '1.2', resource_changes: entries }, interest),
    /\/resource_changes\/2\/change\/actions must be an array/,
  );
});

test('the scanner asks of every mode and type once or more, and leaves out what nobody wants', () => {
  const entries = [change('aws_elb', 'a'), { ...change('aws_elb', 'b'), mode: 'data' }, change('aws_vpc', 'c')];
  const interest: Interest = { wanted: (mode, type) => mode === 'data' || type === 'aws_vpc' };
  const plan = scanned({ format_version: '1.2', resource_changes: entries }, interest);
  assert.equal(
    plan?.resources.map(({ name }) => name),
    ['b', 'c'],
  );
});

test('the scanner tells more types apart than it remembers', () => {
  const types = Array.from({ length: 1000 }, (_, at) => `aws_type_${at}`);
  const entries = [...types, ...types.toReversed()].map((type, at) => change(type, `r${at}`));
  const isWanted = (type: string) => Number(type.slice('aws_type_'.length)) % 3 === 0;
  const long = `aws_${'x'.repeat(80)}`;
  const document = { format_version: '1.2', resource_changes: [...entries, change(long, 'long')] };
  const plan = scanned(document, { wanted: (_mode, type) => type === long || isWanted(type) });
  assert.equal(
    plan?.resources.map(({ type }) => type),
    [...types.filter(isWanted), ...types.toReversed().filter(isWanted), long],
  );
});

for (const isPipe of [true, false]) {
  test(`the scanner finds blocks of every type in every module, ${isPipe ? 'piped' : 'in a file'}`, () => {
    const kinds = ['managed', 'data'].flatMap((mode) => ['aws_elb', 'aws_vpc'].map((type) => [mode, type] as const));
    const odd = ['one', 'd\u00e9j\u00e0', 'a"b\\'];
    const blocks = kinds.flatMap(([mode, type]) => odd.map((name) => block(mode, type, name)));
    const child = {
      resources: [block('managed', 'aws_elb', 'inner')],
      outputs: { arn: { expression: { references: ['x'] } } },
    };
    const calls = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`m${at}`, { module: child }]));
    const configuration = { root_module: { resources: blocks, module_calls: calls } };
    const interest: Interest = { wanted: (mode, type) => mode === 'managed' && type === 'aws_elb' };
    const root = scanned(
      { format_version: '1.2', resource_changes: [], configuration },
      interest,
      isPipe,
    )?.configuration;
    for (const turn of ['once', 'again']) {
      for (const [at, call] of [...(root?.calls.values() ?? [])].entries()) {
        const found = call.module.resources.get('aws_elb.inner');
        assert.is(found?.body.expression('name')?.constant, 'managed aws_elb inner', `m${at} ${turn}`);
        assert.is(call.module.resources.get('aws_elb.one'), undefined);
        assert.equal(call.module.outputs.get('arn')?.references, ['x']);
      }
      for (const [mode, type] of kinds) {
        for (const name of odd) {
          const found = root?.resources.get(`${mode === 'data' ? 'data.' : ''}${type}.${name}`);
          assert.is(found?.body.expression('name')?.constant, `${mode} ${type} ${name}`, turn);
          assert.is(found?.mode, mode);
        }
      }
    }
  });
}

test('the scanner says that a file changed since it was scanned', async ({ folder }) => {
  const path = join(folder, 'plan.json');
  const configuration = { root_module: { resources: [block('managed', 'aws_elb', 'web')] } };
  const document = { format_version: '1.2', ...padding(2_000_000), resource_changes: [], configuration };
  writeFileSync(path, JSON.stringify(document));
  const [plan] = await read(path, { ...ALL, onNotice: () => {} });
  writeFileSync(path, JSON.stringify({ ...document, more: true }));
  assert.throws(() => plan?.configuration?.resources.get('aws_elb.web'), /changed while it was read/);
});

const onDemand = {
  types: (_mode: string, type: string) => type === 'aws_iam_policy',
  signs: ['Sign'],
  matters: (instance: Json) => JSON.stringify(instance).includes('really'),
};

test('the scanner reads what is read on demand where an instance with a sign matters, and otherwise nothing of it', () => {
  const namesIn = (...values: readonly string[]) => {
    const entries = values.map((value, at) => change('aws_iam_policy', `p${at}`, { value }));
    const document = { format_version: '1.2', resource_changes: [change('aws_elb', 'web'), ...entries] };
    return scanned(document, { ...ALL, onDemand })?.resources.map(({ name }) => name);
  };
  assert.equal(namesIn('nothing', 'a sign'), ['web'], 'a sign that does not matter');
  assert.equal(namesIn('really'), ['web'], 'only what has a sign is weighed');
  assert.equal(namesIn('nothing', 'a SIGN, really'), ['web', 'p0', 'p1']);
  assert.equal(namesIn('really any*:Action'), ['web', 'p0'], 'a wildcard before any colon is a sign');
  assert.equal(namesIn('really some:Action*'), ['web'], 'one behind it is none');
});

test('a pipe cannot be read twice, so that everything is read of it at once', () => {
  const document = {
    format_version: '1.2',
    resource_changes: [change('aws_iam_policy', 'p'), change('aws_elb', 'web')],
  };
  assert.is(scanned(document, { ...ALL, onDemand }, true)?.resources.length, 2);
});

test('the scanner says which document was not scanned to its end, because an instance matters', () => {
  const text = JSON.stringify({ resource_changes: [change('aws_iam_policy', 'p', 'a sign, really')], values: 7 });
  assert.is(scanner()('plan.json', sourceOf(text), DOCUMENT, { ...ALL, onDemand }), undefined);
  assert.is(scanner()('plan.json', sourceOf(text), DOCUMENT, ALL)?.['values'], 7);
});

test('of what is not declared at the top it is kept what it is, and its value where that is short', () => {
  const document = { format_version: '1.2', errored: false, complete: false, planned_values: { a: 1 }, checks: [1, 2] };
  const scan = scanner()('plan.json', sourceOf(JSON.stringify(document)), DOCUMENT, ALL);
  assert.equal(scan, { ...document, planned_values: {}, checks: [] });
  assert.throws(() => scanned({ resource_changes: [], errored: true }), /marked this plan errored/);
  assert.match(scanned({ ...document })?.notes.join() ?? '', 'not complete');
});

test('the scanner reads all where nothing is said to be read on demand', () => {
  const document = { format_version: '1.2', resource_changes: [change('aws_iam_policy', 'p')] };
  assert.is(scanned(document)?.resources.length, 1);
});

test('the scanner reads what is read on demand where a provider assumes a role, which may be one of those', () => {
  const expressions = { assume_role: [{ role_arn: { constant_value: 'arn' } }] };
  const configuration = { provider_config: { aws: { name: 'aws', expressions } } };
  const document = { format_version: '1.2', resource_changes: [change('aws_iam_policy', 'p')], configuration };
  assert.is(scanned(document, { ...ALL, onDemand })?.resources.length, 1);
});

test('the scanner reads the same whatever is read at a time, and however much of it is looked at', () => {
  const names = Array.from({ length: 40 }, (_, at) => `name-${'x'.repeat(at)}`);
  const document = {
    format_version: '1.2',
    variables: Object.fromEntries(names.map((name) => [name, { value: `${name} "quoted\\" \u00e9` }])),
    resource_changes: names.map((name) => change('aws_elb', name, { [name]: ['}', ']', '\\', '"'], id: true })),
  };
  const bytes = Buffer.from(JSON.stringify(document, null, 1));
  const whole = scanned(document);
  for (const window of [64, 100, 1000]) {
    for (const chunk of [1, 7, 64]) {
      const source = bytesSource(bytes);
      const slow = { ...source, read: (into: Buffer) => source.read(into.subarray(0, chunk)) };
      const [plan] = readScanned('plan.json', slow, ALL, scanner(), window);
      assert.equal(plan?.resources, whole?.resources, `${window} ${chunk}`);
      assert.equal([...(plan?.variables ?? [])], [...(whole?.variables ?? [])]);
    }
  }
});

test('the scanner finds blocks in a module that is larger than what is read at a time', () => {
  const blocks = Array.from({ length: 5000 }, (_, at) => block('managed', 'aws_elb', `n${at}`));
  const configuration = { root_module: { resources: blocks } };
  for (const isPipe of [true, false]) {
    const plan = scanned({ format_version: '1.2', resource_changes: [], configuration }, ALL, isPipe);
    for (const at of [0, 2500, 4999]) {
      const found = plan?.configuration?.resources.get(`aws_elb.n${at}`);
      assert.is(found?.body.expression('name')?.constant, `managed aws_elb n${at}`);
    }
  }
});

const BROKEN: readonly (readonly [title: string, text: string, told: RegExp])[] = [
  ['ends early', '{"resource_changes":[{"address":"a"', /the JSON ends in the middle/],
  ['has something behind its end', '{"resource_changes":[]}]', /not valid JSON at byte 23/],
  ['lacks a comma between entries', '{"resource_changes":[{} {}]}', /not valid JSON at byte 24/],
  ['lacks a colon', '{"variables" {}}', /not valid JSON at byte 13/],
  ['has a key without quotes', '{variables:{}}', /not valid JSON at byte 1/],
  ['holds no JSON in what is read', '{"variables":{"secret":hunter2},"resource_changes":[]}', /not valid JSON/],
  ['has an unknown escape in a key', '{"resource_changes":[{"ty\\x":1}]}', /not valid JSON/],
];

for (const [title, text, told] of BROKEN) {
  test(`the scanner refuses a document that ${title}, and quotes nothing of it`, () => {
    assert.match(refusal(text), told);
    assert.not.match(refusal(text), 'hunter2');
  });
}

test('a document that nests without end is refused', () => {
  const deep = `{"values":{"root_module":${'{"child_modules":['.repeat(5000)}${']}'.repeat(5000)}}}`;
  assert.match(refusal(deep), /not valid JSON/);
});

test.run();
