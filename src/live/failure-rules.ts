/** What kept AWS from answering. */
export type FailureKind =
  | 'credentials'
  | 'expired'
  | 'refusedKeys'
  | 'denied'
  | 'clock'
  | 'throttled'
  | 'service'
  | 'unreadable'
  | 'unreachable'
  | 'address'
  | 'cut'
  | 'tls'
  | 'timeout'
  | 'region'
  /** The certificate is in an account or a partition that the caller is not in: nothing went wrong. */
  | 'elsewhere'
  | 'noSuchRole'
  | 'unexplained';

/** The parts of a thrown value that tell what went wrong; empty where it has none. */
export interface ErrorParts {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  /** The HTTP status of the answer, where there was one. */
  readonly status: number | undefined;
}

/** One sort of error of the AWS client, and what it means in plain words. */
interface FailureRule {
  readonly kind: FailureKind;
  /** An error is of this sort where any of the three matches. */
  readonly name?: RegExp;
  readonly code?: RegExp;
  readonly also?: (error: ErrorParts) => boolean;
  /** Names in braces stand for what `failureOf` knows of the call and its answer. */
  readonly reason: string;
  readonly remedy: string;
}

/**
 * The rules by which errors are explained; the first that matches counts.
 * Source: https://docs.aws.amazon.com/acm/latest/APIReference/CommonErrors.html, https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
const FAILURE_RULES: readonly FailureRule[] = [
  {
    kind: 'clock',
    name: /^(?:RequestTimeTooSkewed|RequestInTheFuture|RequestExpired)$/,
    also: ({ name, message }) => /Signature/.test(name) && /(?:expired|not yet current)/i.test(message),
    reason: "{service} refused the call because this machine's clock is wrong",
    remedy: 'set the clock',
  },
  {
    kind: 'expired',
    name: /^ExpiredToken(?:Exception)?$/,
    reason: 'the AWS session has expired',
    remedy: 'log in again, or have the pipeline fetch new credentials',
  },
  {
    kind: 'refusedKeys',
    name: /^(?:UnrecognizedClientException|Invalid(?:ClientTokenId|SignatureException|AccessKeyId)|SignatureDoesNotMatch|(?:IncompleteSignature|MissingAuthenticationToken)(?:Exception)?|AuthFailure|NotAuthorized|OptInRequired)$/,
    reason: '{service} does not accept the AWS credentials',
    remedy: 'check that they are whole, of this partition, and that their account has the Region enabled',
  },
  {
    kind: 'denied',
    name: /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|UnauthorizedAccess)$/,
    reason: '{service} does not let the caller call {action}',
    remedy: 'allow {grant}',
  },
  {
    kind: 'throttled',
    name: /^(?:Throttl\w*|TooManyRequests\w*|RequestLimitExceeded|RequestThrottled\w*|SlowDown)$/,
    also: ({ status }) => status === 429,
    reason: '{service} throttled the request',
    remedy: 'retry later',
  },
  {
    kind: 'address',
    code: /^ERR_INVALID_URL$/,
    reason: 'HTTPS_PROXY or AWS_ENDPOINT_URL holds what is no address',
    remedy: 'write it as http://proxy.example.com:3128',
  },
  {
    kind: 'unreadable',
    name: /^(?:SyntaxError|TypeError|RangeError|AnswerTooLarge|UnexpectedAnswer)$/,
    code: /^(?:HPE_|ERR_STREAM_|ERR_HTTP_|Z_|ERR_INVALID_)/,
    also: ({ name, message, status = 0 }) =>
      /XML parse error|Deserialization/i.test(message) ||
      (status >= 300 && status < 500 && !/Exception$|^[A-Z][a-z]+[A-Z]/.test(name)),
    reason: 'what answered is not {service}{status}, but perhaps a proxy or a login page',
    remedy: 'check HTTPS_PROXY, NO_PROXY and AWS_ENDPOINT_URL',
  },
  {
    kind: 'service',
    name: /^(?:InternalFailure|InternalError|ServiceUnavailable|ServiceFailure)/,
    also: ({ status = 0 }) => status >= 500,
    reason: '{service} failed{status}',
    remedy: 'retry later',
  },
  {
    kind: 'clock',
    code: /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
    reason: "the TLS certificate that answered for {service} is not valid at the time of this machine's clock",
    remedy: 'set the clock; where it is right, check HTTPS_PROXY',
  },
  {
    kind: 'tls',
    code: /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO)$/,
    reason: 'the TLS certificate that answered for {service} is not trusted, as behind a proxy that looks into TLS',
    remedy: 'name its authority in NODE_EXTRA_CA_CERTS (AWS_CA_BUNDLE is not read)',
  },
  {
    kind: 'cut',
    code: /^(?:ECONNRESET|EPIPE)$/,
    reason: 'the connection to {service} was cut',
    remedy: 'check the network and HTTPS_PROXY',
  },
  {
    kind: 'timeout',
    name: /^(?:TimeoutError|AbortError)$/,
    code: /^(?:ETIMEDOUT|ESOCKETTIMEDOUT)$/,
    reason: '{service} did not answer in time',
    remedy: 'check the network and HTTPS_PROXY',
  },
  {
    kind: 'unreachable',
    // Of several addresses of a host.
    name: /^AggregateError$/,
    code: /^(?:ENOTFOUND|EAI_\w+|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
    reason: 'there is no way to {service} from here{code}',
    remedy: 'check the network, HTTPS_PROXY and that the Region exists',
  },
];

const UNEXPLAINED: FailureRule = {
  kind: 'unexplained',
  reason: '{service} could not be asked{name}',
  remedy: 'call {action} with the AWS CLI',
};

/** The rule that explains an error; every error has one. */
export function ruleFor(error: ErrorParts): FailureRule {
  const matches = ({ name, code, also }: FailureRule) =>
    name?.test(error.name) === true || code?.test(error.code) === true || also?.(error) === true;
  return FAILURE_RULES.find(matches) ?? UNEXPLAINED;
}
