import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Created, certificateIn, webElb } from '../collect.js';

const ARN = 'arn:aws:iam::123456789012:server-certificate/';

function uploaded(label: string, name: string, more: Partial<Created> = {}): Created {
  return {
    type: 'aws_iam_server_certificate',
    name: label,
    after: { name },
    expressions: { name: { constant_value: name } },
    ...more,
  };
}

/** A certificate that IAM has already. */
const standing = (name: string) =>
  uploaded('standing', name, { after: { name, arn: `${ARN}${name}` }, before: { name }, actions: ['no-op'] });

/** What else has the name of the first. */
const conflict = (...created: readonly Created[]) => certificateIn(...created)['nameConflict'];

test('a name that another new certificate gets is taken', () => {
  assert.is(conflict(uploaded('a', 'shop'), uploaded('b', 'shop')), 'aws_iam_server_certificate.b');
  assert.is(conflict(uploaded('a', 'shop'), uploaded('b', 'mail')), null);
});

test('a name is taken by a certificate of the same provider, though only that one shows its account', () => {
  assert.is(conflict(uploaded('a', 'shop'), standing('shop')), 'aws_iam_server_certificate.standing');
  assert.is(conflict(uploaded('a', 'mail'), standing('shop')), null);
});

test('nothing is in the way of what has its name already', () => {
  assert.is(conflict(standing('shop'), uploaded('a', 'shop')), null);
});

test('a name that another certificate gives up in the same apply may be free by then', () => {
  const leaving = { ...standing('shop'), actions: ['delete'] };
  assert.match(JSON.stringify(conflict(uploaded('a', 'shop'), leaving)), 'gives up, in the same apply, the name of');
});

test('a certificate that goes has its name as long as what is updated to the new one uses it', () => {
  const old = { name: 'shop', arn: `${ARN}shop` };
  const leaving = { ...standing('shop'), before: old, actions: ['delete'] };
  const listener = webElb({ references: ['aws_iam_server_certificate.a.arn', 'aws_iam_server_certificate.a'] });
  const user = (arn: string, actions = ['update']) => ({
    ...listener,
    before: { name: 'web', listener: [{ lb_port: 443, ssl_certificate_id: arn }] },
    actions,
  });
  const taken = 'aws_iam_server_certificate.standing';
  assert.is(conflict(uploaded('a', 'shop'), leaving, user(old.arn)), taken);
  for (const other of [
    user(`${ARN}mail`),
    user(old.arn, ['delete', 'create']),
    { ...user(old.arn), type: 'aws_iam_policy' },
  ])
    assert.match(JSON.stringify(conflict(uploaded('a', 'shop'), leaving, other)), 'gives up, in the same apply');
  const unrelated = { ...user(old.arn), expressions: {} };
  assert.match(JSON.stringify(conflict(uploaded('a', 'shop'), leaving, unrelated)), 'gives up, in the same apply');
});

test('one that Terraform forgets keeps its name', () => {
  const forgotten = { ...standing('shop'), actions: ['forget'] };
  assert.is(conflict(uploaded('a', 'shop'), forgotten), 'aws_iam_server_certificate.standing');
});

test('a replacement that is created first is in its own way where the name stays', () => {
  const replaced = { before: { name: 'shop' }, actions: ['create', 'delete'] };
  assert.is(conflict(uploaded('a', 'shop', replaced)), 'aws_iam_server_certificate.a');
  assert.is(conflict(uploaded('a', 'shop', { ...replaced, actions: ['delete', 'create'] })), null);
});

test.run();
