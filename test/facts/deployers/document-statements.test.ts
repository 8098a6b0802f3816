import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { statementsOf } from '../../../src/facts/deployers/document-statements.js';
import { known, unknown } from '../../../src/model/value.js';
import { type Change, resolverOf, resourceIn } from './plan.js';

const DOCUMENT = 'data.aws_iam_policy_document.d';

function read(change: Change) {
  const resolver = resolverOf({
    [DOCUMENT]: { actions: ['read'], ...change },
    'aws_acm_certificate.c': { unknown: { arn: true } },
  });
  return statementsOf(resolver, resourceIn(resolver, DOCUMENT));
}
const only = (statement: object, more: Change = {}) => {
  const { statements, incomplete } = read({ ...more, values: { statement: [statement] } });
  const [first] = statements;
  if (first === undefined || statements.length !== 1 || incomplete !== null) throw new Error('not one statement');
  return first;
};

test('a statement is read from its arguments', () => {
  assert.equal(only({ sid: 'S', effect: 'Deny', actions: ['a:A'], resources: ['*'] }), {
    place: { address: DOCUMENT, sid: 'S', number: 1, sensitive: false },
    effect: known('Deny'),
    actions: { kind: 'only', of: [known('a:A')] },
    resources: { kind: 'only', of: [known('*')] },
    conditions: [],
    uncertain: null,
  });
});

test('a statement allows where it does not say', () => {
  assert.equal(only({ actions: ['a:A'] }).effect, known('Allow'));
  const { effect } = only({ actions: ['a:A'] }, { unknown: { statement: [{ effect: true }] } });
  assert.is(effect.kind, 'unknown');
});

test('not_actions and not_resources are all but those', () => {
  const { actions, resources } = only({ not_actions: ['a:A'], not_resources: ['arn:x'] });
  assert.equal(actions, { kind: 'except', of: [known('a:A')] });
  assert.equal(resources, { kind: 'except', of: [known('arn:x')] });
});

test('a condition has an operator, a key and values', () => {
  const condition = [{ test: 'StringEquals', variable: 'aws:RequestedRegion', values: ['eu-west-1'] }];
  assert.equal(only({ actions: ['a:A'], condition }).conditions, [
    { operator: 'StringEquals', key: 'aws:RequestedRegion', values: [known('eu-west-1')] },
  ]);
});

test('a sensitive key of a condition is not shown', () => {
  const condition = [{ test: 'StringEquals', variable: 'aws:PrincipalTag/secret', values: ['x'] }];
  const { conditions } = only(
    { actions: ['a:A'], condition },
    { sensitive: { statement: [{ condition: [{ variable: true }] }] } },
  );
  assert.equal(
    conditions.map(({ operator, key }) => [operator, key]),
    [['StringEquals', '(sensitive)']],
  );
});

test('unknown conditions are conditions', () => {
  const { conditions } = only({ actions: ['a:A'] }, { unknown: { statement: [{ condition: true }] } });
  assert.equal(conditions, [{ operator: '', key: 'that is known after apply', values: [] }]);
});

test('an unknown resource that is an ARN is known not to be everything', () => {
  const { resources } = only(
    { actions: ['a:A'], resources: [null] },
    {
      unknown: { statement: [{ resources: [true] }] },
      expressions: {
        statement: [{ resources: { references: ['aws_acm_certificate.c.arn', 'aws_acm_certificate.c'] } }],
      },
    },
  );
  const reason = `known after apply: ${DOCUMENT}.statement[0].resources[0]`;
  assert.equal(resources.of, [{ ...unknown(reason), arnOf: 'aws_acm_certificate.c' }]);
});

test('nothing of a sensitive statement is shown', () => {
  const { place } = only({ sid: 'S', actions: ['a:A'] }, { sensitive: { statement: [{ actions: true }] } });
  assert.is(place.sensitive, false);
  const whole = only({ sid: 'S', actions: ['a:A'] }, { sensitive: { statement: [true] } });
  assert.equal(whole.place, { address: DOCUMENT, sid: null, number: 1, sensitive: true });
});

test('statements that are all unknown may be any', () => {
  assert.equal(read({ unknown: { statement: true } }), {
    address: DOCUMENT,
    statements: [],
    incomplete: `known after apply: ${DOCUMENT}.statement`,
  });
});

test.run();
