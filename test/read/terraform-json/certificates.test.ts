import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { type JsonObject, objectOf } from '../../../src/model/json.js';
import { brief, certificateOf, listenersIn, withCertificate } from './read.js';

const ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/5d1c2c52-6a3d-4a0e-9f0a-0d9f6f5a7b11';
const EC = { address: 'aws_acm_certificate.ec', key: 'EC_prime256v1' };
const RSA = { address: 'aws_acm_certificate.rsa', key: 'RSA_2048' };
const EITHER = { address: ['aws_acm_certificate.rsa', 'aws_acm_certificate.ec'], key: ['RSA_2048', 'EC_prime256v1'] };

const yes = { variable: { yes: { default: true }, which: {}, env: { default: 'prod' }, secret: {} } };

test('a reference is followed', () =>
  assert.deepEqual(certificateOf(withCertificate('${aws_acm_certificate.ec.arn}')), EC));

test('a condition on a variable with a default chooses its branch', () => {
  const chosen = (text: string) => certificateOf(withCertificate(text, yes));
  assert.deepEqual(chosen('${var.yes ? aws_acm_certificate.ec.arn : var.which}'), EC);
  assert.deepEqual(chosen('${!var.yes ? var.which : aws_acm_certificate.rsa.arn}'), RSA);
  assert.deepEqual(chosen('${var.env == "prod" ? aws_acm_certificate.ec.arn : aws_acm_certificate.rsa.arn}'), EC);
  assert.deepEqual(chosen('${var.env != "prod" ? aws_acm_certificate.ec.arn : aws_acm_certificate.rsa.arn}'), RSA);
});

test('a condition that nobody knows leaves both branches', () => {
  const text = '${var.which ? aws_acm_certificate.rsa.arn : aws_acm_certificate.ec.arn}';
  assert.deepEqual(certificateOf(withCertificate(text, yes)), EITHER);
});

test('a literal branch is one of the possibilities', () => {
  const [listener] = listenersIn(withCertificate(`\${var.which ? "${ARN}" : aws_acm_certificate.rsa.arn}`, yes));
  assert.deepEqual(brief(listener?.certificate.region), ['us-east-1', 'eu-west-1']);
  assert.equal(listener?.certificate.alternatives?.length, 2);
});

test('an empty branch is a listener without a certificate', () => {
  const source = (text: string) => brief(listenersIn(withCertificate(text, yes))[0]?.certificate.source);
  assert.deepEqual(source('${var.which ? null : aws_acm_certificate.rsa.arn}'), ['none', 'acm']);
  assert.deepEqual(source('${var.which ? "" : aws_acm_certificate.rsa.arn}'), ['none', 'acm']);
});

test('a branch that can be anything leaves everything open', () => {
  const { address } = certificateOf(withCertificate('${var.which ? aws_acm_certificate.rsa.arn : var.secret}', yes));
  assert.equal(address, '? var.secret: it has no default');
});

test('a function that makes other text of an ARN names no certificate', () => {
  const [listener] = listenersIn(withCertificate('${replace(aws_acm_certificate.rsa.arn, "a", "b")}'));
  assert.equal(brief(listener?.certificate.source), 'other');
});

test('text around a reference leaves everything open', () => {
  const { address } = certificateOf(withCertificate('${aws_acm_certificate.rsa.arn}-x'));
  assert.equal(address, '? known after apply: aws_acm_certificate.rsa.arn');
});

test('what a random_shuffle draws is one of its inputs', () => {
  const shuffle = (input: readonly string[], more = {}) => {
    const document = withCertificate('${random_shuffle.p.result[0]}');
    return { ...document, resource: { ...objectOf(document['resource']), random_shuffle: { p: { input, ...more } } } };
  };
  const regionOf = (document: JsonObject) => brief(listenersIn(document)[0]?.certificate.region);
  const there = ARN.replace('us-east-1', 'us-west-2');
  assert.deepEqual(regionOf(shuffle([ARN, there])), ['us-east-1', 'us-west-2']);
  assert.equal(regionOf(shuffle([there], { result_count: 3 })), 'us-west-2');
});

test('functions that pick leave what they may pick', () => {
  const either = '[aws_acm_certificate.rsa.arn, aws_acm_certificate.ec.arn]';
  assert.deepEqual(certificateOf(withCertificate(`\${element(${either}, 1)}`)), EC);
  assert.deepEqual(certificateOf(withCertificate(`\${${either}[1]}`)), EC);
  assert.deepEqual(certificateOf(withCertificate(`\${element(${either}, var.which)}`, yes)), EITHER);
  assert.deepEqual(certificateOf(withCertificate(`\${${either}[var.which]}`, yes)), EITHER);
  const map = '{"a" = aws_acm_certificate.rsa.arn, "b" = aws_acm_certificate.ec.arn}';
  assert.deepEqual(certificateOf(withCertificate(`\${lookup(${map}, "b", "")}`)), EC);
  assert.deepEqual(certificateOf(withCertificate(`\${${map}["a"]}`)), RSA);
  assert.deepEqual(certificateOf(withCertificate(`\${lookup(${map}, var.which)}`, yes)), EITHER);
  assert.deepEqual(certificateOf(withCertificate('${coalesce("", null, aws_acm_certificate.ec.arn)}')), EC);
});

test('a chain of locals is followed, and one that bites its tail is open', () => {
  const locals = {
    locals: { a: '${local.b.main}', b: { main: '${aws_acm_certificate.ec.arn}' }, c: '${local.d}', d: '${local.c}' },
  };
  assert.deepEqual(certificateOf(withCertificate('${local.a}', locals)), EC);
  assert.match(String(certificateOf(withCertificate('${local.c}', locals)).address), /^\? /);
  assert.match(
    String(certificateOf(withCertificate('${local.nowhere}', locals)).address),
    /there is no local\.nowhere$/,
  );
});

test('a reference to what is not in the file is no certificate at all', () => {
  const { address } = certificateOf(withCertificate('${aws_acm_certificate.x.arn}'));
  assert.equal(address, '? an expression that Terraform refuses: there is no aws_acm_certificate.x');
  const either = '${var.which ? aws_acm_certificate.rsa.arn : aws_acm_certificate.x.arn}';
  assert.match(String(certificateOf(withCertificate(either, yes)).address), /^\? /);
});

test('an attribute of a certificate that is not its ARN does not name it', () => {
  const [listener] = listenersIn(withCertificate('${aws_acm_certificate.rsa.status}'));
  assert.equal(brief(listener?.certificate.source), 'other');
});

test('an ARN made of known parts is known', () => {
  const text = 'arn:aws:acm:${var.region}:123456789012:certificate/${local.id}';
  const more = { variable: { region: { default: 'eu-west-1' } }, locals: { id: '5d1c2c52' } };
  const [listener] = listenersIn(withCertificate(text, more));
  assert.equal(brief(listener?.certificate.arn), 'arn:aws:acm:eu-west-1:123456789012:certificate/5d1c2c52');
});

test('what a sensitive condition chooses is sensitive', () => {
  const variable = { hidden: { default: true, sensitive: true } };
  const [listener] = listenersIn(withCertificate(`\${var.hidden ? "${ARN}" : ""}`, { variable }));
  const arn = listener?.certificate.arn;
  assert.equal(arn?.kind === 'known' && arn.sensitive, true);
});

test('each and count name nothing where no block has them', () => {
  assert.match(String(certificateOf(withCertificate('${each.value}')).address), /^\? /);
  assert.match(
    String(certificateOf(withCertificate('${var.which ? aws_acm_certificate.rsa.arn : each.key}', yes)).address),
    /^\? each\.key/,
  );
});

test('a set is sorted and distinct, also as the declared type of a variable', () => {
  const arns = [ARN, ARN.replace('us-east-1', 'eu-west-1'), ARN];
  const region = (text: string) => {
    const variable = { arns: { type: 'set(string)', default: arns } };
    return brief(listenersIn(withCertificate(text, { variable }))[0]?.certificate.region);
  };
  assert.equal(region('${tolist(var.arns)[0]}'), 'eu-west-1');
  assert.equal(region(`\${element(tolist(toset(${JSON.stringify(arns)})), 1)}`), 'us-east-1');
});

test('functions and for expressions over literals are evaluated', () => {
  const locals = {
    all: { a: { cert: '${aws_acm_certificate.ec.arn}' }, b: { cert: '${aws_acm_certificate.rsa.arn}' } },
  };
  const chosen = (text: string) => certificateOf(withCertificate(text, { locals }));
  for (const text of [
    '${[for name, one in local.all : one.cert][0]}',
    '${values(local.all)[0].cert}',
    '${local.all[split("/", "x/a")[1]].cert}',
    '${local.all[jsondecode("[\\"a\\"]")[0]].cert}',
    '${lookup(merge(local.all, {}), format("%s", "a"), {}).cert}',
    '${(flatten([[local.all.a], [local.all.b]])[*].cert)[0]}',
  ])
    assert.deepEqual(chosen(text), EC, text);
});

test('a text with a literal Region around an unknown account has that Region', () => {
  const text = 'arn:aws:acm:us-east-1:${data.aws_caller_identity.me.account_id}:certificate/5d1c2c52';
  const [listener] = listenersIn(withCertificate(text, { data: { aws_caller_identity: { me: {} } } }));
  assert.equal(brief(listener?.certificate.region), 'us-east-1');
});

test('depends_on waits for a certificate to be issued', () => {
  const document = withCertificate('${aws_acm_certificate.rsa.arn}');
  const resource = objectOf(document['resource']);
  const web = { ...objectOf(objectOf(resource['aws_elb'])['web']), depends_on: ['aws_acm_certificate_validation.v'] };
  const v = { certificate_arn: '${aws_acm_certificate.rsa.arn}' };
  const [listener] = listenersIn({
    ...document,
    resource: { ...resource, aws_elb: { web }, aws_acm_certificate_validation: { v } },
  });
  assert.equal(brief(listener?.certificate.issuance), 'awaited');
});

test('one annotation of many is followed', () => {
  const prefix = 'service.beta.kubernetes.io/aws-load-balancer-';
  const annotations = {
    [`${prefix}ssl-cert`]: '${aws_acm_certificate.ec.arn}',
    [`${prefix}backend-protocol`]: 'http',
    other: '${aws_acm_certificate.rsa.arn}',
  };
  const spec = { type: 'LoadBalancer', port: [{ port: 443 }] };
  const document = withCertificate('');
  const resource = {
    ...objectOf(document['resource']),
    aws_elb: {},
    kubernetes_service: { s: { metadata: { annotations }, spec } },
  };
  assert.deepEqual(certificateOf({ ...document, resource }), EC);
});

test.run();
