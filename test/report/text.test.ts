import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { known } from '../../src/model/value.js';
import { certificate, finding, input, listener, renderText, report, sameRegion, waiver } from './build.js';

test('a finding stands under its load balancer and listener, with its fix', () => {
  const made = report({ listeners: [listener()], findings: [finding()] });
  assert.is(
    renderText(made),
    `aws_elb.web  us-east-1  create
  443 HTTPS  → aws_acm_certificate.site
    error    certificate key is "RSA_4096", a Classic Load Balancer takes RSA keys up to 3072 bits from ACM [acm-key-algorithm]
             fix: request an RSA_2048 certificate, or upload this one to IAM with aws_iam_server_certificate

1 load balancer, 1 listener (1 secure): 1 error, 0 warnings, 0 open, 0 passed
`,
  );
});

test('nothing wrong is one line', () => {
  const made = report({ listeners: [listener()], findings: [finding({ outcome: 'pass' })] }, 14);
  assert.is(renderText(made), '1 load balancer, 1 listener (1 secure): 0 errors, 0 warnings, 0 open, 1 passed\n');
});

test('a plan without anything to judge is one line that names what is judged', () => {
  const nothing = 'No load balancer listener, CloudFront distribution, API Gateway domain or Cognito domain';
  assert.is(renderText(report()), `${nothing} in plan.json: nothing to check.\n`);
  assert.is(
    renderText(report({ inputs: [input({ path: '-' })] }), { verbosity: 'quiet' }),
    `${nothing} in standard input: nothing to check.\n`,
  );
  assert.is(
    renderText(report({ inputs: [input(), input({ path: 'b.json' })] })),
    `${nothing} in 2 inputs: nothing to check.\n`,
  );
});

test('nothing is said of what a plan has where not everything was looked into', () => {
  assert.match(renderText(report({ unseen: ['any service but alb'] })), /^Nothing was checked in plan\.json\.$/m);
});

test('a listener that passes is left out, as is a load balancer', () => {
  const made = report({
    listeners: [
      listener(),
      listener({ port: known(80), protocol: known('HTTP'), secure: known(false) }),
      listener({ address: 'aws_elb.fine' }),
    ],
    findings: [finding(), finding({ address: 'aws_elb.fine', outcome: 'pass' })],
  });
  assert.not.match(renderText(made), /80 HTTP|fine/);
});

test('verbose lists what passed by its title and what was accepted with its reason', () => {
  const title = "An ACM certificate must be in its load balancer's Region";
  const made = report(
    {
      listeners: [
        listener(),
        listener({
          port: known(80),
          protocol: known('HTTP'),
          secure: known(false),
          trace: ['aws_elb.web'],
          certificate: certificate({ source: known('none') }),
        }),
      ],
      findings: [{ ...sameRegion, outcome: 'pass' }, finding({ waiver, level: 'warning', message: 'old key' })],
      policies: [
        {
          id: 'acm-same-region',
          title,
          level: 'error',
          subjects: ['listener'],
          message: '',
          why: '',
          fix: '',
          source: [],
          file: '',
        },
      ],
    },
    14,
  );
  assert.is(
    renderText(made, { verbosity: 'verbose' }),
    `── plan.json  terraform-plan  1.11.4

aws_elb.web  us-east-1  create
  80 HTTP
  443 HTTPS  → aws_acm_certificate.site
    waived   old key [acm-key-algorithm]
             because: moves in March (elbcert.yaml)
    pass     An ACM certificate must be in its load balancer's Region [acm-same-region]

left out: 1 finding waived by elbcert.yaml

1 load balancer, 2 listeners (1 secure): 0 errors, 0 warnings, 0 open, 1 passed, 1 waived, 14 not applicable
`,
  );
});

test('several inputs come in the order they were given, each under its path', () => {
  const made = report({
    inputs: [
      input({ path: 'b.json' }),
      input({ path: 'clean.json' }),
      input({ path: '-', kind: 'terraform-state', terraformVersion: null }),
    ],
    listeners: [listener({}, '-'), listener({}, 'b.json'), listener({}, 'clean.json')],
    findings: [
      { ...sameRegion, input: 'b.json', level: 'warning', fix: '' },
      { ...sameRegion, input: '-', fix: '' },
    ],
  });
  assert.is(
    renderText(made),
    `── b.json  terraform-plan  1.11.4

aws_elb.web  us-east-1  create
  443 HTTPS  → aws_acm_certificate.site
    warning  certificate is in "us-east-1", the load balancer in "eu-west-1" [acm-same-region]

── standard input  terraform-state

aws_elb.web  us-east-1  create
  443 HTTPS  → aws_acm_certificate.site
    error    certificate is in "us-east-1", the load balancer in "eu-west-1" [acm-same-region]

3 inputs, 3 load balancers, 3 listeners (3 secure): 1 error, 1 warning, 0 open, 0 passed
`,
  );
  assert.match(
    renderText(made, { verbosity: 'quiet' }),
    /^warning: b\.json: aws_elb\.web listener 443: .*\nerror: standard input: aws/,
  );
});

test('notes stand together before the numbers', () => {
  const made = report({
    inputs: [input({ complete: false, notes: ['planned with -target'] })],
    listeners: [listener()],
    notes: ['1 load balancer in a module'],
  });
  assert.is(
    renderText(made),
    `note: planned with -target
not checked: 1 load balancer in a module

1 load balancer, 1 listener (1 secure): 0 errors, 0 warnings, 0 open, 0 passed
`,
  );
});

test('a plan that covers only a part says so, also where its reader did not', () => {
  const inputs = [input({ complete: false }), input({ path: 'b.json' })];
  assert.match(renderText(report({ inputs })), /^note: plan\.json: the plan covers only a part/);
});

test('a fix that several listeners share is told once in a load balancer', () => {
  const made = report({
    listeners: [listener(), listener({ port: known(8443) })],
    findings: [finding(), finding({ port: 8443 })],
  });
  assert.is(renderText(made).split('fix: ').length, 2);
});

test('a finding without facts is shown all the same', () => {
  const made = report({
    findings: [finding(), finding({ subject: 'deployer', address: 'x.y', port: null, input: 'lost.json' })],
  });
  assert.match(renderText(made), /^aws_elb\.web\n {2}443\n {4}error {4}/);
  assert.match(renderText(made), /\nx\.y\n {4}error {4}/);
});

test('the order of the plan leaves no trace', () => {
  const made = report({
    listeners: [listener(), listener({ port: known(8443) }), listener({ address: 'aws_elb.a' })],
    findings: [finding(), sameRegion, finding({ port: 8443 }), finding({ address: 'aws_elb.a', outcome: 'open' })],
  });
  const reversed = { ...made, listeners: [...made.listeners].reverse(), findings: [...made.findings].reverse() };
  assert.is(renderText(reversed), renderText(made));
});

test.run();
