import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EnvironmentProxyAgent } from '../../src/live/aws/client.js';
import { reported } from './outcomes.js';
import { check, environment } from './run-live.js';

const NO_ENDPOINTS = {
  AWS_ENDPOINT_URL_ACM: undefined,
  AWS_ENDPOINT_URL_IAM: undefined,
  AWS_ENDPOINT_URL_STS: undefined,
};

test('goes through the proxy that HTTPS_PROXY names, and tells that it answered instead of AWS', async () => {
  const connects: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    connects.push(url);
    socket.end(
      'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html></html>',
    );
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const env = { ...environment(''), ...NO_ENDPOINTS, HTTPS_PROXY: `http://user:CANARYproxy@127.0.0.1:${port}` };
  const run = await check(env, '--format', 'json', '--live-timeout', '5');
  proxy.close();
  assert.equal([...new Set(connects)].sort(), [
    'acm.eu-central-1.amazonaws.com:443',
    'acm.eu-west-1.amazonaws.com:443',
    'iam.amazonaws.com:443',
    'sts.eu-central-1.amazonaws.com:443',
  ]);
  assert.is(run.status, 0, run.stderr);
  assert.match(
    reported(run).notes.join('\n'),
    /what answered is not ACM in eu-west-1 \(HTTP 407\), but perhaps a proxy/,
  );
  assert.not.match(run.stdout + run.stderr, /CANARY/);
});

test('goes around the proxy where NO_PROXY says so', () => {
  const before = { ...process.env };
  Object.assign(process.env, { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '.amazonaws.com.cn' });
  delete process.env['https_proxy'];
  delete process.env['no_proxy'];
  const to = (host: string) =>
    new EnvironmentProxyAgent().connect(undefined, { host, port: 443, secureEndpoint: true });
  assert.instance(to('acm.eu-west-1.amazonaws.com'), HttpsProxyAgent);
  assert.not.instance(to('acm.cn-north-1.amazonaws.com.cn'), HttpsProxyAgent);
  process.env = before;
});

test.run();
