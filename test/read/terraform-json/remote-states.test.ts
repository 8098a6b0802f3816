import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { interestIn } from '../../../src/facts/index.js';
import { type JsonObject, objectOf } from '../../../src/model/json.js';
import { readStacks } from '../../../src/read/terraform-json/index.js';
import { remoteStatesOf } from '../../../src/read/terraform-json/remote-states.js';

/** For each stack the remote states that lead to another, as `NAME of STACK`. */
function links(stacks: Readonly<Record<string, JsonObject>>): readonly (readonly string[])[] {
  const all = Object.entries(stacks).map(([name, document]) => ({ name, document }));
  return all.map((stack) => [...remoteStatesOf(stack, all)].map(([name, target]) => `${name} of ${target.name}`));
}

const reads = (states: JsonObject): JsonObject => ({
  data: { terraform_remote_state: states, aws_region: { here: {} } },
});

const writes = (backend: JsonObject): JsonObject => ({ terraform: { backend } });

test("cdktf's own cross-stack reference leads to the stack that it names", () => {
  const states = { 'cross-stack-reference-input-certs': { backend: 'local' }, 'cross-stack-reference-input-x': {} };
  assert.deepEqual(links({ certs: {}, shop: reads(states) }), [[], ['cross-stack-reference-input-certs of certs']]);
});

test('a remote state that somebody wrote leads to the stack whose backend writes there', () => {
  const place = { bucket: 'states', key: 'certs' };
  const certs = writes({ s3: { ...place, region: 'eu-west-1', dynamodb_table: 'locks' } });
  const state = (config: JsonObject, backend = 's3') => reads({ certs: { backend, config } });
  assert.deepEqual(links({ certs, shop: state({ ...place, profile: 'reader' }) })[1], ['certs of certs']);
  assert.deepEqual(links({ certs, shop: state({ ...place, key: 'other' }) })[1], []);
  assert.deepEqual(links({ certs, shop: state({}) })[1], []);
  assert.deepEqual(links({ certs, shop: state({ path: 'certs' }, 'local') })[1], []);
});

test('a backend of an unknown kind is the same where all of its configuration is', () => {
  const certs = writes({ consul: { path: 'a', scheme: 'https' } });
  const state = (config: JsonObject) => reads({ certs: { backend: 'consul', config } });
  assert.deepEqual(links({ certs, shop: state({ scheme: 'https', path: 'a' }) })[1], ['certs of certs']);
  assert.deepEqual(links({ certs, shop: state({ path: 'a' }) })[1], []);
});

test('a stack does not read its own state, and two may read each other’s', () => {
  const own = 'cross-stack-reference-input-a';
  const other = 'cross-stack-reference-input-b';
  assert.deepEqual(links({ a: reads({ [own]: {}, [other]: {} }), b: reads({ [own]: {} }) }), [
    [`${other} of b`],
    [`${own} of a`],
  ]);
});

test('the name of a stack inside a construct is its path, with dashes for slashes', () => {
  const state = 'cross-stack-reference-input-prod--certs';
  assert.deepEqual(links({ 'prod/certs': {}, certs: {}, 'prod/web': reads({ [state]: {} }) })[2], [
    `${state} of prod/certs`,
  ]);
});

test('the name of a block has no other characters than letters, digits, _ and -', () => {
  const state = 'cross-stack-reference-input-mycerts';
  assert.deepEqual(links({ 'my.certs': {}, web: reads({ [state]: {} }) })[1], [`${state} of my.certs`]);
});

test('of two stacks that have one name as a block, the backend tells which is meant', () => {
  const name = 'cross-stack-reference-input-prod--certs';
  const states = { [name]: { backend: 'local', config: { path: 'inner' } } };
  const stacks = (inner: string, outer: string) => ({
    'prod/certs': writes({ local: { path: inner } }),
    'prod--certs': writes({ local: { path: outer } }),
    web: reads(states),
  });
  assert.deepEqual(links(stacks('inner', 'outer'))[2], [`${name} of prod/certs`]);
  assert.deepEqual(links(stacks('outer', 'inner'))[2], [`${name} of prod--certs`]);
  assert.deepEqual(links(stacks('inner', 'inner'))[2], []);
});

test('a workspace of HCP Terraform is read as the backend "remote"', () => {
  const workspace = { organization: 'example', workspaces: { name: 'certs' } };
  const certs: JsonObject = { terraform: { cloud: workspace } };
  const state = (config: JsonObject) => reads({ certs: { backend: 'remote', config } });
  assert.deepEqual(links({ certs, web: state(workspace) })[1], ['certs of certs']);
  assert.deepEqual(links({ certs, web: state({ ...workspace, workspaces: { name: 'web' } }) })[1], []);
});

test('a plan that is linked is the one that others lead to', () => {
  const documents = {
    a: reads({ 'cross-stack-reference-input-b': {} }),
    b: reads({ 'cross-stack-reference-input-a': {} }),
  };
  const stacks = Object.entries(documents).map(([name, document]) => ({ name, path: name, document }));
  const [a, b] = readStacks(stacks, interestIn());
  assert.equal(a?.remoteStates?.get('cross-stack-reference-input-b'), b);
  assert.equal(b?.remoteStates?.get('cross-stack-reference-input-a'), a);
});

test('an output that is known is known where a remote state reads it, and one that leads round in a circle is not', () => {
  const state = (name: string, output: string) =>
    `\${data.terraform_remote_state.cross-stack-reference-input-${name}.outputs.${output}}`;
  const a = {
    ...reads({ 'cross-stack-reference-input-b': {} }),
    output: { port: { value: '${local.port}' }, round: { value: state('b', 'round') } },
    locals: { port: 443 },
  };
  const b = {
    ...reads({ 'cross-stack-reference-input-a': {} }),
    output: { round: { value: state('a', 'round') } },
    resource: { aws_elb: { web: { name: state('a', 'port'), round: state('a', 'round'), none: state('a', 'none') } } },
  };
  const stacks = Object.entries({ a, b }).map(([name, document]) => ({ name, path: name, document }));
  const [web] = readStacks(stacks, interestIn())[1]?.resources.filter(({ type }) => type === 'aws_elb') ?? [];
  assert.equal(web?.values['name'], 443);
  const { round, none } = objectOf(web?.unknown);
  assert.match(String(round), /refers to itself/);
  assert.match(String(none), /a has no such output/);
});

test.run();
