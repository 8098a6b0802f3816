import type { Call } from './call.js';

/** What goes back over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** An error as AWS names it in each protocol. */
export interface WireError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export function isError(thing: object): thing is WireError {
  return 'code' in thing;
}

/** Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function jsonAnswer(output: object): WireAnswer {
  return { status: 200, type: 'application/x-amz-json-1.1', body: JSON.stringify(output) };
}

/** Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export function queryAnswer(service: 'iam' | 'sts', action: string, result: string): WireAnswer {
  const body = `<${action}Response xmlns="${NAMESPACES[service]}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${REQUEST}</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, type: 'text/xml', body };
}

const NAMESPACES = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};
const REQUEST = '00000000-0000-4000-8000-000000000000';

export function errorAnswer({ protocol, service }: Call, { status, code, message }: WireError): WireAnswer {
  if (protocol === 'json') {
    return { ...jsonAnswer({ __type: code, message }), status };
  }
  const space = service === 'sts' ? NAMESPACES.sts : NAMESPACES.iam;
  const type = status < 500 ? 'Sender' : 'Receiver';
  const body = `<ErrorResponse xmlns="${space}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${REQUEST}</RequestId></ErrorResponse>`;
  return { status, type: 'text/xml', body };
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
