import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  describePlace,
  mergeDocuments,
  type PolicyDocument,
  parsePolicyDocument,
  readPolicyDocument,
  unknownDocument,
} from '../../../src/facts/iam/document.js';
import { known } from '../../../src/model/value.js';

const WHOLE = { Effect: 'Allow', Action: 'a:A', Resource: '*' };

test('a statement is read from JSON', () => {
  const Condition = { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-north-1'] }, Bool: { 'a:B': true } };
  const text = JSON.stringify({
    Statement: [{ ...WHOLE, Sid: 'S', NotResource: 'arn:x', Resource: undefined, Condition }],
  });
  assert.equal(parsePolicyDocument('p', known(text)), {
    address: 'p',
    statements: [
      {
        place: { address: 'p', sid: 'S', number: 1, sensitive: false },
        effect: known('Allow'),
        actions: { kind: 'only', of: [known('a:A')] },
        resources: { kind: 'except', of: [known('arn:x')] },
        conditions: [
          { operator: 'StringEquals', key: 'aws:RequestedRegion', values: [known('eu-west-1'), known('eu-north-1')] },
          { operator: 'Bool', key: 'a:B', values: [known('true')] },
        ],
        uncertain: null,
      },
    ],
    incomplete: null,
  });
});

test('a statement that AWS would refuse leaves the document incomplete', () => {
  const { statements, incomplete } = readPolicyDocument('p', { Statement: [WHOLE, { ...WHOLE, Effect: 'allow' }] });
  assert.is(statements.length, 1);
  assert.is(incomplete, 'statement 2 of p is not one that AWS accepts');
});

test('text that is not JSON is unknown', () => {
  assert.equal(parsePolicyDocument('p', known('{')), unknownDocument('p', 'the policy of p is not JSON'));
});

test('a statement is named by its Sid, else by its number, and by that where it is sensitive', () => {
  const named = (sensitive: boolean) => readPolicyDocument('p', { Statement: { ...WHOLE, Sid: 'S' } }, sensitive);
  const places = [named(false), named(true), readPolicyDocument('p', { Statement: WHOLE })].map(({ statements }) =>
    statements.map(({ place }) => describePlace(place)).join(),
  );
  assert.equal(places, ['p statement "S"', 'p statement 1', 'p statement 1']);
});

const document = (address: string, ...sids: readonly (string | null)[]) =>
  readPolicyDocument(address, { Statement: sids.map((Sid) => ({ ...WHOLE, Sid })) });
const merged = (...documents: readonly PolicyDocument[]) => {
  const { statements, incomplete } = mergeDocuments('m', documents);
  const shown = statements.map(
    ({ place, uncertain }) => `${place.address}/${place.sid}${uncertain === null ? '' : '?'}`,
  );
  return { shown, incomplete };
};

test('a later statement replaces an earlier one of its Sid', () => {
  assert.equal(merged(document('a', 'S', 'T'), document('b', 'S')).shown, ['a/T', 'b/S']);
  assert.equal(merged(document('a', null), document('b', null)).shown, ['a/null', 'b/null']);
});

test('a later document that is not all known may replace what has a Sid', () => {
  const { shown, incomplete } = merged(document('a', 'S', null), unknownDocument('b', 'known after apply'));
  assert.equal(shown, ['a/S?', 'a/null']);
  assert.is(incomplete, 'known after apply');
  assert.equal(merged(unknownDocument('b', 'known after apply'), document('a', 'S')).shown, ['a/S']);
});

test('a sensitive document may replace what has a Sid, as its own are not told', () => {
  const secret = readPolicyDocument('b', { Statement: { ...WHOLE, Sid: 'S' } }, true);
  assert.equal(merged(document('a', 'S', null), secret).shown, ['a/S?', 'a/null', 'b/null']);
});

test.run();
