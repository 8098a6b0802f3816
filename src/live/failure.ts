import { LIST_CERTIFICATES } from '../facts/iam/request.js';
import { DeadlinePassed } from './deadline.js';
import { type ErrorParts, type FailureKind, ruleFor } from './failure-rules.js';

/** Why AWS did not answer, in elbcert's own words: messages of AWS and of its client may quote credentials. */
export interface Failure {
  readonly kind: FailureKind;
  /** One clause in lower case. */
  readonly reason: string;
  /** What to do about it; empty where there is nothing. */
  readonly remedy: string;
  /** True where a statement denies the call, false where merely none allows it. */
  readonly explicitDeny?: boolean;
}

/** A call to AWS. */
export interface AwsCall {
  /** As messages name it: `ACM in eu-west-1`. */
  readonly service: string;
  /** The action in IAM's spelling: `acm:ListCertificates`. */
  readonly action: string;
  readonly timeoutMs: number;
}

/** The failure behind what the AWS client threw. Names, codes and statuses tell; its classes do not tell an expired token from others. */
export function failureOf(error: unknown, call: AwsCall): Failure {
  const { service, action, timeoutMs } = call;
  if (error instanceof DeadlinePassed) {
    return {
      kind: 'timeout',
      reason: `${service} did not answer within ${timeoutMs / 1000} s`,
      remedy: 'check the network and HTTPS_PROXY, or give a longer --live-timeout',
    };
  }
  const parts = readError(error);
  const { name, code, status, message } = parts;
  const { kind, reason, remedy } = ruleFor(parts);
  const values: Readonly<Record<string, string>> = {
    service,
    action,
    code: code === '' ? '' : ` (${code})`,
    grant: action === LIST_CERTIFICATES ? `${action} on Resource "*"` : action,
    status: status === undefined ? '' : ` (HTTP ${status})`,
    name: /^\w{1,60}$/.test(name) ? ` ("${name}")` : '',
  };
  const fillIn = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
  return {
    kind,
    reason: fillIn(reason),
    remedy: fillIn(remedy),
    ...(kind === 'denied' ? { explicitDeny: /explicit deny/i.test(message) } : {}),
  };
}

/** Whether AWS says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return ['ResourceNotFoundException', 'NoSuchEntityException', 'NoSuchEntity'].includes(readError(error).name);
}

export function readError(error: unknown): ErrorParts {
  const text = (name: string) => {
    const found = property(error, name);
    return typeof found === 'string' ? found : '';
  };
  const statuses = [
    property(property(error, '$response'), 'statusCode'),
    property(property(error, '$metadata'), 'httpStatusCode'),
  ];
  return {
    name: text('name'),
    code: text('code'),
    message: text('message'),
    status: statuses.find((status) => typeof status === 'number'),
  };
}

function property(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null ? (thing as Record<string, unknown>)[name] : undefined;
}
