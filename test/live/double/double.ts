import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Account } from './account.js';
import { acm } from './acm.js';
import { errorAnswer, isError, type WireAnswer } from './answer.js';
import { type Call, readCall } from './call.js';
import { type Fault, misbehave, serverTime } from './faults.js';
import { iam, sts } from './iam-and-sts.js';

/** Stands in for ACM, IAM and STS on this machine's loopback; written from their documentation, not from the product. */
export interface Double {
  readonly url: string;
  /** Every call so far. */
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

/** The fault, or the answer of another shape, that a call meets; undefined for a right answer. */
export type FaultOf = (call: Call) => Fault | WireAnswer | undefined;

export const ACCESS_KEY_ID = 'AKIDELBCERTDOUBLE000';

export async function startDouble(account: Account, faultOf: FaultOf = () => undefined): Promise<Double> {
  const calls: Call[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    calls.push(call);
    const fault = faultOf(call);
    const wrong = typeof fault === 'string' ? misbehave(fault, call, account.callerArn) : fault;
    if (typeof wrong === 'function') return wrong(request.socket);
    const { status, type, body } = wrong ?? answer(account, call);
    response.writeHead(status, { 'content-type': type, date: serverTime(fault === 'skewed').toUTCString() }).end(body);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function answer(account: Account, call: Call): WireAnswer {
  if (call.accessKeyId !== ACCESS_KEY_ID) {
    const code = call.protocol === 'json' ? 'UnrecognizedClientException' : 'InvalidClientTokenId';
    return errorAnswer(call, { status: 403, code, message: 'The security token included in the request is invalid.' });
  }
  const services = { acm, iam, sts };
  if (!(call.service in services)) {
    return errorAnswer(call, { status: 404, code: 'UnknownOperationException', message: call.service });
  }
  const told = services[call.service as keyof typeof services](account, call);
  return isError(told) ? errorAnswer(call, told) : told;
}
