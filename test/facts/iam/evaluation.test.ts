import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decide, iamPolicy, type PrincipalPolicies } from '../../../src/facts/iam/decide.js';
import { readPolicyDocument } from '../../../src/facts/iam/document.js';
import { loadBalancerResource, noResource } from '../../../src/facts/iam/request.js';
import type { Json } from '../../../src/model/json.js';
import { known, unknown, type Value } from '../../../src/model/value.js';

const LIST = 'acm:ListCertificates';
const CREATE = 'elasticloadbalancing:CreateLoadBalancer';
const CERTIFICATE = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const WEB = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/web';

interface Asked {
  readonly action?: string;
  readonly region?: Value<string>;
  readonly boundary?: readonly Json[];
}

type Case = readonly [rule: string, outcome: string, statements: Json, asked?: Asked];

const allow = (Action: Json, more: Record<string, Json> = {}): Json => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const deny = (Action: Json, more: Record<string, Json> = {}): Json => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  ...more,
});
const where = (Condition: Json): Json => allow(LIST, { Condition });
const whereDenied = (Condition: Json): Json => [allow(LIST), deny(LIST, { Condition })];
const inRegion = (operator: string, value: Json): Json => ({ [operator]: { 'aws:RequestedRegion': value } });
const regions = (reason: string, ...candidates: readonly string[]) => unknown<string>(reason, { candidates });

const onTag = (operator: string, value: Json): Json => ({ [operator]: { 'aws:ResourceTag/team': value } });

const ABSENT_KEYS = [
  ...['aws:ResourceTag/team', 'aws:RequestTag/team', 'aws:TagKeys', 'AWS:resourcetag/Team', 'acm:DomainNames'],
  ...['acm:ValidationMethod', 'elasticloadbalancing:ResourceTag/x', 's3:prefix', 'iam:PassedToService', 'ec2:Region'],
  ...['aws:CalledVia', 'aws:SourceArn', 'aws:SourceAccount', 'aws:PrincipalServiceName', 'aws:Referer'],
];
const POSSIBLE_KEYS = [
  ...['aws:SourceIp', 'aws:SourceVpc', 'aws:SourceVpce', 'aws:PrincipalTag/team', 'aws:PrincipalOrgID', 'aws:username'],
  ...['aws:MultiFactorAuthAge', 'aws:ResourceAccount', 'aws:ResourceOrgID', 'aws:SomethingNew', 'aws:SourceIdentity'],
  ...['ec2:SourceInstanceArn', 'ec2:RoleDelivery', 'lambda:SourceFunctionArn', 'codebuild:ProjectArn', 'saml:aud'],
  ...['token.actions.githubusercontent.com:sub', 'sts:ExternalId', 'glue:RoleAssumedBy', 'none'],
];
const CARRIED_KEYS = [
  ...['aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalType', 'aws:userid', 'aws:UserAgent'],
  ...['aws:CurrentTime', 'aws:EpochTime', 'aws:SecureTransport', 'aws:RequestedRegion'],
];

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html and the pages on each element. */
const CASES: readonly Case[] = [
  // The order of evaluation
  ['nothing is allowed by default', 'notGranted', []],
  ['an explicit allow overrides the default', 'allowed', allow(LIST)],
  ['an explicit deny overrides an allow', 'denied', [allow(LIST), deny(LIST)]],
  ['a deny overrides whatever the order', 'denied', [deny(LIST), allow(LIST)]],
  ['a deny by a wildcard overrides an allow by name', 'denied', [allow(LIST), deny('acm:*')]],
  ['a deny of everything overrides an allow of everything', 'denied', [allow('*'), deny('*')]],
  ['a deny alone denies', 'denied', deny(LIST)],
  ['a deny of another action denies nothing', 'allowed', [allow(LIST), deny('acm:DeleteCertificate')]],
  ['one of several statements is enough', 'allowed', [allow('s3:*'), allow(LIST), allow('ec2:*')]],
  ['Statement may be a single object', 'allowed', allow(LIST)],
  ['a document without a statement that fits grants nothing', 'notGranted', [allow('s3:*'), allow('ec2:*')]],
  // Action
  ['Action may be a list', 'allowed', allow(['s3:GetObject', LIST])],
  ['an empty list of actions grants nothing', 'notGranted', allow([])],
  ['names of actions are of any case', 'allowed', allow('ACM:listcertificates')],
  ['* is every action', 'allowed', allow('*')],
  ['service:* is every action of the service', 'allowed', allow('acm:*')],
  ['*:* is every action of every service', 'allowed', allow('*:*')],
  ['* stands for the rest of a name', 'allowed', allow('acm:List*')],
  ['* stands for the beginning of a name', 'allowed', allow('acm:*Certificates')],
  ['* stands for nothing at all', 'allowed', allow('acm:ListCertificates*')],
  ['* stands for the middle of a name', 'allowed', allow('acm:L*t*s')],
  ['? stands for one character', 'allowed', allow('acm:ListCertificate?')],
  ['? never stands for none', 'notGranted', allow('acm:ListCertificates?')],
  ['a prefix without a wildcard is another action', 'notGranted', allow('acm:List')],
  ['an action of the same name of another service is another', 'notGranted', allow('acm-pca:ListCertificates')],
  ['* in one service does not reach into another', 'notGranted', allow('elasticloadbalancing:*')],
  ['an action without its service grants nothing', 'notGranted', allow('ListCertificates')],
  ['DescribeCertificate is not ListCertificates', 'notGranted', allow('acm:DescribeCertificate')],
  ['a name that only begins alike is another action', 'notGranted', allow('acm:ListTagsForCertificate')],
  ['a deny in another case denies all the same', 'denied', [allow('*'), deny('Acm:LISTCERTIFICATES')]],
  ['a deny with ? denies', 'denied', [allow('*'), deny('acm:?istCertificates')]],
  // NotAction
  ['NotAction with Allow grants everything else', 'allowed', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
  [
    'NotAction with Allow leaves out what it names',
    'notGranted',
    { Effect: 'Allow', NotAction: 'acm:*', Resource: '*' },
  ],
  [
    'NotAction with Allow leaves out what a list names',
    'notGranted',
    { Effect: 'Allow', NotAction: ['iam:*', 'ACM:List*'], Resource: '*' },
  ],
  [
    'NotAction with Deny denies everything else',
    'denied',
    [allow('*'), { Effect: 'Deny', NotAction: 'elasticloadbalancing:*', Resource: '*' }],
  ],
  [
    'NotAction with Deny spares what it names',
    'allowed',
    [allow('*'), { Effect: 'Deny', NotAction: 'acm:*', Resource: '*' }],
  ],
  ['NotAction with Deny grants nothing by itself', 'notGranted', { Effect: 'Deny', NotAction: 'acm:*', Resource: '*' }],
  ['NotAction * with Allow grants nothing', 'notGranted', { Effect: 'Allow', NotAction: '*', Resource: '*' }],
  // Resource
  ['an action without resource types is granted on * only', 'notGranted', allow(LIST, { Resource: CERTIFICATE })],
  ['a wildcard within ARNs is not *', 'notGranted', allow(LIST, { Resource: 'arn:aws:acm:*:*:certificate/*' })],
  ['* among other resources grants', 'allowed', allow(LIST, { Resource: [CERTIFICATE, '*'] })],
  ['** is *', 'allowed', allow(LIST, { Resource: '**' })],
  ['whether every ARN is everything is not documented', 'allowed|notGranted', allow(LIST, { Resource: 'arn:*' })],
  [
    'nor is it where each part of the ARN is any',
    'allowed|denied',
    [allow('*'), { Effect: 'Deny', Action: 'acm:*', NotResource: 'arn:*:*:*:*:*' }],
  ],
  [
    'a deny that names certificates denies no listing',
    'allowed',
    [allow('acm:*'), deny('acm:*', { Resource: CERTIFICATE })],
  ],
  [
    'NotResource grants on everything but what it names',
    'allowed',
    { Effect: 'Allow', Action: LIST, NotResource: CERTIFICATE },
  ],
  ['NotResource * grants on nothing', 'notGranted', { Effect: 'Allow', Action: LIST, NotResource: '*' }],
  [
    'NotResource with Deny denies on everything else',
    'denied',
    [allow('*'), { Effect: 'Deny', Action: 'acm:*', NotResource: CERTIFICATE }],
  ],
  ['a load balancer is created on *', 'allowed', allow(CREATE), { action: CREATE }],
  [
    'a load balancer is not created on a certificate',
    'notGranted',
    allow(CREATE, { Resource: CERTIFICATE }),
    { action: CREATE },
  ],
  [
    'a load balancer may be the one that a resource names',
    'allowed|notGranted',
    allow(CREATE, { Resource: WEB }),
    { action: CREATE },
  ],
  [
    'a load balancer may be one that a pattern describes',
    'allowed|notGranted',
    allow(CREATE, { Resource: 'arn:aws:elasticloadbalancing:*:*:loadbalancer/*' }),
    { action: CREATE },
  ],
  [
    'an Application Load Balancer is no Classic one',
    'notGranted',
    allow(CREATE, { Resource: 'arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*' }),
    { action: CREATE },
  ],
  [
    'a target group is no load balancer',
    'notGranted',
    allow(CREATE, { Resource: 'arn:aws:elasticloadbalancing:*:*:targetgroup/*' }),
    { action: CREATE },
  ],
  // Condition
  ['a condition on the requested Region holds in it', 'allowed', where(inRegion('StringEquals', 'eu-west-1'))],
  ['a condition on the requested Region fails in another', 'notGranted', where(inRegion('StringEquals', 'us-east-1'))],
  [
    'several values of a condition are alternatives',
    'allowed',
    where(inRegion('StringEquals', ['us-east-1', 'eu-west-1'])),
  ],
  ['StringEquals takes * literally', 'notGranted', where(inRegion('StringEquals', 'eu-*'))],
  ['StringLike takes wildcards', 'allowed', where(inRegion('StringLike', 'eu-*'))],
  ['StringLike is about the whole value', 'notGranted', where(inRegion('StringLike', 'eu'))],
  ['StringNotEquals holds for every other value', 'allowed', where(inRegion('StringNotEquals', 'us-east-1'))],
  [
    'StringNotEquals with several values wants none of them',
    'notGranted',
    where(inRegion('StringNotEquals', ['us-east-1', 'eu-west-1'])),
  ],
  ['StringNotLike wants no match', 'notGranted', where(inRegion('StringNotLike', 'eu-*'))],
  ['StringEquals minds case', 'notGranted', where(inRegion('StringEquals', 'EU-WEST-1'))],
  ['StringEqualsIgnoreCase does not', 'allowed', where(inRegion('StringEqualsIgnoreCase', 'EU-WEST-1'))],
  [
    'IfExists changes nothing for a key that is always there',
    'notGranted',
    where(inRegion('StringEqualsIfExists', 'us-east-1')),
  ],
  ['ForAnyValue of a single value is that value', 'allowed', where(inRegion('ForAnyValue:StringEquals', 'eu-west-1'))],
  ['Null false holds for a key that is there', 'allowed', where(inRegion('Null', 'false'))],
  ['Null true fails for a key that is there', 'notGranted', where(inRegion('Null', 'true'))],
  ['condition keys are of any case', 'notGranted', where({ StringEquals: { 'AWS:requestedregion': 'us-east-1' } })],
  ['a deny outside some Regions denies there', 'denied', whereDenied(inRegion('StringNotEquals', 'us-east-1'))],
  ['a deny outside some Regions spares them', 'allowed', whereDenied(inRegion('StringNotEquals', 'eu-west-1'))],
  [
    'a condition on anything else waits for the request',
    'allowed|notGranted',
    where({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  ],
  [
    'a deny under another condition waits for the request',
    'allowed|denied',
    whereDenied({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
  ],
  [
    'a deny under another condition never grants',
    'denied|notGranted',
    deny(LIST, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }),
  ],
  [
    'conditions all have to hold: one that fails decides',
    'notGranted',
    where({ ...Object(inRegion('StringEquals', 'us-east-1')), Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  ],
  [
    'conditions all have to hold: one that holds does not',
    'allowed|notGranted',
    where({ ...Object(inRegion('StringEquals', 'eu-west-1')), Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  ],
  [
    'an allow without condition beside one with it decides',
    'allowed',
    [allow('acm:List*'), where({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
  ],
  [
    'a policy variable waits for the request',
    'allowed|notGranted',
    where(inRegion('StringEquals', '${aws:PrincipalTag/region}')),
  ],
  [
    'an operator that nobody knows waits for the request',
    'allowed|notGranted',
    where(inRegion('StringSoundsLike', 'us-east-1')),
  ],
  ['an empty condition is none', 'allowed', where({})],
  ['a condition without values waits for the request', 'allowed|notGranted', where(inRegion('StringNotEquals', []))],
  // Keys that the request does not carry
  ...ABSENT_KEYS.map(
    (key): Case => [`a list of certificates carries no ${key}`, 'notGranted', where({ StringEquals: { [key]: 'x' } })],
  ),
  ...POSSIBLE_KEYS.map(
    (key): Case => [
      `a list of certificates may carry ${key}`,
      'allowed|notGranted',
      where({ StringEquals: { [key]: 'x' } }),
    ],
  ),
  ...CARRIED_KEYS.map(
    (key): Case => [`a list of certificates carries ${key}`, 'allowed', where({ Null: { [key]: 'false' } })],
  ),
  ['Null true holds for a key that is not there', 'allowed', where(onTag('Null', 'true'))],
  ['Null false fails for a key that is not there', 'notGranted', where(onTag('Null', 'false'))],
  ['Null waits for a key that may be there', 'allowed|notGranted', where({ Null: { 'aws:TokenIssueTime': 'true' } })],
  ['a deny on a key that is not there denies nothing', 'allowed', whereDenied(onTag('StringEquals', 'x'))],
  ['a deny that wants a key not to match denies without it', 'denied', whereDenied(onTag('StringNotEquals', 'x'))],
  ['a condition with Not holds without its key', 'allowed', where(onTag('StringNotLike', 'x*'))],
  ['so does one on ARNs', 'allowed', where(onTag('ArnNotEquals', 'x'))],
  ['so does one on addresses', 'allowed', where(onTag('NotIpAddress', '10.0.0.0/8'))],
  ['so does one on numbers', 'allowed', where(onTag('NumericNotEquals', '1'))],
  ['so does one on dates', 'allowed', where(onTag('DateNotEquals', '2026-01-01'))],
  ['a comparison of size does not hold without its key', 'notGranted', where(onTag('NumericLessThanEquals', '1'))],
  ['IfExists holds without its key', 'allowed', where(onTag('StringEqualsIfExists', 'x'))],
  ['BoolIfExists holds without its key', 'denied', whereDenied(onTag('BoolIfExists', 'true'))],
  ['ForAllValues holds without its key', 'allowed', where(onTag('ForAllValues:StringEquals', 'x'))],
  ['ForAnyValue does not hold without its key', 'notGranted', where(onTag('ForAnyValue:StringEquals', 'x'))],
  ['nor does ForAnyValue with Not', 'notGranted', where(onTag('ForAnyValue:StringNotEquals', 'x'))],
  [
    'ForAnyValue with IfExists is not documented without its key',
    'allowed|notGranted',
    where(onTag('ForAnyValue:StringEqualsIfExists', 'x')),
  ],
  ['a policy variable does not matter without its key', 'notGranted', where(onTag('StringEquals', '${aws:username}'))],
  ['an operator that nobody knows waits without its key, too', 'allowed|notGranted', where(onTag('StringIs', 'x'))],
  ['Null knows no IfExists', 'allowed|notGranted', where(onTag('NullIfExists', 'true'))],
  ['the request is sent over TLS', 'allowed', where({ Bool: { 'aws:SecureTransport': 'true' } })],
  ['a deny of plain HTTP denies nothing', 'allowed', whereDenied({ Bool: { 'aws:SecureTransport': 'False' } })],
  ['no AWS service sends it', 'denied', whereDenied({ BoolIfExists: { 'aws:ViaAWSService': 'false' } })],
  ['nor is a service its principal', 'allowed', where({ Bool: { 'aws:PrincipalIsAWSService': ['false'] } })],
  ['a flag is no text', 'allowed|notGranted', where({ StringEquals: { 'aws:SecureTransport': 'true' } })],
  [
    'who sends it is not known here',
    'allowed|denied',
    whereDenied({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } }),
  ],
  [
    'a load balancer may have tags',
    'allowed|notGranted',
    allow(CREATE, { Condition: onTag('StringEquals', 'x') }),
    { action: CREATE },
  ],
  [
    'an unknown Region leaves a condition on it open',
    'allowed|notGranted',
    where(inRegion('StringEquals', 'eu-west-1')),
    { region: unknown('var.region') },
  ],
  [
    'an unknown Region decides where all that it can be agree',
    'notGranted',
    where(inRegion('StringLike', 'us-*')),
    { region: regions('var.region', 'eu-west-1', 'eu-north-1') },
  ],
  // Permissions boundary
  ['a boundary that allows changes nothing', 'allowed', allow(LIST), { boundary: [allow('acm:*')] }],
  [
    'a boundary that does not allow withholds',
    'notGranted',
    allow('*'),
    { boundary: [allow('elasticloadbalancing:*')] },
  ],
  ['a boundary grants nothing by itself', 'notGranted', allow('s3:*'), { boundary: [allow('*')] }],
  ['a deny in a boundary denies', 'denied', allow('*'), { boundary: [allow('*'), deny('acm:*')] }],
  [
    'a boundary under a condition waits for the request',
    'allowed|notGranted',
    allow('*'),
    { boundary: [where({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })] },
  ],
  // What AWS would not accept
  [
    'a statement with an effect that there is not leaves it open',
    'allowed|denied|notGranted',
    { Effect: 'allow', Action: '*', Resource: '*' },
  ],
  [
    'a statement with Action and NotAction leaves it open',
    'allowed|denied|notGranted',
    { Effect: 'Allow', Action: '*', NotAction: 'iam:*', Resource: '*' },
  ],
  ['a condition that is none leaves it open', 'allowed|notGranted', where({ StringEquals: 'eu-west-1' })],
  ['an action that is no text leaves it open', 'allowed|denied|notGranted', allow(['acm:*', 1])],
  ['a statement without Resource leaves it open', 'allowed|denied|notGranted', { Effect: 'Allow', Action: '*' }],
];

for (const [rule, outcome, statements, asked = {}] of CASES) {
  test(rule, () => {
    const { action = LIST, region = known('eu-west-1'), boundary } = asked;
    const policies: PrincipalPolicies = {
      identityPolicies: [held('aws_iam_policy.p', statements)],
      permissionLimits: boundary === undefined ? [] : [[held('aws_iam_policy.boundary', boundary)]],
    };
    const resource = action === LIST ? noResource : loadBalancerResource;
    const { permission } = decide(policies, { action, resource, region });
    const possible =
      permission.kind === 'known' ? [permission.value] : permission.kind === 'unknown' ? permission.candidates : [];
    assert.is([...(possible ?? [])].sort().join('|'), outcome);
  });
}

test('there are at least 60 rules, each with a name of its own', () => {
  assert.ok(CASES.length >= 60);
  assert.is(new Set(CASES.map(([rule]) => rule)).size, CASES.length);
});

function held(address: string, statements: Json) {
  return iamPolicy(address, readPolicyDocument(address, { Version: '2012-10-17', Statement: statements }));
}

test.run();
