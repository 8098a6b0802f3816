import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMATS } from '../../src/report/index.js';
import { elbcert, ROOT } from './run.js';

const CANARY = 'CANARY7f3a';

/** A plan with a canary in every place that holds something secret: marked sensitive, key material, credentials. */
function planted() {
  const plan = JSON.parse(readFileSync(join(ROOT, 'examples/plan-json/mixed/plan.json'), 'utf8'));
  plan.variables = { password: { value: CANARY } };
  plan.configuration.root_module.variables = { password: { sensitive: true } };
  Object.assign(plan.configuration.provider_config.aws.expressions, {
    access_key: { constant_value: `AKIA${CANARY}` },
    secret_key: { constant_value: CANARY },
    token: { constant_value: CANARY },
    assume_role: [
      { role_arn: { constant_value: 'arn:aws:iam::123456789012:role/x' }, external_id: { constant_value: CANARY } },
    ],
  });
  const pem = `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----\n`;
  for (const { type, change } of plan.resource_changes) {
    if (type === 'tls_private_key') Object.assign(change.after, { private_key_pem: pem });
    if (type === 'aws_acm_certificate' || type === 'aws_iam_server_certificate')
      Object.assign(change.after, { private_key: pem });
    if (type === 'aws_elb') {
      change.after.name = CANARY;
      change.after_sensitive = { ...change.after_sensitive, name: true, listener: true };
      for (const listener of change.after.listener) {
        if (listener.ssl_certificate_id)
          listener.ssl_certificate_id = `arn:aws:acm:eu-west-1:123456789012:certificate/${CANARY}`;
      }
    }
  }
  return plan;
}

/** Key material where a certificate's name belongs, and nothing that marks it. */
function misplacedKey() {
  const plan = planted();
  for (const { type, change } of plan.resource_changes) {
    if (type === 'aws_elb')
      for (const listener of change.after.listener)
        listener.ssl_certificate_id = `-----BEGIN EC PRIVATE KEY-----\n${CANARY}`;
    if (type === 'aws_elb') change.after_sensitive = { name: true };
  }
  return plan;
}

const text = JSON.stringify(planted());

const INPUTS: Readonly<Record<string, string>> = {
  'a plan': text,
  'a plan, pretty-printed': JSON.stringify(planted(), null, 2),
  'a plan with a key in the place of an ARN': JSON.stringify(misplacedKey()),
  'a plan that is cut off': text.slice(0, text.lastIndexOf(CANARY) + CANARY.length),
  'a plan with a bad token beside the secret': text.replace(`"${CANARY}"`, `"${CANARY}" ${CANARY}`),
  'a plan of another format': text.replace('"format_version":"1.2"', `"format_version":"${CANARY}"`),
  'a state of another kind': `{"version":4,"resources":[{"private_key":"${CANARY}"}]}`,
  'a private key': `-----BEGIN PRIVATE KEY-----\n${CANARY}`,
  'a script': `export AWS_SECRET_ACCESS_KEY=${CANARY}`,
};

/** Everything that a run leaves: what it prints, and a file for each format. */
function everythingOf(args: readonly string[], input: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  const files = FORMATS.map((format) => join(folder, format));
  const formats = args[0] === 'check' ? FORMATS.flatMap((format, at) => ['--format', `${format}=${files[at]}`]) : [];
  const run = elbcert([...args, ...formats, '-'], input);
  assert.ok(run.status !== null && run.status < 3, `${args.join(' ')}: exit ${run.status}: ${run.stderr}`);
  const written = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  if (run.status < 2 && args[0] === 'check') assert.is(written.length, FORMATS.length);
  rmSync(folder, { recursive: true });
  return [run.stdout, run.stderr, ...written].join('\n');
}

for (const [title, input] of Object.entries(INPUTS)) {
  test(`no command and no format prints what is secret in ${title}`, () => {
    for (const args of [['check', '--quiet'], ['check', '--verbose'], ['facts']]) {
      assert.not.match(everythingOf(args, input), CANARY, args.join(' '));
    }
  });
}

test('a listener of a sensitive set is still named by address, port and protocol', () => {
  const run = elbcert(['check', '--format', 'json'], text);
  const listener = JSON.parse(run.stdout).listeners.find(
    (one: { address: string; port: number }) => one.address === 'aws_elb.partner',
  );
  assert.is(listener.port, 443);
  assert.is(listener.protocol, 'HTTPS');
  assert.equal(listener.certificate.arn, { sensitive: true });
  assert.is(listener.certificate.region, 'eu-west-1');
});

test.run();
