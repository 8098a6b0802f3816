import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseTraversal } from '../../src/model/address.js';
import { onlyReference, openConditions, referencesOf, referenceTo, resourceIn } from '../../src/resolve/references.js';
import { refs } from './plan.js';

const CERTIFICATE = ['aws_acm_certificate.c.arn', 'aws_acm_certificate.c'];

function texts(...references: readonly string[]): readonly string[] {
  return referencesOf(refs(...references)).map(({ text }) => text);
}

test('the prefixes that Terraform lists behind a reference are left out', () => {
  assert.equal(texts(...CERTIFICATE), ['aws_acm_certificate.c.arn']);
  assert.equal(texts('module.m["a"].arn', 'module.m["a"]', 'module.m'), ['module.m["a"].arn']);
  assert.equal(texts('aws_x.c[0].arn', 'aws_x.c[0]', 'aws_x.c', 'var.n'), ['aws_x.c[0].arn', 'var.n']);
});

test('a name that only begins like the one before is no prefix of it', () => {
  assert.equal(texts('var.name_of', 'var.name'), ['var.name_of', 'var.name']);
  assert.equal(texts('aws_x.cert.arn', 'aws_x.c'), ['aws_x.cert.arn', 'aws_x.c']);
});

test('a reference is listed once, and text that is none is left out', () => {
  assert.equal(texts('var.a', 'var.b', 'var.a'), ['var.a', 'var.b']);
  assert.equal(texts('var..a', 'var.b'), ['var.b']);
});

test('a key in a reference may hold dots, brackets and quotes', () => {
  const [reference] = referencesOf(refs('aws_x.c["a.b]\\"c"].arn'));
  assert.equal(reference?.steps[2], { kind: 'key', key: 'a.b]"c' });
});

test('only one reference, once, is the only one', () => {
  assert.is(onlyReference(refs(...CERTIFICATE))?.text, 'aws_acm_certificate.c.arn');
  assert.is(onlyReference(refs()), undefined);
  assert.is(onlyReference(refs('var.a', 'var.b')), undefined);
  assert.is(onlyReference(refs('var.a', 'var.a')), undefined);
});

test('a reference that a condition and its result share is repeated', () => {
  assert.equal(openConditions(refs(...CERTIFICATE, ...CERTIFICATE)), ['aws_acm_certificate.c.arn']);
  assert.equal(openConditions(refs(...CERTIFICATE, 'var.a')), []);
});

test('a resource is named with its mode, its key and the path to a part', () => {
  const named = (text: string) => {
    const [reference] = referencesOf(refs(text));
    return reference && resourceIn(reference);
  };
  assert.equal(named('aws_x.c["a"].list[0].id'), {
    mode: 'managed',
    type: 'aws_x',
    name: 'c',
    key: 'a',
    path: ['list', 0, 'id'],
  });
  assert.equal(named('data.aws_x.c.arn'), { mode: 'data', type: 'aws_x', name: 'c', key: undefined, path: ['arn'] });
  assert.equal(named('aws_x.c')?.path, []);
  assert.is(named('aws_x'), undefined);
  assert.is(named('data.aws_x'), undefined);
});

test('a reference is written as Terraform writes it', () => {
  for (const text of ['module.m["a.b"].arn', 'aws_x.c[0].arn', 'data.aws_x.c']) {
    assert.is(referenceTo(parseTraversal(text) ?? []).text, text);
  }
});

test.run();
