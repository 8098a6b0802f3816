import * as assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';

const ROOT = join(import.meta.dirname, '../..');
const ANNOTATED = [
  '[refused/web] aws_elb.web listener 443: certificate is in "us-east-1", the load balancer in "eu-west-1" [acm-same-region]',
  '[refused/web] aws_elb.web listener 8443: certificate is from ACM and its key is "EC_prime256v1" [acm-key-algorithm]',
  '[refused/web] aws_elb.web listener 993: listener speaks "SSL" and has no certificate [certificate-required]',
];

const test = suite<{ folder: string }>('cdktn', { folder: '' });

test.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
  const given = { cwd: import.meta.dirname, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, args, given);
}

test('the synth fails, with the annotations that cdktf shows', ({ folder }) => {
  const synth = run(['--import', 'tsx', 'main.ts'], { CDKTF_OUTDIR: join(folder, 'failing') });
  assert.equal(synth.status, 1);
  assert.deepEqual(
    synth.stderr
      .split('\n')
      .filter((line) => line.startsWith('['))
      .toSorted(),
    ANNOTATED.toSorted(),
  );
});

test('elbcert check synthesises the project and says the same', () => {
  const check = run([join(ROOT, 'dist/cli.js'), 'check', '.', '--format', 'json']);
  assert.equal(check.status, 1, check.stderr);
  const { findings, inputs } = JSON.parse(check.stdout);
  assert.deepEqual(
    inputs.map(({ kind }: { kind: string }) => kind),
    ['cdktf-stack', 'cdktf-stack', 'cdktf-stack'],
  );
  const failed = findings.filter(({ outcome }: { outcome: string }) => outcome === 'fail');
  const said = failed.map((finding: Record<string, unknown>) => {
    const { constructPath, address, port, message, policyId } = finding;
    return `[${constructPath}] ${address} listener ${port}: ${message} [${policyId}]`;
  });
  assert.deepEqual(said.toSorted(), ANNOTATED.toSorted());
});

test('the stacks are those of examples/cdktf, but for the library', () => {
  for (const file of ['accepted-stack.ts', 'elliptic-stack.ts', 'refused-stack.ts', 'main.ts', 'api.example.com.pem']) {
    const theirs = readFileSync(join(ROOT, 'examples/cdktf', file), 'utf8').replaceAll('cdktf', 'cdktn');
    const ours = readFileSync(join(import.meta.dirname, file), 'utf8').replaceAll('cdktf', 'cdktn');
    assert.equal(ours, theirs);
  }
});

test.run();
