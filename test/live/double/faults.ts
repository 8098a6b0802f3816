import type { Socket } from 'node:net';
import { errorAnswer, type WireAnswer, type WireError } from './answer.js';
import type { Call } from './call.js';

/** What can go wrong instead of an answer. */
export const FAULTS = [
  'denied',
  'deniedExplicitly',
  'expired',
  'unrecognised',
  'badSignature',
  'throttled',
  'failing',
  'html',
  'proxyLogin',
  'truncated',
  'nonsense',
  'notJson',
  'endless',
  'hang',
  'hangInBody',
  'reset',
  'skewed',
] as const;
export type Fault = (typeof FAULTS)[number];

type Misbehaviour = WireAnswer | ((socket: Socket) => void) | undefined;

const HTML = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>Please sign in & wait</body></html>';
const html = (status: number): WireAnswer => ({ status, type: 'text/html', body: HTML });

/** How far the double's clock is ahead. Unit: milliseconds. */
const AHEAD_MS = 3_600_000;

export function misbehave(fault: Fault, call: Call, callerArn: string): Misbehaviour {
  const error = (wire: WireError) => errorAnswer(call, wire);
  const action = `${call.service}:${call.action}`;
  switch (fault) {
    case 'denied':
    case 'deniedExplicitly': {
      const because =
        fault === 'denied'
          ? `because no identity-based policy allows the ${action} action`
          : 'with an explicit deny in a service control policy';
      const code = call.protocol === 'json' ? 'AccessDeniedException' : 'AccessDenied';
      const status = call.protocol === 'json' ? 400 : 403;
      return error({ status, code, message: `User: ${callerArn} is not authorized to perform: ${action} ${because}` });
    }
    case 'expired': {
      const code = call.protocol === 'json' ? 'ExpiredTokenException' : 'ExpiredToken';
      return error({ status: 400, code, message: 'The security token included in the request is expired' });
    }
    case 'unrecognised': {
      const code = call.protocol === 'json' ? 'UnrecognizedClientException' : 'InvalidClientTokenId';
      return error({ status: 400, code, message: 'The security token included in the request is invalid.' });
    }
    case 'badSignature': {
      const code = call.protocol === 'json' ? 'InvalidSignatureException' : 'SignatureDoesNotMatch';
      return error({ status: 400, code, message: 'The request signature we calculated does not match' });
    }
    case 'throttled': {
      const code = call.protocol === 'json' ? 'ThrottlingException' : 'Throttling';
      return error({ status: 400, code, message: 'Rate exceeded' });
    }
    case 'failing':
      return error({ status: 500, code: 'InternalFailure', message: '' });
    case 'html':
      return html(200);
    case 'proxyLogin':
      return html(407);
    case 'truncated':
      return {
        status: 200,
        type: 'application/x-amz-json-1.1',
        body: '{"CertificateSummaryList":[{"CertificateArn":"ar',
      };
    case 'nonsense':
      return { status: 200, type: 'application/x-amz-json-1.1', body: NONSENSE };
    case 'notJson':
      return (socket) => void socket.end('220 smtp.example.com ESMTP\r\n');
    case 'endless':
      return pourForever;
    case 'hang':
      return () => {};
    case 'hangInBody':
      return (socket) =>
        void socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 99\r\n\r\n{');
    case 'reset':
      return (socket) => void socket.resetAndDestroy();
    case 'skewed':
      return Math.abs(call.signedAt.getTime() - Date.now() - AHEAD_MS) < 300_000
        ? undefined
        : error({
            status: 400,
            code: call.protocol === 'json' ? 'InvalidSignatureException' : 'SignatureDoesNotMatch',
            message: `Signature expired: ${call.signedAt.toISOString()} is now earlier than ${serverTime(true).toISOString()}`,
          });
    default:
      return fault satisfies never;
  }
}

/** The double's clock. */
export function serverTime(isSkewed: boolean): Date {
  return new Date(Date.now() + (isSkewed ? AHEAD_MS : 0));
}

/** Values of every type but the ones that ACM sends. */
const NONSENSE = JSON.stringify({
  CertificateSummaryList: [
    null,
    7,
    'text',
    { CertificateArn: 7, KeyAlgorithm: {} },
    {
      CertificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000002048',
      KeyAlgorithm: { toString: 'RSA_2048' },
      Status: ['ISSUED'],
      Type: 'constructor',
      DomainName: 7,
      SubjectAlternativeNameSummaries: 'www.example.com',
      InUse: 'yes',
    },
  ],
  NextToken: 7,
});

function pourForever(socket: Socket): void {
  const chunk = 'x'.repeat(1 << 20);
  socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\n\r\n"');
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
    if (!socket.destroyed) socket.once('drain', pour);
  };
  socket.on('error', () => {});
  pour();
}
