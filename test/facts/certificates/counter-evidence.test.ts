import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isObject, type Json } from '../../../src/model/json.js';
import { toPublicJson } from '../../../src/model/value.js';
import { type Created, listenersIn, planOf, webElb } from '../collect.js';

const certificate = (name: string): Created => ({
  type: 'aws_acm_certificate',
  name,
  after: { domain_name: `${name}.example.com`, key_algorithm: 'RSA_2048' },
  unknown: { arn: true, id: true },
});

interface Shown {
  readonly source: Json | undefined;
  readonly assuming: Json | undefined;
  readonly address: string;
}

/** The certificate of a listener whose ARN comes through a local, beside what the plan calls relevant. */
function certificateBeside(relevant: readonly string[], others: readonly Created[]): Shown {
  const relevantAttributes = relevant.map((text) => {
    const [type, name, attribute = ''] = text.split('.');
    return { address: `${type}.${name}`, path: [attribute] };
  });
  const [first] = listenersIn({
    ...planOf([webElb({ references: ['local.arn'] }), ...others]),
    relevantAttributes,
  });
  const { source, assuming, address } = toPublicJson(first?.certificate ?? {});
  const candidates = isObject(source) ? source['candidates'] : undefined;
  return {
    source: candidates ?? source,
    assuming,
    address: typeof address === 'string' ? address : 'unknown',
  };
}

const A = 'aws_acm_certificate.a.arn';
const B = 'aws_acm_certificate.b.arn';
const one = [certificate('a')];
const two = [certificate('a'), certificate('b')];

test('a hidden expression that refers to one certificate alone is assumed to yield it', () => {
  assert.equal(certificateBeside([A], one), {
    source: 'acm',
    assuming: 'local.arn yields the ARN of aws_acm_certificate.a',
    address: 'aws_acm_certificate.a',
  });
});

test('beside a condition, what the only certificate is like is not known, for another may be chosen', () => {
  assert.equal(certificateBeside([A, 'random_pet.b.id'], one), {
    source: 'acm',
    assuming: 'local.arn yields the ARN of a certificate',
    address: 'unknown',
  });
});

test('a condition chooses between the certificates that the module refers to', () => {
  assert.equal(certificateBeside([A, B, 'random_pet.b.id'], two), {
    source: 'acm',
    assuming: 'local.arn yields the ARN of a certificate',
    address: 'unknown',
  });
});

test('the name of a certificate may be the text itself, so that nothing is assumed', () => {
  const name: Created = {
    type: 'aws_iam_server_certificate',
    name: 'a',
    after: {},
    unknown: { arn: true, id: true, name: true },
  };
  const { source, assuming } = certificateBeside(['aws_iam_server_certificate.a.name'], [name]);
  assert.equal({ source, assuming }, { source: ['iam', 'other'], assuming: null });
});

test('beside the id of another certificate, none of the visible ones alone decides', () => {
  const iam: Created = {
    type: 'aws_iam_server_certificate',
    name: 'i',
    after: {},
    unknown: { arn: true, id: true },
  };
  const relevantAttributes = [A, B, 'aws_iam_server_certificate.i.id'].map((text) => {
    const [type, name, attribute = ''] = text.split('.');
    return { address: `${type}.${name}`, path: [attribute] };
  });
  const plan = planOf([webElb({ references: ['local.arn'] }), ...two, iam]);
  const [listener] = listenersIn({ ...plan, relevantAttributes });
  assert.is(listener?.certificate.source.kind, 'unknown');
  assert.is(listener?.certificate.alternatives, null);
});

test('other text may be anything, and outweighs a condition', () => {
  assert.equal(certificateBeside([A, 'random_pet.b.id', 'aws_s3_bucket.b.arn'], one), {
    source: ['acm', 'other'],
    assuming: null,
    address: 'unknown',
  });
});

test('what refers to the listener is no evidence', () => {
  const bucket = (...references: readonly string[]): Created => {
    return { type: 'aws_s3_bucket', name: 'b', after: {}, expressions: { bucket: { references } } };
  };
  const beside = (other: Created) => certificateBeside([A, 'aws_s3_bucket.b.arn'], [...one, other]);
  assert.equal(beside(bucket('aws_elb.web.name', 'aws_elb.web')), certificateBeside([A], one));
  assert.is(beside(bucket('aws_elb.other.name', 'aws_elb.other')).assuming, null);
});

test('what refers to the listener cannot hold its certificate', () => {
  const store = (...references: readonly string[]): Created => {
    return {
      type: 'vendor_store',
      name: 'b',
      after: {},
      unknown: { text: true },
      expressions: { name: { references } },
    };
  };
  const beside = (other: Created) => certificateBeside([A, 'vendor_store.b.text'], [...one, other]);
  assert.equal(beside(store('aws_elb.web.name', 'aws_elb.web')), certificateBeside([A], one));
  assert.is(beside(store('aws_elb.other.name', 'aws_elb.other')).assuming, null);
});

test.run();
