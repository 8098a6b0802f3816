import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answers, PermissionAnswer } from '../../src/live/answers.js';
import { callerAndRole, type Principals } from '../../src/live/deployers.js';
import { absent, known, unknown } from '../../src/model/value.js';
import { certificate, listener } from '../report/build.js';

const ARN = 'arn:aws:sts::123456789012:assumed-role/ci/build';

function callerWith(...given: readonly (readonly [string, PermissionAnswer])[]) {
  const answers: Answers = {
    certificates: new Map(),
    caller: new Map(given),
    role: new Map(),
    identity: { arn: ARN, account: '123456789012' },
  };
  const regions = given.length === 0 ? [unknown<string>('x')] : given.map(([region]) => known(region));
  const listeners = regions.map((region) => listener({ loadBalancer: { ...listener().facts.loadBalancer, region } }));
  const [caller] = callerAndRole({ caller: listeners, role: [] }, answers, null);
  const [permission] = Object.values(caller?.facts.permissions ?? {});
  const [grounds] = Object.values(caller?.facts.grounds ?? {});
  return { caller, permission, grounds };
}

test('the caller may list where every Region allows it', () => {
  const { caller, permission, grounds } = callerWith(['eu-west-1', 'allowed'], ['us-east-1', 'allowed']);
  assert.equal([caller?.facts.kind, caller?.facts.arn, caller?.facts.address], ['caller', ARN, null]);
  assert.equal(permission, known('allowed'));
  assert.equal(grounds, known('AWS allows it in eu-west-1, us-east-1'));
});

test('one Region that refuses decides, whatever others leave open', () => {
  const cut = { kind: 'cut', reason: 'cut', remedy: 'x' } as const;
  const { permission, grounds } = callerWith(['eu-west-1', cut], ['us-east-1', 'denied'], ['us-west-2', 'allowed']);
  assert.equal(permission, known('denied'));
  assert.equal(grounds, known('AWS refuses it in us-east-1'));
});

test('a failure or a condition leaves the permission open, and says why', () => {
  const failed = callerWith(['eu-west-1', { kind: 'cut', reason: 'cut', remedy: 'x' }]);
  assert.equal(failed.permission, { kind: 'unknown', reason: 'cut', remedy: 'x' });
  assert.equal(failed.grounds, absent);
  const { permission } = callerWith(['eu-west-1', { dependsOn: 'aws:SourceIp' }], ['us-east-1', 'allowed']);
  assert.equal(permission, { kind: 'unknown', reason: 'in eu-west-1 its policies decide by aws:SourceIp' });
  assert.is(callerWith().permission?.kind, 'unknown');
});

test('a Region that is marked sensitive is not named, whatever AWS says of it', () => {
  const told = (answer: PermissionAnswer) => {
    const listeners = [listener({ loadBalancer: { ...listener().facts.loadBalancer, region: known('x-1', true) } })];
    const answers = {
      certificates: new Map(),
      caller: new Map([['x-1', answer]]),
      role: new Map(),
      identity: undefined,
    };
    const facts = callerAndRole({ caller: listeners, role: [] }, answers, null)[0]?.facts;
    return [facts?.permissions, facts?.grounds].map((one) => one?.['acm:ListCertificates']);
  };
  assert.equal(told('allowed')[1], known('AWS allows it in (sensitive)'));
  assert.equal(told('denied')[1], known('AWS refuses it in (sensitive)'));
  const open = { kind: 'unknown', reason: 'in (sensitive) its policies decide by aws:SourceIp' };
  assert.equal(told({ dependsOn: 'aws:SourceIp' })[0], open);
});

test('only the Regions of what somebody deploys decide, and an unknown one leaves it open', () => {
  const answers: Answers = {
    certificates: new Map(),
    caller: new Map([
      ['us-east-1', 'allowed'],
      ['eu-west-1', 'denied'],
    ]),
    role: new Map(),
    identity: undefined,
  };
  const permission = (...listeners: Principals['caller']) =>
    callerAndRole({ caller: listeners, role: [] }, answers, null)[0]?.facts.permissions['acm:ListCertificates'];
  assert.equal(permission(listener()), known('allowed'));
  const somewhere = listener({ loadBalancer: { ...listener().facts.loadBalancer, region: unknown('x') } });
  assert.is(permission(listener(), somewhere)?.kind, 'unknown');
});

test('the role and the caller are deployers of what they deploy; an input without ACM has neither', () => {
  const answers: Answers = { certificates: new Map(), caller: new Map(), role: new Map(), identity: undefined };
  const plain = listener({ certificate: certificate({ source: known('iam') }) }, 'plain.json');
  const found = callerAndRole(
    { caller: [listener(), plain], role: [listener(), plain] },
    answers,
    'arn:aws:iam::123456789012:role/ci',
  );
  assert.equal(
    found.map(({ input, facts }) => [input, facts.kind, facts.address, facts.arn]),
    [
      ['plan.json', 'caller', 'the AWS credentials', null],
      ['plan.json', 'role', null, 'arn:aws:iam::123456789012:role/ci'],
    ],
  );
});

test.run();
