import type { Asked, FailureKind, Thrown } from './failure.js';

interface FailureRule {
  readonly kind: FailureKind;
  matches(thrown: Thrown): boolean;
  reason(asked: Asked, thrown: Thrown): string;
  remedy(asked: Asked): string;
}

const TLS =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO)$/;
const UNREACHABLE = /^(?:ENOTFOUND|EAI_\w+|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/;

/**
 * What the AWS client throws, and what it means. The first that matches counts.
 * Source: https://docs.aws.amazon.com/acm/latest/APIReference/CommonErrors.html, https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
export const FAILURE_RULES: readonly FailureRule[] = [
  {
    kind: 'clock',
    matches: ({ name, message }) =>
      named('RequestTimeTooSkewed', 'RequestInTheFuture', 'RequestExpired')({ name }) ||
      (/Signature/.test(name) && /(?:expired|not yet current)/i.test(message)),
    reason: ({ whom }) => `${whom} refused the call because this machine's clock is wrong`,
    remedy: () => 'set the clock',
  },
  {
    kind: 'expired',
    matches: ({ name }) => /^ExpiredToken(?:Exception)?$/.test(name),
    reason: () => 'the AWS session has expired',
    remedy: () => 'log in again, or have the pipeline fetch new credentials',
  },
  {
    kind: 'refusedKeys',
    matches: named(
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'IncompleteSignature',
      'IncompleteSignatureException',
      'MissingAuthenticationToken',
      'MissingAuthenticationTokenException',
      'InvalidAccessKeyId',
      'AuthFailure',
      'NotAuthorized',
      'OptInRequired',
    ),
    reason: ({ whom }) => `${whom} does not accept the AWS credentials`,
    remedy: () => 'check that they are whole, of this partition, and that their account has the Region enabled',
  },
  {
    kind: 'denied',
    matches: ({ name, status, code }) =>
      named('AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'UnauthorizedAccess')({ name }) ||
      (status === 403 && code === '' && /Exception$/.test(name)),
    reason: ({ whom, action }) => `${whom} does not let the caller call ${action}`,
    remedy: ({ action }) => `allow ${action}${action === 'acm:ListCertificates' ? ' on Resource "*"' : ''}`,
  },
  {
    kind: 'throttled',
    matches: ({ name, status }) =>
      status === 429 ||
      /^(?:Throttl\w*|TooManyRequests\w*|RequestLimitExceeded|RequestThrottled\w*|SlowDown)$/.test(name),
    reason: ({ whom }) => `${whom} is asked too often at present`,
    remedy: () => 'run again later',
  },
  {
    kind: 'unreadable',
    matches: ({ name, code, message, status }) =>
      named('SyntaxError', 'TypeError', 'RangeError', 'AnswerTooLarge', 'AnswerCut')({ name }) ||
      /^(?:HPE_|ERR_STREAM_|ERR_HTTP_|Z_|ERR_INVALID_)/.test(code) ||
      /XML parse error|Deserialization/i.test(message) ||
      (status !== undefined && status >= 300 && status < 500 && !/Exception$|^[A-Z][a-z]+[A-Z]/.test(name)),
    reason: ({ whom }, { status }) =>
      `what answered is not ${whom}${status === undefined ? '' : ` (HTTP ${status})`}, but perhaps a proxy or a login page`,
    remedy: () => 'check HTTPS_PROXY, NO_PROXY and AWS_ENDPOINT_URL',
  },
  {
    kind: 'service',
    matches: ({ name, status }) =>
      (status !== undefined && status >= 500) ||
      /^(?:InternalFailure|InternalError|ServiceUnavailable|ServiceFailure)/.test(name),
    reason: ({ whom }, { status }) => `${whom} failed${status === undefined ? '' : ` (HTTP ${status})`}`,
    remedy: () => 'run again later',
  },
  {
    kind: 'tls',
    matches: ({ code }) => TLS.test(code),
    reason: ({ whom }) =>
      `the TLS certificate that answered for ${whom} is not trusted, as behind a proxy that looks into TLS`,
    remedy: () => 'name its authority in NODE_EXTRA_CA_CERTS (AWS_CA_BUNDLE is not read)',
  },
  {
    kind: 'cut',
    matches: ({ code }) => code === 'ECONNRESET' || code === 'EPIPE',
    reason: ({ whom }) => `the connection to ${whom} was cut`,
    remedy: () => 'check the network and HTTPS_PROXY',
  },
  {
    kind: 'timeout',
    matches: ({ name, code }) =>
      ['TimeoutError', 'AbortError'].includes(name) || ['ETIMEDOUT', 'ESOCKETTIMEDOUT'].includes(code),
    reason: ({ whom }) => `${whom} did not answer in time`,
    remedy: () => 'check the network and HTTPS_PROXY',
  },
  {
    kind: 'unreachable',
    matches: ({ code }) => UNREACHABLE.test(code),
    reason: ({ whom }, { code }) => `there is no way to ${whom} from here (${code})`,
    remedy: () => 'check the network, HTTPS_PROXY and that the Region exists',
  },
];

function named(...names: readonly string[]): (thrown: Pick<Thrown, 'name'>) => boolean {
  return ({ name }) => names.includes(name);
}

/** The text with every account id starred out; names that people give profiles and roles hold them, too. */
export function hideAccountIds(text: string): string {
  return text.replace(/(?<!\d)\d{12}(?!\d)/g, '*'.repeat(12));
}
