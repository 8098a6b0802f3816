import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { JsonObject } from '../../../src/model/json.js';
import { linkRemoteStates } from '../../../src/read/terraform-json/remote-states.js';
import { planOf } from './read.js';

/** For each stack the remote states that lead to another, as `NAME of STACK`. */
function links(stacks: Readonly<Record<string, JsonObject>>): readonly (readonly string[])[] {
  const read = Object.entries(stacks).map(([name, document]) => {
    return { name, document, plan: { ...planOf(document), path: name } };
  });
  return linkRemoteStates(read).map(({ remoteStates }) => {
    return [...(remoteStates ?? [])].map(([name, { path }]) => `${name} of ${path}`);
  });
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

test('a plan that is linked is the one that others lead to', () => {
  const name = 'cross-stack-reference-input-b';
  const documents = { a: reads({ [name]: {} }), b: reads({ 'cross-stack-reference-input-a': {} }) };
  const [a, b] = linkRemoteStates(
    Object.entries(documents).map(([stack, document]) => ({ name: stack, document, plan: planOf(document) })),
  );
  assert.equal(a?.remoteStates?.get(name), b);
});

test.run();
