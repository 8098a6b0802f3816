import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { certificateOfText } from '../../../src/facts/certificates/named-certificate.js';
import { FACT_SOURCES } from '../../../src/facts/index.js';
import { couldHoldCertificateArn } from '../../../src/facts/possible-text.js';
import { known, toPublicJson } from '../../../src/model/value.js';
import { type Created, listenersOf, webElb } from '../collect.js';

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const IAM_ARN = 'arn:aws:iam::123456789012:server-certificate/site';

const refs = (...references: readonly string[]) => ({
  references: references.flatMap((one) => [one, one.split('.').slice(0, -1).join('.')]),
});

const certificate = (name: string, more: Partial<Created> = {}): Created => ({
  type: 'aws_acm_certificate',
  name,
  after: { domain_name: `${name}.example.com` },
  unknown: { arn: true, id: true },
  ...more,
});

const validation = (references: object = refs('aws_acm_certificate.a.arn')): Created => ({
  type: 'aws_acm_certificate_validation',
  name: 'v',
  after: {},
  unknown: { certificate_arn: true, id: true },
  expressions: { certificate_arn: references },
});

function found(...resources: readonly Created[]) {
  const [listener] = listenersOf(...resources);
  const facts: Readonly<Record<string, unknown>> = toPublicJson(listener?.certificate ?? {});
  return { facts, trace: listener?.trace, alternatives: listener?.certificate.alternatives?.length };
}

const brief = ({ facts }: ReturnType<typeof found>) => {
  const { source, address } = facts;
  return typeof source === 'string' ? `${source} ${address}` : `? ${(source as { unknown: string }).unknown}`;
};

test('text names a certificate of ACM, one of IAM, or none', () => {
  const of = (text: string) => toPublicJson(certificateOfText(known(text)));
  const acm = of(ARN);
  assert.equal(
    [acm['source'], acm['region'], acm['account'], acm['origin']],
    ['acm', 'eu-west-1', '123456789012', 'literal'],
  );
  assert.equal(acm['exists'], {
    unknown: 'the plan has only the ARN of the certificate',
    remedy: 'give --live, or manage the certificate in this configuration',
  });
  const iam = of(IAM_ARN);
  assert.equal(
    [iam['source'], iam['region'], iam['type'], iam['renewal'], iam['issuance']],
    ['iam', null, 'uploaded', 'manual', null],
  );
  for (const text of [
    'site',
    'arn:aws:s3:::x',
    'arn:aws:acm:eu-west-1:123456789012:certificate/',
    'arn:aws:iam::1:role/x',
  ]) {
    assert.equal([of(text)['source'], of(text)['arn'], of(text)['exists']], ['other', text, null], text);
  }
  assert.equal(of('arn:aws:acm-pca:eu-west-1:123456789012:x')['region'], 'eu-west-1');
});

test('a private key that was given in the place of an ARN is not shown', () => {
  const facts = toPublicJson(certificateOfText(known('-----BEGIN RSA PRIVATE KEY-----')));
  assert.equal(facts['arn'], { sensitive: true });
});

test('an ARN that a resource of the plan has is that resource', () => {
  const own = certificate('a', {
    after: { arn: ARN, key_algorithm: 'EC_prime256v1' },
    unknown: {},
    before: {},
    actions: ['no-op'],
  });
  const { facts, trace } = found(webElb(ARN), own);
  assert.equal(
    [facts['address'], facts['keyAlgorithm'], facts['action']],
    ['aws_acm_certificate.a', 'EC_prime256v1', 'no-op'],
  );
  assert.equal(trace, ['aws_elb.web', 'aws_acm_certificate.a']);
});

test('a certificate that the plan deletes or replaces goes, and what stays wins over a look-up', () => {
  const before = { arn: ARN, domain_name: 'a.example.com' };
  const gone = certificate('a', { before, after: {}, actions: ['delete'], unknown: {} });
  assert.is(found(webElb(ARN), gone).facts['action'], 'delete');
  const replaced = certificate('a', { before, actions: ['delete', 'create'] });
  assert.is(found(webElb(ARN), replaced).facts['action'], 'delete');
  const looked = certificate('d', { mode: 'data', after: { arn: ARN }, unknown: {}, actions: ['read'] });
  const kept = certificate('k', { after: { arn: ARN }, before: {}, unknown: {}, actions: ['no-op'] });
  assert.is(brief(found(webElb(ARN), looked, kept)), 'acm aws_acm_certificate.k');
  assert.is(brief(found(webElb(ARN), kept, looked)), 'acm aws_acm_certificate.k');
  assert.is(brief(found(webElb(ARN), gone, kept)), 'acm aws_acm_certificate.k');
  assert.is(brief(found(webElb(ARN), kept, gone)), 'acm aws_acm_certificate.k');
});

test('a sensitive ARN stays hidden, and so does its account', () => {
  const elb = webElb(ARN, { sensitive: { listener: true } });
  const own = certificate('a', { after: { arn: ARN }, before: {}, unknown: {}, actions: ['no-op'] });
  const data: Created = {
    type: 'aws_caller_identity',
    name: 'me',
    mode: 'data',
    after: { account_id: '123456789012' },
  };
  const { facts } = found(elb, own, data);
  assert.equal([facts['arn'], facts['account']], [{ sensitive: true }, { sensitive: true }]);
});

test('a reference to one certificate, by whatever key, assumes nothing', () => {
  const one = found(webElb(refs('aws_acm_certificate.a.arn')), certificate('a'));
  const counted = found(webElb({ references: ['aws_acm_certificate.a', 'count.index'] }), certificate('a'));
  assert.equal([one.facts['assuming'], counted.facts['assuming']], [null, null]);
});

test('a reference leads to the certificate', () => {
  const { facts, trace } = found(webElb(refs('aws_acm_certificate.a.arn')), certificate('a'));
  assert.equal([facts['source'], facts['address'], facts['issuance']], ['acm', 'aws_acm_certificate.a', 'notAwaited']);
  assert.equal(trace, ['aws_elb.web', 'aws_acm_certificate.a']);
  assert.is(brief(found(webElb(refs('aws_acm_certificate.a.id')), certificate('a'))), 'acm aws_acm_certificate.a');
});

test('whether a known ARN is awaited is open where it comes through a local beside a validation', () => {
  const pending = { arn: ARN, id: ARN, status: 'PENDING_VALIDATION', validation_method: 'DNS' };
  const named = (references: object) => {
    const listener = [{ lb_port: { constant_value: 443 }, ssl_certificate_id: references }];
    return found(
      webElb(ARN, { expressions: { listener } }),
      certificate('a', { after: pending, before: pending, unknown: {}, actions: ['no-op'] }),
      { ...validation(), after: { certificate_arn: ARN }, unknown: { id: true } },
    ).facts['issuance'];
  };
  assert.is(named(refs('aws_acm_certificate_validation.v.certificate_arn')), 'awaited');
  assert.is(named(refs('aws_acm_certificate.a.arn')), 'pendingValidation');
  assert.match(JSON.stringify(named({ references: ['local.arn'] })), /does not say whether the listener waits/);
});

test('of several certificates that it may be, each is kept', () => {
  const one = found(
    webElb(refs('aws_acm_certificate.a.arn', 'aws_acm_certificate.b.arn')),
    certificate('a'),
    certificate('b', { after: { key_algorithm: 'EC_prime256v1' } }),
  );
  assert.is(one.facts['source'], 'acm');
  assert.is(one.alternatives, 2);
  const names = 'aws_acm_certificate.a, aws_acm_certificate.b';
  assert.is(one.facts['assuming'], `its expression yields the ARN of one of ${names}`);
  assert.match(
    JSON.stringify(one.facts['keyAlgorithm']),
    /one of aws_acm_certificate.a, aws_acm_certificate.b; the plan does not say which/,
  );
});

test('the id of an IAM certificate or of a validation is no ARN, and a name may be a part of one', () => {
  const iam: Created = {
    type: 'aws_iam_server_certificate',
    name: 'i',
    after: {},
    unknown: { arn: true, id: true, name: true },
  };
  const { facts, trace } = found(webElb(refs('aws_iam_server_certificate.i.id')), iam);
  assert.is(facts['source'], 'other');
  assert.equal(facts['arn'], { unknown: 'known after apply: aws_iam_server_certificate.i.id' });
  assert.equal(trace, ['aws_elb.web', 'aws_iam_server_certificate.i.id']);
  // A template may make an ARN of the name; references do not tell.
  const byName = found(webElb(refs('aws_iam_server_certificate.i.name')), iam).facts['source'];
  assert.equal((byName as { candidates: unknown }).candidates, ['iam', 'other']);
  assert.is(brief(found(webElb(refs('aws_iam_server_certificate.i.arn')), iam)), 'iam aws_iam_server_certificate.i');
  assert.is(
    found(webElb(refs('aws_acm_certificate_validation.v.id')), validation(), certificate('a')).facts['source'],
    'other',
  );
});

test('a reference that leads elsewhere makes the certificate unknown', () => {
  const other: Created = { type: 'aws_ssm_parameter', name: 'p', after: {}, unknown: { value: true } };
  assert.is(
    brief(found(webElb(refs('aws_ssm_parameter.p.value')), other)),
    '? known after apply: aws_ssm_parameter.p.value',
  );
  assert.match(
    brief(found(webElb(refs('aws_ssm_parameter.p.value', 'aws_acm_certificate.a.arn')), other, certificate('a'))),
    /^\?/,
  );
});

test('a reference to what holds no certificate makes it unknown, also beside one that does', () => {
  const queue: Created = { type: 'aws_sqs_queue', name: 'q', after: {}, unknown: { arn: true } };
  const either = refs('aws_sqs_queue.q.arn', 'aws_acm_certificate.a.arn');
  assert.is(brief(found(webElb(either), queue, certificate('a'))), '? known after apply: aws_sqs_queue.q.arn');
});

test('a certificate whose ARN is known is not what is unknown', () => {
  const kept = certificate('k', { after: { arn: ARN }, before: {}, unknown: {}, actions: ['no-op'] });
  assert.is(brief(found(webElb({ references: ['local.arn'] }), certificate('a'), kept)), 'acm aws_acm_certificate.a');
  const wholes = { references: ['aws_acm_certificate.k', 'aws_acm_certificate.a'] };
  assert.is(brief(found(webElb(wholes), certificate('a'), kept)), 'acm aws_acm_certificate.a');
});

test('behind a local stands whatever its module can see', () => {
  const local = webElb({ references: ['local.arn'] });
  assert.is(brief(found(local, certificate('a'))), 'acm aws_acm_certificate.a');
  assert.is(found(local, certificate('a'), certificate('b')).alternatives, 2);
  const carrier: Created = { type: 'aws_lambda_invocation', name: 'l', after: {}, unknown: { result: true } };
  assert.match(brief(found(local, certificate('a'), carrier)), /^\? /);
  const queue: Created = { type: 'aws_sqs_queue', name: 'q', after: {}, unknown: { arn: true } };
  assert.is(brief(found(local, certificate('a'), queue)), 'acm aws_acm_certificate.a');
  assert.match(brief(found(local)), /^\? /);
});

test('a condition on what is known after apply may take any branch', () => {
  const condition = {
    references: [
      'aws_acm_certificate.a.arn',
      'aws_acm_certificate.a',
      'aws_acm_certificate.a.arn',
      'aws_acm_certificate.a',
    ],
  };
  assert.match(
    brief(found(webElb(condition), certificate('a'))),
    /a condition on aws_acm_certificate.a.arn, which is known after apply/,
  );
});

test('what may hold the ARN of a certificate is told from its type', () => {
  const could = (type: string, mode: 'managed' | 'data' = 'managed') =>
    couldHoldCertificateArn(FACT_SOURCES, { mode, type });
  for (const type of ['aws_ssm_parameter', 'aws_cloudformation_stack', 'vault_generic_secret', 'terraform_data'])
    assert.ok(could(type), type);
  for (const type of ['aws_sqs_queue', 'random_id', 'tls_private_key', 'null_resource', 'aws_elb'])
    assert.not(could(type), type);
  assert.ok(could('aws_ssm_parameter', 'data'));
  assert.ok(could('aws_resourcegroupstaggingapi_resources', 'data'));
  assert.not(could('aws_region', 'data'));
});

const issuanceOf = (...resources: readonly Created[]) => found(...resources).facts['issuance'];
const direct = refs('aws_acm_certificate.a.arn');

test('a listener waits for a certificate through its validation', () => {
  const through = refs('aws_acm_certificate_validation.v.certificate_arn');
  assert.is(issuanceOf(webElb(through), validation(), certificate('a')), 'awaited');
  assert.is(issuanceOf(webElb(direct), validation(), certificate('a')), 'notAwaited');
  assert.is(issuanceOf(webElb(direct), certificate('a')), 'notAwaited');
});

test('one way through the validation is enough, depends_on too', () => {
  const both = refs('aws_acm_certificate_validation.v.certificate_arn', 'aws_acm_certificate.a.arn');
  assert.is(issuanceOf(webElb(both), validation(), certificate('a')), 'awaited');
  const waiting = webElb(direct, { dependsOn: ['aws_acm_certificate_validation.v'] });
  assert.is(issuanceOf(waiting, validation(), certificate('a')), 'awaited');
});

test('the validation of another certificate does not count', () => {
  const waiting = webElb(direct, { dependsOn: ['aws_acm_certificate_validation.v'] });
  const ofOther = validation(refs('aws_acm_certificate.b.arn'));
  assert.is(issuanceOf(waiting, ofOther, certificate('a'), certificate('b')), 'notAwaited');
});

test('a validation of which the plan does not tell the certificate may be this one’s', () => {
  const waiting = webElb(direct, { dependsOn: ['aws_acm_certificate_validation.v'] });
  assert.is(issuanceOf(waiting, validation({ references: ['local.arn'] }), certificate('a')), 'awaited');
});

test('where the way to the certificate is not in the plan, whether the listener waits is not known', () => {
  const issuance = issuanceOf(webElb({ references: ['local.arn'] }), validation(), certificate('a'));
  assert.match(
    JSON.stringify(issuance),
    /does not say whether the listener waits for aws_acm_certificate.a to be issued/,
  );
});

test('what ACM has issued already needs no waiting', () => {
  const issued = certificate('a', {
    after: { arn: ARN, status: 'ISSUED' },
    before: {},
    unknown: {},
    actions: ['no-op'],
  });
  assert.is(issuanceOf(webElb(ARN), validation(), issued), 'issued');
});

test.run();
