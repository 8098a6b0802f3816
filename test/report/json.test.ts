import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import { absent, known, toPublicJson, unknown } from '../../src/model/value.js';
import json from '../../src/report/json.js';
import { certificate, deployer, finding, input, listener, loadBalancer, report } from './build.js';

const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

function render(made: Report) {
  return json.render(made);
}

const full = report(
  {
    inputs: [input({ notes: ['planned with -target'], complete: false }), input({ path: '-', terraformVersion: null })],
    listeners: [
      listener(),
      listener({ constructPath: 'Stack/web', certainty: 'possible' }, '-'),
      listener({
        port: unknown('known after apply: var.port', { candidates: [8443, 9443] }),
        protocol: unknown('known after apply: var.protocol'),
        secure: unknown('known after apply: var.protocol'),
        loadBalancer: loadBalancer('aws_elb.web', {
          region: unknown('no region', { identity: 'aws', remedy: '--region' }),
        }),
        certificate: certificate({
          arn: known('arn:aws:acm:us-east-1:123456789012:certificate/secret', true),
          notAfter: known('2026-01-13T00:00:00Z'),
          daysUntilExpiry: known(12),
          alternatives: [certificate(), certificate({ source: known('iam'), region: absent })],
        }),
      }),
    ],
    deployers: [deployer()],
    findings: [
      finding({ location: { file: 'main.tf', line: 3, column: null, via: 'the configuration beside the plan' } }),
      finding({ outcome: 'open', port: null }),
      finding({ waiver: { reason: 'moves in March', source: 'elbcert.yaml' }, policyId: 'certificate-expiry' }),
      finding({ subject: 'deployer', address: 'aws_iam_role.ci', port: null, policyId: 'deployer-list-certificates' }),
    ],
    notes: ['1 load balancer in a module that was not planned'],
  },
  7,
);

test('what is printed holds to the published schema', () => {
  assert.ok(validate(JSON.parse(render(full))), JSON.stringify(validate.errors, null, 2));
  assert.ok(validate(JSON.parse(render(report({ inputs: [] })))), JSON.stringify(validate.errors));
});

test('the schema refuses a key that it does not know, and misses one that is gone', () => {
  const printed = JSON.parse(render(full));
  assert.not(validate({ ...printed, extra: 1 }));
  const { fix, ...rest } = printed.findings[0];
  assert.not(validate({ ...printed, findings: [rest] }), `without ${fix}`);
  assert.not(validate({ ...printed, listeners: [{ ...printed.listeners[0], port: '443' }] }));
});

test('a listener is its published facts, its input first', () => {
  const [first] = full.listeners;
  const shown = JSON.parse(render(report({ listeners: full.listeners.slice(0, 1) }))).listeners[0];
  assert.equal(shown, { input: 'plan.json', ...toPublicJson(first?.facts ?? {}) });
  assert.is(Object.keys(shown)[0], 'input');
});

test('the order of the plan leaves no trace', () => {
  const reversed = {
    ...full,
    listeners: [...full.listeners].reverse(),
    deployers: [...full.deployers].reverse(),
    findings: [...full.findings].reverse(),
  };
  assert.is(render(reversed), render(full));
});

test('findings stand by input, address as people count, port and policy; an unknown port is last', () => {
  const inputs = [input({ path: 'b.json' }), input({ path: 'a.json' })];
  const place = (path: string, address: string, port: number | null, policyId = 'p') =>
    finding({ input: path, address, port, policyId });
  const findings = [
    place('a.json', 'aws_elb.web[2]', 443),
    place('b.json', 'aws_elb.web[10]', 443),
    place('b.json', 'aws_elb.web[2]', null),
    place('b.json', 'aws_elb.web[2]', 8443),
    place('b.json', 'aws_elb.web[2]', 443, 'q'),
    place('b.json', 'aws_elb.web[2]', 443, 'p'),
  ];
  const printed: { input: string; address: string; port: number; policyId: string }[] = JSON.parse(
    render(report({ inputs, findings })),
  ).findings;
  assert.equal(
    printed.map((each) => `${each.input} ${each.address} ${each.port} ${each.policyId}`),
    [
      'b.json aws_elb.web[2] 443 p',
      'b.json aws_elb.web[2] 443 q',
      'b.json aws_elb.web[2] 8443 p',
      'b.json aws_elb.web[2] null p',
      'b.json aws_elb.web[10] 443 p',
      'a.json aws_elb.web[2] 443 p',
    ],
  );
});

test('listeners and deployers stand in that order, too, also where nothing was found on them', () => {
  const numbers = [10, 2, 1];
  const printed: { listeners: { address: string }[]; deployers: { address: string }[] } = JSON.parse(
    render(
      report({
        listeners: numbers.map((number) => listener({ address: `aws_elb.web[${number}]` })),
        deployers: numbers.map((number) => deployer({ address: `aws_iam_role.ci[${number}]` })),
      }),
    ),
  );
  const addresses = (things: readonly { address: string }[]) => things.map(({ address }) => address);
  assert.equal(addresses(printed.listeners), ['aws_elb.web[1]', 'aws_elb.web[2]', 'aws_elb.web[10]']);
  assert.equal(addresses(printed.deployers), ['aws_iam_role.ci[1]', 'aws_iam_role.ci[2]', 'aws_iam_role.ci[10]']);
});

test('the same permissions print the same bytes in whatever order they were collected', () => {
  const one = deployer({ permissions: { 'b:X': known('allowed'), 'a:Y': known('denied') } });
  const other = deployer({ permissions: { 'a:Y': known('denied'), 'b:X': known('allowed') } });
  assert.is(render(report({ deployers: [one] })), render(report({ deployers: [other] })));
});

test('a sensitive value is masked, and so are the candidates of an unknown one', () => {
  const secret = 'arn:aws:acm:us-east-1:123456789012:certificate/secret';
  const sensitive = listener({
    certificate: certificate({
      arn: known(secret, true),
      address: unknown('known after apply', { candidates: [secret], sensitive: true }),
    }),
  });
  const printed = render(report({ listeners: [sensitive] }));
  assert.not.match(printed, 'certificate/secret');
  assert.equal(JSON.parse(printed).listeners[0].certificate.arn, { sensitive: true });
});

test('hostile text is printable, and still the same text to who parses it', () => {
  const address = 'aws_elb.web["\u001b[2J\u009b\u202e\u2028\n##vso[task.complete]"]';
  const printed = render(report({ findings: [finding({ address })] }));
  assert.not.match(printed, /[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}]/u);
  assert.not.match(printed, '##vso[');
  assert.is(JSON.parse(printed).findings[0].address, address);
});

test('each listener, deployer and finding is a line, and the last line is ended', () => {
  const printed = render(full);
  assert.ok(printed.startsWith('{\n  "schemaVersion": 1,\n  "tool": {"name":"elbcert","version":"0.1.0"},\n'));
  assert.ok(printed.endsWith('\n}\n'));
  const lines = printed.split('\n').filter((line) => line.startsWith('    '));
  assert.is(lines.length, full.listeners.length + full.deployers.length + full.findings.length);
  for (const line of lines) assert.not.throws(() => JSON.parse(line.replace(/,$/, '')));
  assert.match(render(report()), '\n  "findings": [],\n');
});

test.run();
