import type { IncomingMessage } from 'node:http';

/** One request as AWS sees it, whichever of its two protocols it speaks. */
export interface Call {
  readonly protocol: 'json' | 'query';
  /** `ListCertificates`, `GetCallerIdentity`. */
  readonly action: string;
  /** From the signature's scope, as AWS itself tells services and Regions apart. */
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** When the request says that it was signed. */
  readonly signedAt: Date;
  /** JSON arguments, or those of a form. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const SCOPE = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const [, accessKeyId = '', region = '', service = ''] = SCOPE.exec(request.headers.authorization ?? '') ?? [];
  const signed = { service, region, accessKeyId, signedAt: dateOf(String(request.headers['x-amz-date'] ?? '')) };
  const target = String(request.headers['x-amz-target'] ?? '');
  if (target !== '') {
    return { ...signed, protocol: 'json', action: target.split('.').at(-1) ?? '', input: JSON.parse(body || '{}') };
  }
  const input = Object.fromEntries(new URLSearchParams(body));
  return { ...signed, protocol: 'query', action: input['Action'] ?? '', input };
}

/** `20261124T000000Z` */
function dateOf(text: string): Date {
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
