import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clientOptions } from '../../src/live/aws/client.js';
import { startDeadline } from '../../src/live/deadline.js';
import { elsewhere, homeRegion, startSession } from '../../src/live/session.js';
import { withDouble } from './in-process.js';
import { account, CALLER } from './world.js';

test('each partition has a Region of its own for IAM', () => {
  assert.equal(['aws', 'aws-cn', 'aws-eusc', 'toString'].map(homeRegion), [
    'us-east-1',
    'cn-north-1',
    'eusc-de-east-1',
    'us-east-1',
  ]);
});

test('what is in another account or partition is elsewhere, as far as the caller is known', () => {
  const caller = { arn: CALLER, account: '123456789012' };
  assert.is(elsewhere({ account: '123456789012', partition: 'aws' }, caller, 'role'), undefined);
  assert.match(
    elsewhere({ account: '1', partition: 'aws' }, caller, 'role')?.reason ?? '',
    'the role is in another account',
  );
  assert.match(
    elsewhere({ account: '123456789012', partition: 'aws-cn' }, caller, 'certificate')?.reason ?? '',
    'the certificate is in another partition',
  );
  assert.is(elsewhere({ account: '1', partition: 'aws' }, { kind: 'cut', reason: '', remedy: '' }, 'role'), undefined);
});

test('a session asks once for the caller of a partition, and closes its clients', async () => {
  await withDouble(async (calls) => {
    const deadline = startDeadline(5_000);
    const credentials = { accessKeyId: 'AKIDELBCERTDOUBLE000', secretAccessKey: 'secret' };
    const session = startSession(credentials, clientOptions(), deadline, () => 'eu-west-1', String);
    const [first, second] = await Promise.all([session.callerIn('aws'), session.callerIn('aws')]);
    assert.is(first, second);
    assert.equal(first, { arn: CALLER, account: account.id });
    assert.equal(calls(), ['sts GetCallerIdentity eu-west-1']);
    let closed = false;
    session.closeWith({
      close: () => {
        closed = true;
      },
    });
    session.close();
    assert.ok(closed);
    deadline.end();
  });
});

test('why the caller is not known names no sensitive Region', async () => {
  await withDouble(
    async () => {
      const deadline = startDeadline(5_000);
      const credentials = { accessKeyId: 'AKIDELBCERTDOUBLE000', secretAccessKey: 'secret' };
      const session = startSession(
        credentials,
        clientOptions(),
        deadline,
        () => 'eu-west-1',
        () => '(sensitive)',
      );
      const text = JSON.stringify(await session.callerIn('aws'));
      session.close();
      deadline.end();
      assert.match(text, 'STS in (sensitive)');
      assert.not.match(text, 'eu-west-1');
    },
    () => 'denied',
  );
});

test.run();
