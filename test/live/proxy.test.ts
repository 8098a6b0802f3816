import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EnvironmentProxyAgent } from '../../src/live/aws/client.js';
import { reported } from './outcomes.js';
import { check, environment, type LiveRun } from './run-live.js';

const NO_ENDPOINTS = {
  AWS_ENDPOINT_URL_ACM: undefined,
  AWS_ENDPOINT_URL_IAM: undefined,
  AWS_ENDPOINT_URL_STS: undefined,
};

/** A run that nothing but the proxy keeps from AWS. */
function checkThrough(HTTPS_PROXY: string, more: NodeJS.ProcessEnv = {}): Promise<LiveRun> {
  const env = { ...environment(''), ...NO_ENDPOINTS, HTTPS_PROXY, ...more };
  return check(env, '--format', 'json', '--live-timeout', '8');
}

/** The agent for requests to a host, under these variables and no others that name a proxy. */
function agentFor(host: string, variables: NodeJS.ProcessEnv) {
  const before = { ...process.env };
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy']) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    return new EnvironmentProxyAgent().connect(undefined, { host, port: 443, secureEndpoint: true });
  } finally {
    process.env = before;
  }
}

/** A proxy that asks for a login, and the hosts that it was to connect to. */
async function loginProxy() {
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
  return { port, hosts: () => [...new Set(connects)].sort(), close: () => proxy.close() };
}

for (const scheme of ['http://', '']) {
  test(`--live goes through the proxy that HTTPS_PROXY names ${scheme === '' ? 'without a scheme' : 'as an address'}, and tells that it answered instead of AWS`, async () => {
    const proxy = await loginProxy();
    const run = await checkThrough(`${scheme}user:CANARYproxy@127.0.0.1:${proxy.port}`);
    proxy.close();
    assert.equal(proxy.hosts(), [
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
}

test('--live says that HTTPS_PROXY is no address, and does not print it', async () => {
  const run = await checkThrough('http://CANARYproxy:not-a-port');
  assert.match(reported(run).notes.join('\n'), /HTTPS_PROXY or AWS_ENDPOINT_URL holds what is no address; write it as/);
  assert.not.match(run.stdout + run.stderr, /CANARY/);
});

test('SSO gets its credentials through the proxy, too', async () => {
  const home = mkdtempSync(join(tmpdir(), 'elbcert-sso-'));
  const start = 'https://example.awsapps.com/start';
  const cache = join(home, '.aws/sso/cache');
  mkdirSync(cache, { recursive: true });
  const token = { accessToken: 'CANARYtoken', expiresAt: '2099-01-01T00:00:00Z', startUrl: start, region: 'eu-west-1' };
  for (const key of [start, 'company']) {
    writeFileSync(join(cache, `${createHash('sha1').update(key).digest('hex')}.json`), JSON.stringify(token));
  }
  const account = 'sso_account_id = 123456789012\nsso_role_name = reader\n';
  writeFileSync(
    join(home, '.aws/config'),
    `[profile session]\nsso_session = company\n${account}[sso-session company]\nsso_region = eu-west-1\nsso_start_url = ${start}\n[profile legacy]\nsso_start_url = ${start}\nsso_region = eu-west-1\n${account}`,
  );
  const keys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };
  for (const AWS_PROFILE of ['session', 'legacy']) {
    const proxy = await loginProxy();
    const run = await checkThrough(`http://127.0.0.1:${proxy.port}`, { ...keys, HOME: home, AWS_PROFILE });
    proxy.close();
    assert.equal(proxy.hosts(), ['portal.sso.eu-west-1.amazonaws.com:443']);
    assert.not.match(run.stdout + run.stderr, /CANARY/);
  }
  rmSync(home, { recursive: true });
});

test('--live goes around the proxy where NO_PROXY says so', () => {
  const variables = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '.amazonaws.com.cn' };
  assert.instance(agentFor('acm.eu-west-1.amazonaws.com', variables), HttpsProxyAgent);
  assert.not.instance(agentFor('acm.cn-north-1.amazonaws.com.cn', variables), HttpsProxyAgent);
});

test('reaches a proxy without a scheme by HTTP, as curl does', () => {
  const agent = agentFor('acm.eu-west-1.amazonaws.com', { HTTPS_PROXY: 'proxy.example.com:3128' });
  assert.is(agent instanceof HttpsProxyAgent && agent.proxy.href, 'http://proxy.example.com:3128/');
});

test.run();
