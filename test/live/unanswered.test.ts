import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { certificateOfText } from '../../src/facts/certificates/named-certificate.js';
import {
  type Answers,
  hideAccountIds,
  type PermissionAnswer,
  unanswered,
  withoutAccountIds,
} from '../../src/live/answers.js';
import type { Principals } from '../../src/live/deployers.js';
import { failedLookUps as failedOf, failureNotes, failureProblems } from '../../src/live/unanswered.js';
import type { ReportedListener } from '../../src/model/report.js';
import { known, unknown } from '../../src/model/value.js';
import { listener } from '../report/build.js';
import { acmArn } from './double/account.js';

const cut = { kind: 'cut', reason: 'the connection was cut', remedy: 'check the network' } as const;
const denied = { kind: 'denied', reason: 'account 123456789012 may not', remedy: '' } as const;
const literal = certificateOfText(known(acmArn('1')));
const web = (port: number | null) =>
  listener({ certificate: literal, port: port === null ? unknown('x') : known(port) });

function answers(more: Partial<Answers> = {}): Answers {
  return { certificates: new Map(), caller: new Map(), role: new Map(), identity: undefined, ...more };
}

const NOBODY = { caller: [], role: [] };
const failedLookUps = (users: readonly ReportedListener[], given: Answers, deployed: Principals = NOBODY) =>
  failedOf(users, given, deployed);

const allCut = answers({ certificates: new Map([[acmArn('1'), unanswered(cut)]]) });

test('a listener whose certificate was not looked up is a failed look-up', () => {
  assert.equal(failedLookUps([web(443)], allCut), [{ kind: 'certificate', user: web(443), failure: cut }]);
  assert.equal(failedLookUps([web(443)], answers({ certificates: new Map([[acmArn('1'), { kind: 'missing' }]]) })), []);
  const onlyUse = listener({
    certificate: {
      ...literal,
      ...listener().facts.certificate,
      arn: literal.arn,
      inUse: unknown('x'),
      action: known('no-op'),
    },
  });
  assert.equal(failedLookUps([onlyUse], allCut), []);
});

test('one failure is one line, however many look-ups it stopped', () => {
  assert.equal(failureNotes(failedLookUps([web(443)], allCut)), [
    'the certificate of aws_elb.web listener 443: the connection was cut; check the network',
  ]);
  assert.equal(failureNotes(failedLookUps([web(1), web(2), web(null)], allCut)), [
    'the certificates of aws_elb.web listener 1, aws_elb.web listener 2, aws_elb.web listener of unknown port: the connection was cut; check the network',
  ]);
  assert.match(
    failureNotes(failedLookUps([1, 2, 3, 4, 5].map(web), allCut))[0] ?? '',
    /listener 1, aws_elb\.web listener 2, aws_elb\.web listener 3 and 2 more: /,
  );
});

const balancer = (region: string) =>
  listener({ loadBalancer: { ...listener().facts.loadBalancer, region: known(region) } });

test('a permission that AWS did not tell says whose it is', () => {
  const given = answers({
    caller: new Map<string, PermissionAnswer>([
      ['eu-west-1', cut],
      ['eu-central-1', 'denied'],
      ['us-east-1', cut],
    ]),
    role: new Map([['eu-west-1', denied]]),
  });
  const caller = ['eu-west-1', 'eu-central-1', 'us-east-1'].map(balancer);
  assert.equal(failureNotes(failedLookUps([], given, { caller, role: [balancer('eu-west-1')] })), [
    'whether the AWS credentials may call acm:ListCertificates: the connection was cut; check the network',
    'whether the principal of --as-role may call acm:ListCertificates: account 123456789012 may not',
  ]);
});

test('a permission of a caller that deploys nothing there is no failed look-up', () => {
  const given = answers({ caller: new Map([['eu-west-1', cut]]) });
  assert.equal(failedLookUps([], given), []);
  assert.equal(failedLookUps([], given, { caller: [balancer('us-east-1')], role: [] }), []);
});

test('where look-ups are required each failure is a problem with its remedy as hint', () => {
  assert.equal(failureProblems(failedLookUps([web(443)], allCut)), [
    {
      path: '--live=require',
      message: 'the certificate of aws_elb.web listener 443 could not be looked up: the connection was cut',
      hint: 'check the network',
    },
  ]);
});

test('account ids that AWS named are starred out wherever they stand, other numbers stay', () => {
  assert.is(hideAccountIds('role/123456789012 of 1234567890123'), 'role/************ of 1234567890123');
  const hidden = withoutAccountIds(
    answers({
      certificates: new Map([[acmArn('1'), unanswered(denied)]]),
      caller: new Map([['eu-west-1', denied]]),
      role: new Map([['eu-west-1', { dependsOn: 'aws:SourceIp' }]]),
      identity: { arn: 'arn:aws:sts::123456789012:assumed-role/ci/build', account: '123456789012' },
    }),
  );
  assert.equal([...hidden.certificates.keys()], [acmArn('1')]);
  assert.not.match(
    JSON.stringify([[...hidden.certificates.values()], [...hidden.caller], hidden.identity?.arn]),
    /\d{12}/,
  );
  assert.equal(hidden.role.get('eu-west-1'), { dependsOn: 'aws:SourceIp' });
});

test.run();
