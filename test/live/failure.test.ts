import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DeadlinePassed } from '../../src/live/deadline.js';
import { failureOf, isNotFound } from '../../src/live/failure.js';

const call = { service: 'ACM in eu-west-1', action: 'acm:ListCertificates', timeoutMs: 15_000 };
const CANARY = 'CANARY7f3a';

/** What the AWS client throws has its cause in a name, a code or a status, and in a message what nobody may see. */
const thrown = (properties: object) => Object.assign(new Error(CANARY), properties);

const KINDS: readonly (readonly [string, object, string])[] = [
  ['no such host', { code: 'ENOTFOUND' }, 'unreachable'],
  ['a resolver that does not answer', { code: 'EAI_AGAIN' }, 'unreachable'],
  ['a closed port', { code: 'ECONNREFUSED', name: 'AggregateError' }, 'unreachable'],
  ['no route', { code: 'ENETUNREACH' }, 'unreachable'],
  ['a certificate of its own making', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls'],
  ['a certificate of an unknown authority', { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, 'tls'],
  ['a certificate of another host', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'tls'],
  ['a certificate that has expired', { code: 'CERT_HAS_EXPIRED' }, 'clock'],
  ['a certificate that is not valid yet', { code: 'CERT_NOT_YET_VALID' }, 'clock'],
  ['a proxy that is no address', { name: 'TypeError', code: 'ERR_INVALID_URL' }, 'address'],
  ['a host of which no address answers', { name: 'AggregateError' }, 'unreachable'],
  [
    'a refusal of something that is not AWS',
    { name: 'ForbiddenException', $metadata: { httpStatusCode: 403 } },
    'unexplained',
  ],
  ['a connection that is cut', { code: 'ECONNRESET', name: 'TimeoutError' }, 'cut'],
  ['a request that takes too long', { name: 'TimeoutError' }, 'timeout'],
  ['a token that has expired', { name: 'ExpiredTokenException' }, 'expired'],
  ['a token that has expired, of STS', { name: 'ExpiredToken' }, 'expired'],
  ['a wrong clock', { name: 'RequestTimeTooSkewed' }, 'clock'],
  ['too many requests', { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } }, 'throttled'],
  ['too many requests by its status alone', { $metadata: { httpStatusCode: 429 } }, 'throttled'],
  ['a signature of another time', { name: 'SignatureDoesNotMatch', message: 'Signature expired' }, 'clock'],
  ['a service that is away', { name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } }, 'service'],
  ['HTML', { name: 'SyntaxError', $response: { statusCode: 200 } }, 'unreadable'],
  ['no HTTP', { code: 'HPE_INVALID_CONSTANT' }, 'unreadable'],
  ['a Region that is not enabled', { name: 'OptInRequired' }, 'refusedKeys'],
  ['anything else', { name: 'NewException' }, 'unexplained'],
];

for (const [what, properties, kind] of KINDS) {
  test(`the message explains ${what}, without a word of the message`, () => {
    const failure = failureOf(thrown(properties), call);
    assert.is(failure.kind, kind);
    assert.not.ok(JSON.stringify(failure).includes(CANARY));
    assert.match(failure.reason, /^[a-zA-Z]/);
    assert.ok(failure.remedy.length > 0);
  });
}

test('the message explains what is no error at all', () => {
  for (const thing of [undefined, null, 'text', 7, {}, { name: 7, $response: 'x' }, Object.create(null)]) {
    assert.is(failureOf(thing, call).kind, 'unexplained');
  }
});

test('the message does not print a name that is no name', () => {
  assert.not.match(failureOf(thrown({ name: `x\n${CANARY}` }), call).reason, new RegExp(CANARY));
});

test('the message names the end of the time in seconds', () => {
  assert.match(failureOf(new DeadlinePassed(), call).reason, /did not answer within 15 s/);
});

test('the message says which variable names an authority, and which is not read', () => {
  assert.match(
    failureOf(thrown({ code: 'SELF_SIGNED_CERT_IN_CHAIN' }), call).remedy,
    /NODE_EXTRA_CA_CERTS \(AWS_CA_BUNDLE is not read\)/,
  );
});

test('the message tells what is missing from what failed', () => {
  assert.ok(isNotFound(thrown({ name: 'ResourceNotFoundException' })));
  assert.ok(isNotFound(thrown({ name: 'NoSuchEntityException' })));
  assert.not.ok(isNotFound(thrown({ name: 'AccessDeniedException' })));
});

test.run();
