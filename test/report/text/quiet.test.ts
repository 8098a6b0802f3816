import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { known, unknown } from '../../../src/model/value.js';
import {
  certificate,
  deployer,
  finding,
  input,
  listener,
  notYet,
  renderText,
  report,
  sameRegion,
  waiver,
} from '../build.js';

const AT = { file: 'main.tf', line: 26, column: 7, via: 'source' };

test('quiet says each failing finding on a line of its own, and the numbers', () => {
  const made = report({
    inputs: [input({ notes: ['planned with -target'] })],
    listeners: [listener({ port: unknown('known after apply') }), listener({ port: known(8443) })],
    deployers: [deployer()],
    findings: [
      { ...sameRegion, port: null },
      finding({ level: 'warning', message: 'old key', port: 8443, location: AT }),
      finding({ outcome: 'open', port: 8443 }),
      finding({ outcome: 'pass', port: 8443 }),
      finding({ waiver, port: 8443, policyId: 'certificate-expiry' }),
      finding({ subject: 'deployer', address: 'aws_iam_role.ci', port: null, message: 'may not list', policyId: 'd' }),
    ],
    notes: ['a module'],
  });
  assert.is(
    renderText(made, { verbosity: 'quiet' }),
    `main.tf:26:7: warning: aws_elb.web listener 8443: old key [acm-key-algorithm]
error: aws_elb.web listener on an unknown port: certificate is in "us-east-1", the load balancer in "eu-west-1" [acm-same-region]
error: aws_iam_role.ci: may not list [d]
left out: 1 finding waived by elbcert.yaml
not checked: a module
1 load balancer, 2 listeners (2 secure): 2 errors, 1 warning, 1 open, 1 passed, 1 waived
`,
  );
});

test('a waiver of the configuration goes by what it names, and is no second plan', () => {
  const about = {
    subject: 'waiver',
    input: '.elbcert.yaml',
    address: 'aws_elb.gone',
    message: 'accepts nothing',
  } as const;
  const location = { file: '.elbcert.yaml', line: 3, column: null, via: 'config' };
  const unused = finding({ ...about, port: null, location });
  const made = report({
    listeners: [listener()],
    findings: [sameRegion, unused, finding({ ...about, location: null })],
  });
  const lines = renderText(made, { verbosity: 'quiet' }).split('\n');
  assert.match(lines[0] ?? '', /^error: aws_elb\.web listener 443: /);
  assert.equal(lines.slice(1, 3), [
    'error: aws_elb.gone listener 443: accepts nothing [acm-key-algorithm]',
    '.elbcert.yaml:3: error: aws_elb.gone: accepts nothing [acm-key-algorithm]',
  ]);
});

test('quiet under strict says what is open too, since that fails the run', () => {
  const made = report({
    listeners: [listener({ certificate: certificate({ keyAlgorithm: notYet }) })],
    findings: [finding({ outcome: 'open' })],
  });
  assert.match(
    renderText(made, { verbosity: 'quiet', strict: true }),
    /^open: aws_elb\.web listener 443: certificate\.keyAlgorithm: known after apply: .* \[acm-key-algorithm\]\n/,
  );
});

test.run();
