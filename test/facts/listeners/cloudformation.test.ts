import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseStackTemplate } from '../../../src/facts/listeners/cloudformation/template.js';
import { type Created, lines, listenersOf, unseenIn } from '../collect.js';

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

function stack(template_body: string, more: object = {}, unknown: object = {}): Created {
  return { type: 'aws_cloudformation_stack', name: 'edge', after: { name: 'edge', template_body, ...more }, unknown };
}

/** A template with one HTTPS listener whose certificate is what is given. */
function withCertificate(certificate: string, rest = ''): string {
  return `${rest}
Resources:
  Mine: {Type: AWS::CertificateManager::Certificate, Properties: {DomainName: a.example.com}}
  Uploaded: {Type: AWS::IAM::ServerCertificate, Properties: {PrivateKey: x}}
  LoadBalancer:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      Listeners:
        - {LoadBalancerPort: 443, Protocol: HTTPS, InstancePort: 80, SSLCertificateId: ${certificate}}
`;
}

const certificate = (...args: Parameters<typeof withCertificate>) =>
  lines(
    listenersOf(stack(withCertificate(...args))),
    'certificate.source',
    'certificate.region',
    'certificate.keyAlgorithm',
    'certainty',
  )[0];

test('a template is the same in JSON, in YAML and with short forms', () => {
  const json = '{"A": {"Fn::GetAtt": ["B", "C.D"]}, "E": {"Fn::Sub": "x"}, "F": {"Ref": "G"}, "H": {"Condition": "I"}}';
  const yaml = 'A: !GetAtt B.C.D\nE: !Sub x\nF: !Ref G\nH: !Condition I\n';
  for (const text of [yaml, json]) {
    assert.equal(parseStackTemplate(text), { template: JSON.parse(json), isAmbiguous: false });
  }
});

test('what is no template, too deep or made of aliases is none', () => {
  for (const text of [
    '',
    'text',
    '[1]',
    'a: [',
    `a: ${'['.repeat(5000)}`,
    `a: &a [*a]`,
    `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  ]) {
    assert.is(parseStackTemplate(text), undefined, text.slice(0, 20));
  }
});

test('a template that CloudFormation takes in no request is none, counted in bytes', () => {
  const sized = (character: string, bytes: number) =>
    parseStackTemplate(`A: ${character.repeat(bytes / Buffer.byteLength(character) - 1)}`);
  assert.ok(sized('x', 51_190));
  assert.is(sized('x', 51_210), undefined);
  assert.is(sized('é', 51_210), undefined);
});

test('a template nests 100 deep, and aliases repeat what they name so often that it stays small', () => {
  const nested = (levels: number) => parseStackTemplate(`A: ${'['.repeat(levels)}1${']'.repeat(levels)}`);
  assert.ok(nested(90));
  assert.is(nested(110), undefined);
  const aliases = (times: number) => `A: &a [${'x,'.repeat(1000)}]\nB: [${'*a,'.repeat(times)}]\n`;
  assert.ok(parseStackTemplate(aliases(190)));
  assert.is(parseStackTemplate(aliases(205)), undefined);
});

test('a certificate is named by ARN, made in the template, or not what a load balancer takes', () => {
  assert.is(certificate(ARN), 'acm eu-west-1 unknown certain');
  assert.is(certificate('!Ref Mine'), 'acm eu-west-1 RSA_2048 certain');
  assert.is(certificate('!GetAtt Uploaded.Arn'), 'iam null unknown certain');
  assert.is(certificate('!Ref Uploaded'), 'other null null certain');
  assert.is(certificate('!ImportValue shared'), 'unknown unknown unknown certain');
  assert.is(certificate('"{{resolve:ssm:/certificate}}"'), 'unknown unknown unknown certain');
  assert.is(certificate('!Ref "AWS::NoValue"'), 'none null null certain');
});

test('functions and conditions are evaluated as far as their values are known', () => {
  const rest = `
Parameters: {Stage: {Type: String, Default: test}, Later: {Type: AWS::SSM::Parameter::Value<String>, Default: /x}}
Mappings: {Certificates: {test: {arn: "${ARN}"}}}
Conditions:
  Test: !Equals [!Ref Stage, test]
  NotTest: !Not [!Condition Test]
  Unsure: !Equals [!Ref Later, x]
  Round: !And [!Condition Round, !Condition Test]`;
  assert.is(certificate('!FindInMap [Certificates, !Ref Stage, arn]', rest), 'acm eu-west-1 unknown certain');
  assert.is(certificate('!If [NotTest, !Ref Mine, !Ref Uploaded]', rest), 'other null null certain');
  assert.is(certificate('!If [Unsure, !Ref Mine, !Ref Mine]', rest), 'acm eu-west-1 RSA_2048 certain');
  assert.is(certificate('!If [Unsure, !Ref Mine, !GetAtt Uploaded.Arn]', rest), 'unknown unknown unknown certain');
  assert.is(certificate('!If [Round, !Ref Mine, !Ref Uploaded]', rest), 'unknown unknown unknown certain');
  assert.is(
    certificate(`!Join [":", [arn, !Ref "AWS::Partition", acm, us-east-1, "123456789012", certificate/x]]`, rest),
    'acm us-east-1 unknown certain',
  );
  assert.is(certificate('!Select [1, !Split [",", "x,y"]]', rest), 'other null null certain');
});

test('a parameter that is a list is one, its items trimmed', () => {
  const rest = `Parameters: {Both: {Type: CommaDelimitedList, Default: "x, ${ARN}"}, At: {Type: Number, Default: 1}}`;
  assert.is(certificate('!Select [1, !Ref Both]', rest), 'acm eu-west-1 unknown certain');
  assert.is(certificate('!Select [!Ref At, !Ref Both]', rest), 'acm eu-west-1 unknown certain');
  assert.is(certificate('!Select [2, !Ref Both]', rest), 'unknown unknown unknown certain');
  const parts = `Parameters: {Parts: {Type: List<String>, Default: "${ARN.replaceAll(':', ',')}"}}`;
  assert.is(certificate('!Join [":", !Ref Parts]', parts), 'acm eu-west-1 unknown certain');
  assert.is(certificate('!Join [":", !Ref At]', rest), 'unknown unknown unknown certain');
});

test('an ARN in an account that is not known tells the rest of itself', () => {
  const arn = (text: string) => certificate(`!Sub "${text}"`);
  assert.is(arn('arn:aws:acm:us-east-1:${AWS::AccountId}:certificate/x'), 'acm us-east-1 unknown certain');
  assert.is(arn('arn:aws:iam::${AWS::AccountId}:server-certificate/x'), 'iam null unknown certain');
  assert.is(arn('arn:aws:iam:eu-west-1:${AWS::AccountId}:server-certificate/x'), 'other eu-west-1 null certain');
  assert.match(arn('arn:aws:acm:us-east-1:${AWS::AccountId}:certificate/${AWS::StackId}') ?? '', /^unknown/);
  const [listener] = listenersOf(stack(withCertificate('!Sub "arn:aws:iam::${AWS::AccountId}:server-certificate/x"')));
  assert.equal([listener?.certificate.arn.kind, listener?.certificate.account.kind], ['unknown', 'unknown']);
});

test('what a parameter is given that is looked up in Systems Manager is no certificate', () => {
  const certificates: Created = { type: 'aws_acm_certificate', name: 'c', after: {}, unknown: { arn: true } };
  const source = (type: string) => {
    const template = withCertificate('!Ref P', `Parameters: {P: {Type: "${type}"}}`);
    const references = ['aws_acm_certificate.c.arn', 'aws_acm_certificate.c'];
    const given = { ...stack(template, {}, { parameters: true }), expressions: { parameters: { references } } };
    return lines(listenersOf(given, certificates), 'certificate.source')[0];
  };
  assert.is(source('String'), 'acm');
  assert.is(source('AWS::SSM::Parameter::Value<String>'), 'unknown');
});

test('a load balancer under a condition is there, not there, or only possible', () => {
  const conditional = (condition: string) =>
    withCertificate(
      ARN,
      `Parameters: {P: {Type: AWS::SSM::Parameter::Value<String>}}\nConditions: {C: ${condition}}`,
    ).replace('LoadBalancer\n', 'LoadBalancer\n    Condition: C\n');
  const certainty = (condition: string) => lines(listenersOf(stack(conditional(condition))), 'certainty');
  assert.equal(certainty('!Equals [a, a]'), ['certain']);
  assert.equal(certainty('!Equals [a, b]'), []);
  assert.equal(certainty('!Equals [!Ref P, b]'), ['possible']);
});

test('macros make everything possible, known transforms do not', () => {
  assert.match(certificate(ARN, 'Transform: Ours') ?? '', /possible$/);
  assert.match(certificate(ARN, 'Transform: AWS::Serverless-2016-10-31') ?? '', /certain$/);
});

test('a new stack that is given no parameters has their defaults', () => {
  const template = withCertificate('!Ref P', `Parameters: {P: {Type: String, Default: "${ARN}"}}`);
  const isUnknown = { parameters: true };
  const source = (created: Created) => lines(listenersOf(created), 'certificate.source')[0];
  assert.is(source(stack(template, {}, isUnknown)), 'acm');
  const given = { expressions: { parameters: { references: ['var.parameters'] } } };
  assert.match(source({ ...stack(template, {}, isUnknown), ...given }) ?? '', /^unknown/);
  assert.match(source({ ...stack(template, {}, isUnknown), before: {} }) ?? '', /^unknown/);
});

test('a parameter with NoEcho is sensitive', () => {
  const template = withCertificate(
    '!Ref Secret',
    `Parameters: {Secret: {Type: String, NoEcho: true, Default: "${ARN}"}}`,
  );
  const [listener] = listenersOf(stack(template));
  assert.equal(listener?.certificate.arn, { kind: 'known', value: ARN, sensitive: true });
});

test('a template that is marked sensitive is one listener of which nothing is told', () => {
  const hidden = { ...stack(withCertificate(ARN)), sensitive: { template_body: true } };
  const listeners = listenersOf(hidden);
  assert.equal(lines(listeners, 'port', 'certificate.source', 'certainty'), ['unknown unknown possible']);
  assert.not.match(JSON.stringify(listeners), 'certificate/');
});

const LISTENERS =
  'Properties: {Listeners: [{LoadBalancerPort: 443, Protocol: HTTPS, InstancePort: 80, SSLCertificateId: x}]}';

const SPELLINGS: readonly (readonly [how: string, template: string])[] = [
  ['as it is', `Resources: {L: {Type: AWS::ElasticLoadBalancing::LoadBalancer, ${LISTENERS}}}`],
  ['with an escape', `Resources: {L: {Type: "AWS::ElasticLoadBalancing::\\x4coadBalancer", ${LISTENERS}}}`],
  ['with an escaped key', `Resources: {L: {"\\u0054ype": AWS::ElasticLoadBalancing::LoadBalancer, ${LISTENERS}}}`],
  [
    'over two lines',
    `Resources:\n  L:\n    Type: "AWS::ElasticLoadBalancing::\\\n      LoadBalancer"\n    ${LISTENERS}`,
  ],
  ['with a tag', `Resources: {L: {Type: !!str AWS::ElasticLoadBalancing::LoadBalancer, ${LISTENERS}}}`],
  [
    'with a long tag',
    `Resources: {L: {? !<tag:yaml.org,2002:str> Type : AWS::ElasticLoadBalancing::LoadBalancer, ${LISTENERS}}}`,
  ],
  ['through an alias', `T: &t AWS::ElasticLoadBalancing::LoadBalancer\nResources: {L: {Type: *t, ${LISTENERS}}}`],
  ['with an aliased key', `K: &k Type\nResources: {L: {? *k : AWS::ElasticLoadBalancing::LoadBalancer, ${LISTENERS}}}`],
  ['in a merged map', `M: &m {Type: AWS::ElasticLoadBalancing::LoadBalancer, ${LISTENERS}}\nResources: {L: {<<: *m}}`],
  [
    'in JSON with an escape',
    '{"Resources":{"L":{"Type":"AWS::ElasticLoadBalancing::\\u004coadBalancer","Properties":{"Listeners":[{"LoadBalancerPort":443,"Protocol":"HTTPS","InstancePort":80}]}}}}',
  ],
];

for (const [how, template] of SPELLINGS) {
  test(`a load balancer is found whose type is spelled ${how}`, () => {
    assert.equal(lines(listenersOf(stack(template)), 'port', 'protocol'), ['443 HTTPS']);
  });
}

test('a loop that may make load balancers is a listener of which nothing is known', () => {
  const loop = (type: string) => `Resources: {"Fn::ForEach::All": [X, [a, b], {"R\${X}": {Type: "${type}"}}]}`;
  for (const type of ['AWS::ElasticLoadBalancing::LoadBalancer', 'AWS::${X}::LoadBalancer', '${X}']) {
    assert.equal(lines(listenersOf(stack(loop(type))), 'port', 'certainty'), ['unknown possible'], type);
  }
  for (const type of ['AWS::SNS::Topic', 'AWS::${X}::Topic', 'Custom::${X}LoadBalancer'])
    assert.equal(listenersOf(stack(loop(type))), [], type);
});

const WHY = 'aws_cloudformation_stack.edge was not looked into for load balancers: its template';

const UNREAD: readonly (readonly [template: string, why: string])[] = [
  ['Transform: Ours\nResources: {}', `${WHY} is rewritten by a macro: Ours`],
  [
    'Transform: [{Name: AWS::Include, Parameters: {Location: x}}]\nResources: {}',
    `${WHY} is rewritten by a macro: AWS::Include`,
  ],
  ['Resources: {Fn::Transform: {Name: AWS::Include}}', `${WHY} is rewritten by a macro: AWS::Include`],
  [
    'Resources: {T: {Type: AWS::SNS::Topic, Properties: {Fn::Transform: {Name: Ours}}}}',
    `${WHY} is rewritten by a macro: Ours`,
  ],
  ['Resources: {N: {Type: AWS::CloudFormation::Stack}}', `${WHY} makes AWS::CloudFormation::Stack N`],
  [
    'Resources: {"Fn::ForEach::All": [X, [a], {"R${X}": {Type: AWS::CloudFormation::Stack, Properties: {Type: [b]}}}]}',
    `${WHY} makes AWS::CloudFormation::Stack Fn::ForEach::All`,
  ],
  ['Resources: {N: {Type: My::Web::Site::MODULE}}', `${WHY} makes My::Web::Site::MODULE N`],
  [
    '{"Resources":{"N":{"Type":"AWS::SNS::Topic","\\u0054ype":"AWS::SNS::Topic"}}}',
    `${WHY} names a member of an object twice`,
  ],
  ['Resources: {N: {Type: AWS::SNS::Topic, Type: AWS::SNS::Topic}}', `${WHY} names a member of an object twice`],
];

for (const [template, why] of UNREAD) {
  test(`a template is named of which ${why.slice(WHY.length + 1)}`, () => {
    assert.equal(unseenIn(stack(template)), [why]);
    const hidden = { ...stack(template), sensitive: { template_body: true } };
    assert.equal(unseenIn(hidden), [`${WHY} is marked sensitive`]);
  });
}

test('a transform of AWS that leaves load balancers alone is no macro', () => {
  assert.equal(unseenIn(stack('Transform: [AWS::Serverless-2016-10-31]\nResources: {T: {Type: AWS::SNS::Topic}}')), []);
});

test('a stack that cannot be looked into is named, and why', () => {
  assert.equal(unseenIn(stack('Resources: {}')), []);
  const why = 'aws_cloudformation_stack.edge was not looked into for load balancers: its template is';
  assert.equal(unseenIn({ ...stack(''), unknown: { template_body: true } }), [`${why} known after apply`]);
  assert.equal(unseenIn(stack('', { template_url: 'https://example.com/t' })), [`${why} at a URL`]);
  assert.equal(unseenIn(stack('Resources: [')), [`${why} neither JSON nor YAML that can be read`]);
});

test.run();
