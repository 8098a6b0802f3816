import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Answer, type Answers, type PermissionAnswer, unanswered } from '../../src/live/answers.js';
import { noticeOf } from '../../src/live/notice.js';
import { regionNames } from '../../src/live/region-names.js';

const CALLER = { arn: 'arn:aws:iam::123456789012:user/dev', account: '123456789012' };
const cut = { kind: 'cut', reason: 'the connection was cut', remedy: '' } as const;
const missing = { kind: 'missing' } as const;

function notice(more: Partial<Answers>, isJudged = false, sensitive: readonly string[] = []): string | undefined {
  const none: Answers = { certificates: new Map(), caller: new Map(), role: new Map(), identity: undefined };
  return noticeOf({ ...none, ...more }, isJudged, regionNames(sensitive));
}

test('the notice counts the certificates that AWS answered for, of all where there are more', () => {
  const one = new Map([['a', missing]]);
  assert.is(notice({ certificates: one }), 'looked up 1 certificate in AWS');
  const certificates = new Map<string, Answer>([
    ['a', missing],
    ['b', unanswered(cut)],
  ]);
  assert.is(notice({ certificates }), 'looked up 1 of 2 certificates in AWS');
  assert.is(notice({}), undefined);
});

test('the notice says whose credentials were used, and where they may not list certificates unless a verdict does', () => {
  const caller = new Map<string, PermissionAnswer>([
    ['eu-west-1', 'denied'],
    ['us-east-1', 'allowed'],
    ['us-west-2', cut],
  ]);
  const asked = { certificates: new Map([['a', missing]]), caller, identity: CALLER };
  const start = `looked up 1 certificate in AWS as ${CALLER.arn}`;
  assert.is(notice(asked), `${start}, who may not list certificates in eu-west-1; apply may run as somebody else`);
  assert.is(notice(asked, true), `${start}; apply may run as somebody else`);
  assert.match(notice(asked, false, ['eu-west-1']) ?? '', /list certificates in \(sensitive\);/);
});

test.run();
