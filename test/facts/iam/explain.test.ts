import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decide, iamPolicy, type PrincipalPolicies } from '../../../src/facts/iam/decide.js';
import { readPolicyDocument } from '../../../src/facts/iam/document.js';
import { explainDecision } from '../../../src/facts/iam/explain.js';
import { noResource } from '../../../src/facts/iam/request.js';
import type { Json } from '../../../src/model/json.js';
import { known } from '../../../src/model/value.js';

const policy = (address: string, Statement: Json, sensitive = false) =>
  iamPolicy(address, readPolicyDocument(address, { Statement }, sensitive));

function explained(policies: PrincipalPolicies, region = known('eu-west-1')): string | undefined {
  const request = { action: 'acm:ListCertificates', resource: noResource, region };
  return explainDecision(decide(policies, request), policies, request);
}
const own = (...identityPolicies: PrincipalPolicies['identityPolicies']) =>
  explained({ identityPolicies, permissionLimits: [] });

const allow = (more: Record<string, Json> = {}): Json => ({ Effect: 'Allow', Action: 'acm:*', Resource: '*', ...more });
const CERTIFICATE = 'arn:aws:acm:eu-west-1:123456789012:certificate/1';

test('the statement that decides is quoted', () => {
  assert.is(own(policy('p', allow({ Sid: 'List' }))), 'p statement "List" allows acm:* on *');
  assert.is(own(policy('p', [allow(), allow({ Effect: 'Deny' })])), 'p statement 2 denies acm:* on *');
  const Condition = { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1', 'aws:ResourceTag/team': 'web' } };
  assert.is(
    own(policy('p', allow({ Effect: 'Deny', Condition }))),
    'p statement 1 denies acm:* on * under the condition StringNotEquals aws:RequestedRegion and the condition StringNotEquals aws:ResourceTag/team',
  );
  const but = { Effect: 'Allow', NotAction: ['iam:*', 's3:*'], Resource: '*' };
  assert.is(own(policy('p', but)), 'p statement 1 allows all but iam:* and s3:* on *');
});

test('nothing of a sensitive statement is quoted', () => {
  assert.is(own(policy('p', allow({ Sid: 'Secret' }), true)), 'p statement 1 allows it');
  assert.is(
    own(policy('p', allow({ Resource: CERTIFICATE }), true)),
    'p statement 1 allows it on some resources only, and the action takes none: only "*" grants it',
  );
});

test('a statement that is too narrow is named', () => {
  assert.is(
    own(policy('p', allow({ Resource: CERTIFICATE }))),
    `p statement 1 allows it on ${CERTIFICATE} only, and the action takes no resource: only "*" grants it`,
  );
  const Condition = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
  const elsewhere = policy('p', allow({ Condition }));
  const condition = 'p statement 1 allows it under the condition StringEquals aws:RequestedRegion';
  assert.is(own(elsewhere), `${condition}, which does not hold in eu-west-1`);
  const policies = { identityPolicies: [elsewhere], permissionLimits: [] };
  const hidden = explained(policies, known('eu-west-1', true));
  assert.is(hidden, `${condition}, which does not hold`);
  assert.is(
    own(policy('p', allow({ Condition }), true)),
    'p statement 1 allows it under a condition that does not hold',
  );
});

test('of several conditions the one that does not hold is named', () => {
  const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1', 'acm:DomainNames': 'www.example.com' } };
  assert.is(
    own(policy('p', allow({ Condition }))),
    'p statement 1 allows it under the condition StringEquals acm:DomainNames, on a key that the request does not carry',
  );
});

test('policies that do not mention it are named, the first three of them', () => {
  const others = ['a', 'b', 'c', 'd', 'e'].map((address) => policy(address, allow({ Action: 's3:*' })));
  assert.is(own(), 'it has no policy');
  assert.is(own(...others.slice(0, 2)), 'no statement of a and b allows it');
  assert.is(own(...others), 'no statement of a, b, c and 2 more allows it');
});

test('a limit that is in the way is named', () => {
  const limit = [policy('boundary', allow({ Action: 's3:*' }))];
  const policies = { identityPolicies: [policy('p', allow())], permissionLimits: [limit] };
  assert.is(explained(policies), 'boundary limits what it may do, and does not allow this');
});

test('what is open is not explained, except where it is surely not allowed', () => {
  const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  assert.is(own(policy('p', allow({ Condition }))), undefined);
  assert.is(own(policy('p', allow({ Effect: 'Deny', Condition }))), 'no statement of p allows it');
});

test('an unknown ARN is named by what it is the ARN of', () => {
  const document = readPolicyDocument('p', { Statement: allow() });
  const of = [{ kind: 'unknown', reason: 'known after apply', arnOf: 'aws_acm_certificate.c' } as const];
  const statements = document.statements.map((one) => ({ ...one, resources: { kind: 'only' as const, of } }));
  assert.match(own(iamPolicy('p', { ...document, statements })) ?? '', /on the ARN of aws_acm_certificate\.c only/);
});

test.run();
