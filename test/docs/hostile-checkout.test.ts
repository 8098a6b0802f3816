import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT } from '../cli/run.js';

let folder = '';
test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after(() => rmSync(folder, { recursive: true }));

/** A registry on this machine that has elbcert as it would be published, and nothing else. */
async function serveRegistry() {
  const words = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const name = execFileSync('npm', words, { cwd: ROOT, encoding: 'utf8' }).trim();
  const tarball = readFileSync(join(folder, name));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const server = createServer(({ url, headers }, response) => {
    if (url === `/${name}`) return response.end(tarball);
    const dist = { tarball: `http://${headers.host}/${name}`, integrity };
    const versions = { [manifest.version]: { ...manifest, dist } };
    if (url === '/elbcert') return response.end(JSON.stringify({ name: 'elbcert', 'dist-tags': {}, versions }));
    return response.writeHead(404).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** A checkout in which everything that npm and a shell may look for leaves a trace. */
function writeCheckout(checkout: string, trace: string): void {
  const program = `#!/bin/sh\necho "$0" >>${trace}\n`;
  const module = `#!/usr/bin/env node\nrequire('node:fs').writeFileSync(${JSON.stringify(trace)}, __filename);\n`;
  const settings = [
    'registry=http://127.0.0.1:9/',
    `script-shell=${checkout}/bin/sh`,
    `node-options=--require=${checkout}/x.cjs`,
  ];
  const files: Readonly<Record<string, string>> = {
    '.npmrc': `${settings.join('\n')}\n`,
    'package.json': JSON.stringify({ name: 'elbcert', version: manifest.version, bin: { elbcert: 'elbcert' } }),
    'x.cjs': module,
    'node_modules/elbcert/package.json': JSON.stringify({ ...manifest, bin: { elbcert: 'x.cjs' } }),
    'node_modules/elbcert/x.cjs': module,
    elbcert: program,
    ...Object.fromEntries(
      ['bin', 'node_modules/.bin'].flatMap((at) =>
        ['sh', 'node', 'npm', 'elbcert'].map((one) => [`${at}/${one}`, program]),
      ),
    ),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text, { mode: 0o755 });
  }
}

test('what the recipes run is what the registry has, whatever the checkout holds', async () => {
  const { server, url } = await serveRegistry();
  const checkout = join(folder, 'checkout');
  const trace = join(folder, 'trace');
  writeCheckout(checkout, trace);
  cpSync(join(ROOT, 'examples/plan-json/mixed/plan.json'), join(checkout, 'plan.json'));
  writeFileSync(join(folder, '.npmrc'), `registry=${url}\naudit=false\nupdate-notifier=false\n`);
  try {
    const { status, printed } = await runRecipe(checkout);
    assert.match(printed, 'aws_elb.admin', printed);
    assert.is(status, 1, printed);
    assert.not(existsSync(trace), existsSync(trace) ? readFileSync(trace, 'utf8') : '');
  } finally {
    server.close();
  }
});

/** Runs the recipe for any platform. Not blocking: the registry is in this process. */
async function runRecipe(checkout: string) {
  const environment = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder };
  const script = join(ROOT, 'examples/any-platform/check.sh');
  return new Promise<{ readonly status: unknown; readonly printed: string }>((resolve) => {
    execFile('sh', [script, 'plan.json'], { cwd: checkout, env: environment }, (error, stdout, stderr) =>
      resolve({ status: error?.code ?? 0, printed: stdout + stderr }),
    );
  });
}

test.run();
