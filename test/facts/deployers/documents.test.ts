import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { documentsAt } from '../../../src/facts/deployers/documents.js';
import { iamPolicy } from '../../../src/facts/iam/decide.js';
import { allow, type Change, type Changes, resolverOf, resourceIn, summary } from './plan.js';

const POLICY = 'aws_iam_role_policy.p';
const DOCUMENT = 'data.aws_iam_policy_document';

function documentsIn(attachment: Change, others: Changes = {}) {
  const resolver = resolverOf({ [POLICY]: attachment, ...others });
  return documentsAt(resolver, resourceIn(resolver, POLICY), 'policy');
}
const spelled = (attachment: Change, others: Changes = {}) =>
  documentsIn(attachment, others).flatMap((document) => summary([iamPolicy('p', document)]));

const refersTo = (...names: readonly string[]) =>
  names.flatMap((name) => [`${DOCUMENT}.${name}.json`, `${DOCUMENT}.${name}`]);
const unknownText = (...names: readonly string[]): Change => ({
  unknown: { policy: true },
  refers: { policy: refersTo(...names) },
});

/** A document that is read at apply. */
const deferred = (action: string, more: Change = {}): Change => ({
  values: { statement: [{ sid: 'S', actions: [action], resources: ['*'] }], ...more.values },
  unknown: { json: true, ...more.unknown },
  ...(more.refers === undefined ? {} : { refers: more.refers }),
  actions: ['read'],
});

test('text is a document of the resource that holds it', () => {
  assert.equal(spelled({ values: { policy: allow('a:A', 'a:B') } }), [`${POLICY} a:A a:B`]);
});

test('text that was written as a document is that document', () => {
  const plan = { [`${DOCUMENT}.d`]: { values: { json: allow('a:A') }, actions: ['read'] } };
  const written = { values: { policy: allow('a:A') }, refers: { policy: refersTo('d') } };
  assert.equal(spelled(written, plan), [`${DOCUMENT}.d a:A`]);
});

test('no text is a document without statements', () => {
  assert.equal(documentsIn({}), [{ address: POLICY, statements: [], incomplete: null }]);
});

test('text that is not JSON, or unknown, may allow anything', () => {
  assert.equal(spelled({ values: { policy: 'no' } }), [`${POLICY} (the policy of ${POLICY} is not JSON)`]);
  assert.equal(spelled({ unknown: { policy: true } }), [
    `${POLICY} (known after apply: ${POLICY}.policy; data.aws_iam_policy_document shows its statements in the plan, jsonencode does not)`,
  ]);
});

test('sensitive text is weighed, and its Sid is not told', () => {
  const text = JSON.stringify({ Statement: { Sid: 'Secret', Effect: 'Allow', Action: 'a:A', Resource: '*' } });
  const [document] = documentsIn({ values: { policy: text }, sensitive: { policy: true } });
  assert.equal(document?.statements[0]?.place, { address: POLICY, sid: null, number: 1, sensitive: true });
});

test('unknown text is the document that it refers to, though that is read at apply', () => {
  assert.equal(spelled(unknownText('d'), { [`${DOCUMENT}.d`]: deferred('a:A') }), [`${DOCUMENT}.d a:A`]);
});

test('text from one of two documents is either', () => {
  const plan = { [`${DOCUMENT}.d`]: deferred('a:A'), [`${DOCUMENT}.e`]: deferred('a:B') };
  assert.equal(spelled(unknownText('d', 'e'), plan), [`${DOCUMENT}.d a:A`, `${DOCUMENT}.e a:B`]);
});

test('text from a document or from something else is unknown', () => {
  const references = [...refersTo('d'), 'terraform_data.t.output', 'terraform_data.t'];
  const attachment = { unknown: { policy: true }, refers: { policy: references } };
  const plan = { [`${DOCUMENT}.d`]: deferred('a:A'), 'terraform_data.t': { unknown: { output: true } } };
  const [found = '', ...others] = spelled(attachment, plan);
  assert.match(found, /^aws_iam_role_policy\.p \(known after apply/);
  assert.is(others.length, 0);
});

test('an instance takes the document of its own key', () => {
  const name = `${DOCUMENT}.d`;
  const plan = (key: string): Changes => ({
    [`${POLICY}["${key}"]`]: {
      key,
      unknown: { policy: true },
      refers: { policy: [name, 'each.key'] },
    },
    [`${name}["a"]`]: { ...deferred('a:A'), key: 'a' },
    [`${name}["b"]`]: { ...deferred('a:B'), key: 'b' },
  });
  const resolver = resolverOf(plan('b'));
  const found = documentsAt(resolver, resourceIn(resolver, `${POLICY}["b"]`), 'policy');
  assert.equal(
    found.map(({ address }) => address),
    [`${name}["b"]`],
  );
});

test('documents are merged in the order of the provider: sources, own statements, overrides', () => {
  const merged = deferred('a:Own', {
    values: { source_policy_documents: [null], override_policy_documents: [null] },
    unknown: { source_policy_documents: [true], override_policy_documents: [true] },
    refers: { source_policy_documents: refersTo('source'), override_policy_documents: refersTo('override') },
  });
  const other = (action: string, sid: string) =>
    deferred(action, { values: { statement: [{ sid, actions: [action], resources: ['*'] }] } });
  const plan = (source: string, override: string) => ({
    [`${DOCUMENT}.d`]: merged,
    [`${DOCUMENT}.source`]: other('a:Source', source),
    [`${DOCUMENT}.override`]: other('a:Override', override),
  });
  assert.equal(spelled(unknownText('d'), plan('S', 'O')), [`${DOCUMENT}.d a:Own a:Override`]);
  assert.equal(spelled(unknownText('d'), plan('A', 'S')), [`${DOCUMENT}.d a:Source a:Override`]);
  assert.equal(spelled(unknownText('d'), plan('A', 'O')), [`${DOCUMENT}.d a:Source a:Own a:Override`]);
});

test('known text is merged, and of unknown text nothing is known', () => {
  const merged = deferred('a:Own', {
    values: { source_policy_documents: [allow('a:Text'), null] },
    unknown: { source_policy_documents: [false, true] },
    refers: { source_policy_documents: ['terraform_data.t.output', 'terraform_data.t'] },
  });
  const [found = ''] = spelled(unknownText('d'), { [`${DOCUMENT}.d`]: merged });
  assert.match(found, /^data\.aws_iam_policy_document\.d a:Text a:Own \(known after apply/);
});

test('documents that lead back to themselves end', () => {
  const circle = deferred('a:A', {
    values: { source_policy_documents: [null] },
    unknown: { source_policy_documents: [true] },
    refers: { source_policy_documents: refersTo('d') },
  });
  const [found = ''] = spelled(unknownText('d'), { [`${DOCUMENT}.d`]: circle });
  assert.match(found, /has too many documents inside one another|known after apply/);
});

test.run();
