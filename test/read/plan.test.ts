import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json, JsonObject } from '../../src/model/json.js';
import type { Plan } from '../../src/model/plan.js';
import { UnusableInput } from '../../src/model/problem.js';
import { beginsAsPlan, hasAssumedRole, isPlanJson, readPlanJson } from '../../src/read/plan.js';

const wanted = (_mode: string, type: string) => type !== 'aws_s3_bucket';
const read = (document: JsonObject): Plan => readPlanJson('plan.json', document, wanted);

function problemsOf(document: JsonObject): readonly string[] {
  try {
    read(document);
  } catch (error) {
    if (error instanceof UnusableInput) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

const entry = (name: string, more: JsonObject = {}, change: JsonObject = {}): JsonObject => ({
  address: `aws_elb.${name}`,
  mode: 'managed',
  type: 'aws_elb',
  name,
  ...more,
  change: { actions: ['create'], before: null, after: { name }, after_unknown: { arn: true }, ...change },
});

const changes = (...entries: readonly Json[]): JsonObject => ({ format_version: '1.2', resource_changes: entries });
const one = (more: JsonObject, change: JsonObject = {}) => read(changes(entry('web', more, change))).resources[0];

test('the reader knows a plan by its sections, and a text that may become one by its first key', () => {
  assert.ok(isPlanJson({ configuration: {} }));
  assert.not(isPlanJson({ values: {}, format_version: '1.0' }));
  for (const text of ['{"format_version":', ' \r\n{ "values" : {', '{"resource_changes":['])
    assert.ok(beginsAsPlan(text));
  for (const text of ['{"stacks":{}', '[{"format_version":"1.2"}]', '{}', 'format_version'])
    assert.not(beginsAsPlan(text));
});

test('the reader reads what a change leaves, what of it is unknown and sensitive, and what was before', () => {
  const [before, after] = [{ name: 'old' }, { name: 'new' }];
  const update = one({}, { actions: ['update'], before, after, after_sensitive: { name: true } });
  assert.equal(update?.values, after);
  assert.equal(update?.before, before);
  assert.equal(update?.sensitive, { name: true });
  assert.equal(update?.unknown, { arn: true });
  assert.is(one({})?.before, null);
  const gone = one({}, { actions: ['delete'], before, after: null, before_sensitive: { name: true } });
  assert.equal(gone?.values, before);
  assert.equal(gone?.unknown, {});
  assert.equal(gone?.sensitive, { name: true });
  const same = one({}, { actions: ['no-op'], before, after: { ...before } });
  assert.is(same?.before, same?.values, 'what does not change is held once');
});

const ACTIONS: readonly (readonly [actions: readonly string[], action: string])[] = [
  [['create'], 'create'],
  [['delete', 'create'], 'replace'],
  [['create', 'delete'], 'replace'],
  [['create', 'forget'], 'replace'],
  [['forget'], 'forget'],
  [['delete'], 'delete'],
  [['update'], 'update'],
  [['read'], 'read'],
  [['no-op'], 'no-op'],
];

for (const [actions, action] of ACTIONS) {
  test(`the reader calls ${actions.join(', ')} ${action}`, () => assert.is(one({}, { actions })?.action, action));
}

test('the reader calls an import that changes nothing an import', () => {
  assert.is(one({}, { actions: ['no-op'], importing: { id: 'web' } })?.action, 'import');
  assert.is(one({}, { actions: ['update'], importing: { id: 'web' } })?.action, 'update');
});

test('the reader names an instance by its own fields, or by its address where those are missing', () => {
  const inModule = one({
    address: 'module.a["x.y"].aws_elb.web["k.1"]',
    module_address: 'module.a["x.y"]',
    index: 'k.1',
  });
  assert.equal(inModule?.module, [{ name: 'a', key: 'x.y' }]);
  assert.is(inModule?.key, 'k.1');
  const { name: _, ...unnamed } = entry('web', { address: 'aws_elb.front[2]' });
  const [parsed] = read(changes(unnamed)).resources;
  assert.equal([parsed?.module, parsed?.name, parsed?.key], [[], 'front', 2]);
  assert.is(one({ mode: 'data', address: 'data.aws_elb.web' })?.mode, 'data');
});

test('the reader leaves out deposed objects, second entries of one address, and types that nobody wants', () => {
  const plan = read(
    changes(
      entry('old', { deposed: 'b1946ac9' }),
      entry('web', {}, { after: { name: 'first' } }),
      entry('web', {}, { after: { name: 'second' } }),
      entry('bucket', { type: 'aws_s3_bucket' }),
    ),
  );
  assert.equal(
    plan.resources.map(({ values }) => values['name']),
    ['first'],
  );
  assert.is(plan.holds, wanted);
});

test('the reader takes from the prior state what no change speaks of, by its address or by the one that it moved from', () => {
  const resource = (name: string) => ({
    address: `aws_elb.${name}`,
    mode: 'managed',
    type: 'aws_elb',
    name,
    values: {},
  });
  const resources = ['web', 'moved', 'kept'].map(resource);
  const plan = read({
    ...changes(entry('web'), entry('new', { previous_address: 'aws_elb.moved' })),
    prior_state: { values: { root_module: { resources } } },
  });
  assert.equal(
    plan.resources.map(({ address, action }) => `${address} ${action}`),
    ['aws_elb.web create', 'aws_elb.new create', 'aws_elb.kept state'],
  );
});

test('the reader tells of every section and entry of the wrong shape, ten at most, and of an unknown format beside', () => {
  assert.equal(problemsOf({ resource_changes: {}, configuration: [], variables: 'x' }), [
    '/resource_changes must be an array',
    '/configuration must be an object',
    '/variables must be an object',
  ]);
  const { change: _, ...without } = entry('web');
  const { address: _address, ...nameless } = entry('web');
  const odd = [entry('web'), 7, nameless, without, { ...without, change: {} }, { ...entry('web'), type: 7 }];
  assert.equal(problemsOf(changes(...odd)), [
    '/resource_changes/1 must be an object',
    '/resource_changes/2/address must be a string',
    '/resource_changes/3/change must be an object',
    '/resource_changes/4/change/actions must be an array',
    '/resource_changes/5/type must be a string',
  ]);
  const many = problemsOf({ ...changes(...Array.from({ length: 20 }, () => 7)), format_version: '2.0' });
  assert.is(many.length, 11);
  assert.match(many.at(-1) ?? '', 'format_version "2.0"');
});

test('the reader refuses a plan that Terraform marked errored', () => {
  assert.match(problemsOf({ ...changes(), errored: true })[0] ?? '', 'marked this plan errored');
});

test('notes what a reader should know of a plan', () => {
  assert.equal(read(changes()).notes, []);
  assert.match(read({ ...changes(), format_version: '1.9' }).notes[0] ?? '', 'newer than 1.2');
  assert.match(read({ resource_changes: [] }).notes[0] ?? '', 'no format_version');
  const partial = read({ ...changes(), complete: false });
  assert.not(partial.complete);
  assert.match(partial.notes[0] ?? '', 'not complete');
});

test('the reader knows since which format a child module has the provider key of the root', () => {
  const keys = ['0.2', '1.0', '1.1', '1.2'].map((version) => read({ ...changes(), format_version: version }));
  assert.equal(
    keys.map(({ providerKeysNormalised }) => providerKeysNormalised),
    [false, false, true, true],
  );
});

test('the reader reads the variables of the root module, sensitive where it declares them so', () => {
  const { variables } = read({
    ...changes(),
    variables: { region: { value: 'eu-west-1' }, key: { value: 'x' }, none: {} },
    configuration: { root_module: { variables: { key: { sensitive: true } } } },
  });
  assert.equal(
    ['region', 'key', 'none'].map((name) => variables.get(name)),
    [
      { kind: 'known', value: 'eu-west-1' },
      { kind: 'known', value: 'x', sensitive: true },
      { kind: 'known', value: null },
    ],
  );
});

test('the reader knows whether some provider assumes a role', () => {
  const plan = (expressions: JsonObject) => ({ configuration: { provider_config: { aws: { expressions } } } });
  assert.ok(hasAssumedRole(plan({ assume_role: [{}] })));
  assert.ok(hasAssumedRole(plan({ assume_role_with_web_identity: [{}] })));
  assert.not(hasAssumedRole(plan({ region: { constant_value: 'eu-west-1' } })));
  assert.not(hasAssumedRole({}));
});

test.run();
