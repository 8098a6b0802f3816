import { stripVTControlCharacters } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import { absent, known, unknown } from '../../src/model/value.js';
import type { RenderOptions } from '../../src/report/reporter.js';
import text from '../../src/report/text.js';
import { certificate, deployer, finding, input, listener, loadBalancer, plain, report } from './build.js';

function render(made: Report, options: Partial<RenderOptions> = {}) {
  return text.render(made, { ...plain, ...options });
}

const notYet = unknown<never>('known after apply: aws_acm_certificate.site.arn', { remedy: 'check again with --live' });
const noRegion = unknown<string>('provider aws has no region in its configuration', { remedy: 'give --region' });
const waiver = { reason: 'moves in March', source: 'elbcert.yaml' };
const sameRegion = finding({
  policyId: 'acm-same-region',
  message: 'certificate is in "us-east-1", the load balancer in "eu-west-1"',
  fix: "request the certificate in the load balancer's Region",
});

test('a finding stands under its load balancer and listener, with its fix', () => {
  const made = report({ listeners: [listener()], findings: [finding()] });
  assert.is(
    render(made),
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
  assert.is(render(made), '1 load balancer, 1 listener (1 secure): 0 errors, 0 warnings, 0 open, 1 passed\n');
});

test('no load balancer is one friendly line', () => {
  assert.is(render(report()), 'No Classic Load Balancer in plan.json: nothing to check.\n');
  assert.is(
    render(report({ inputs: [input({ path: '-' })] }), { verbosity: 'quiet' }),
    'No Classic Load Balancer in standard input: nothing to check.\n',
  );
  assert.is(
    render(report({ inputs: [input(), input({ path: 'b.json' })] })),
    'No Classic Load Balancer in 2 inputs: nothing to check.\n',
  );
});

test('what is open is one line per listener, naming what is unknown and what would decide it', () => {
  const open = (policyId: string, ...decidedBy: string[]) => finding({ outcome: 'open', policyId, decidedBy });
  const made = report({
    listeners: [listener({ certificate: certificate({ keyAlgorithm: notYet, daysUntilExpiry: notYet }) })],
    findings: [
      open('certificate-expiry', 'certificate.daysUntilExpiry', 'certificate.renewal'),
      open('acm-key-algorithm', '/certificate/keyAlgorithm'),
    ],
  });
  assert.match(
    render(made),
    '\n    open     certificate.daysUntilExpiry, certificate.keyAlgorithm: known after apply: aws_acm_certificate.site.arn; check again with --live [acm-key-algorithm, certificate-expiry]\n\n',
  );
});

test('a certificate of which nothing is known is named once, next to what else is unknown', () => {
  const made = report({
    listeners: [
      listener({
        loadBalancer: loadBalancer('aws_elb.web', { region: noRegion }),
        certificate: certificate({ source: notYet, region: notYet, keyAlgorithm: notYet }),
      }),
    ],
    findings: [
      finding({ outcome: 'open', decidedBy: ['certificate.keyAlgorithm', 'certificate.source'] }),
      finding({
        outcome: 'open',
        policyId: 'acm-same-region',
        decidedBy: ['certificate.source', 'certificate.region', 'loadBalancer.region'],
      }),
    ],
  });
  assert.match(render(made), 'aws_elb.web  Region unknown  create\n');
  assert.match(
    render(made),
    '    open     certificate: known after apply: aws_acm_certificate.site.arn; check again with --live | loadBalancer.region: provider aws has no region in its configuration; give --region [acm-key-algorithm, acm-same-region]\n',
  );
});

test('the few values that an unknown one can have are named, unless they are sensitive', () => {
  const render1 = (sensitive: boolean) => {
    const mark = sensitive ? { sensitive: true as const } : {};
    const keyAlgorithm = unknown('var.key is not known', { candidates: ['RSA_1024', 'RSA_2048'], ...mark });
    return render(
      report({
        listeners: [listener({ certificate: certificate({ keyAlgorithm }) })],
        findings: [finding({ outcome: 'open' })],
      }),
    );
  };
  assert.match(render1(false), 'open     certificate.keyAlgorithm: var.key is not known ("RSA_1024" or "RSA_2048") [');
  assert.match(render1(true), 'open     certificate.keyAlgorithm: var.key is not known [');
});

test('an open finding that names no unknown fact speaks for itself', () => {
  const made = report({ findings: [finding({ outcome: 'open', decidedBy: ['no.such'], message: 'depends on x' })] });
  assert.match(render(made), '    open     depends on x [acm-key-algorithm]\n');
});

test('the worst load balancer comes first, then addresses as people count; ports by number, unknown last', () => {
  const at = (address: string, port: number | null) =>
    listener({
      address,
      port: port === null ? unknown('known after apply') : known(port),
      trace: [],
      certificate: certificate({ address: absent, arn: absent }),
    });
  const made = report({
    listeners: [
      at('aws_elb.b[10]', 443),
      at('aws_elb.b[2]', 443),
      at('aws_elb.a', 443),
      at('aws_elb.z', null),
      at('aws_elb.z', 8443),
      at('aws_elb.z', 443),
    ],
    findings: [
      finding({ address: 'aws_elb.b[10]', level: 'warning', fix: '', trace: [] }),
      finding({ address: 'aws_elb.b[2]', level: 'warning', fix: '', trace: [] }),
      finding({ address: 'aws_elb.a', outcome: 'open', message: 'x', decidedBy: [] }),
      finding({ address: 'aws_elb.z', port: null, level: 'warning', message: 'x', fix: '', trace: [] }),
      finding({ address: 'aws_elb.z', port: 8443, message: 'x', fix: '', trace: [] }),
      finding({ address: 'aws_elb.z', port: 443, level: 'note', message: 'x', fix: '', trace: [] }),
    ],
  });
  const headings = render(made)
    .split('\n')
    .filter((line) => /^(aws| {2}\S)/.test(line));
  assert.equal(headings, [
    'aws_elb.z  us-east-1  create',
    '  443 HTTPS',
    '  8443 HTTPS',
    '  unknown port HTTPS',
    'aws_elb.b[2]  us-east-1  create',
    '  443 HTTPS',
    'aws_elb.b[10]  us-east-1  create',
    '  443 HTTPS',
    'aws_elb.a  us-east-1  create',
    '  443 HTTPS',
  ]);
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
  assert.not.match(render(made), /80 HTTP|fine/);
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
          subject: 'listener',
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
    render(made, { verbosity: 'verbose' }),
    `── plan.json  terraform-plan  1.11.4

aws_elb.web  us-east-1  create
  80 HTTP
  443 HTTPS  → aws_acm_certificate.site
    waived   old key [acm-key-algorithm]
             because: moves in March (elbcert.yaml)
    pass     An ACM certificate must be in its load balancer's Region [acm-same-region]

1 load balancer, 2 listeners (1 secure): 0 errors, 0 warnings, 0 open, 1 passed, 1 waived, 14 not applicable
`,
  );
});

test('quiet says each failing finding on a line of its own, and the numbers', () => {
  const made = report({
    inputs: [input({ notes: ['planned with -target'] })],
    listeners: [listener({ port: unknown('known after apply') }), listener({ port: known(8443) })],
    deployers: [deployer()],
    findings: [
      { ...sameRegion, port: null },
      finding({ level: 'warning', message: 'old key', port: 8443 }),
      finding({ outcome: 'open', port: 8443 }),
      finding({ outcome: 'pass', port: 8443 }),
      finding({ waiver, port: 8443, policyId: 'certificate-expiry' }),
      finding({ subject: 'deployer', address: 'aws_iam_role.ci', port: null, message: 'may not list', policyId: 'd' }),
    ],
    notes: ['a module'],
  });
  assert.is(
    render(made, { verbosity: 'quiet' }),
    `aws_elb.web listener 8443: warning: old key [acm-key-algorithm]
aws_elb.web listener on an unknown port: error: certificate is in "us-east-1", the load balancer in "eu-west-1" [acm-same-region]
aws_iam_role.ci: error: may not list [d]
1 load balancer, 2 listeners (2 secure): 2 errors, 1 warning, 1 open, 1 passed, 1 waived
`,
  );
});

test('quiet under strict says what is open too, since that fails the run', () => {
  const made = report({
    listeners: [listener({ certificate: certificate({ keyAlgorithm: notYet }) })],
    findings: [finding({ outcome: 'open' })],
  });
  assert.match(
    render(made, { verbosity: 'quiet', strict: true }),
    /^aws_elb\.web listener 443: open: certificate\.keyAlgorithm: known after apply: .* \[acm-key-algorithm\]\n/,
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
    render(made),
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
    render(made, { verbosity: 'quiet' }),
    /^b\.json: aws_elb\.web listener 443: warning: .*\nstandard input: aws/,
  );
});

test('notes stand together before the numbers', () => {
  const made = report({
    inputs: [input({ complete: false, notes: ['planned with -target'] })],
    listeners: [listener()],
    notes: ['1 load balancer in a module'],
  });
  assert.is(
    render(made),
    `note: planned with -target
not checked: 1 load balancer in a module

1 load balancer, 1 listener (1 secure): 0 errors, 0 warnings, 0 open, 0 passed
`,
  );
});

test('a plan that covers only a part says so, also where its reader did not', () => {
  const inputs = [input({ complete: false }), input({ path: 'b.json' })];
  assert.match(render(report({ inputs })), /^note: plan\.json: the plan covers only a part/);
});

test('a fix that several listeners share is told once in a load balancer', () => {
  const made = report({
    listeners: [listener(), listener({ port: known(8443) })],
    findings: [finding(), finding({ port: 8443 })],
  });
  assert.is(render(made).split('fix: ').length, 2);
});

test('a place that all findings share stands in the heading, others with their finding', () => {
  const location = { file: 'main.tf', line: 3, column: null, via: 'the configuration' };
  const first = finding({ location });
  const made = (second: number) =>
    render(
      report({
        listeners: [listener()],
        findings: [
          first,
          { ...sameRegion, location: { ...location, line: second, column: 5 } },
          finding({ outcome: 'pass' }),
        ],
      }),
    );
  assert.match(render(report({ listeners: [listener()], findings: [first] })), 'create  main.tf:3\n');
  assert.match(made(9), /create\n[^]* {13}at: main\.tf:3\n[^]* {13}at: main\.tf:9:5\n/);
});

test('a way that is not the listener’s own is told with its finding', () => {
  const made = report({ listeners: [listener()], findings: [finding({ trace: ['aws_elb.web', 'local.other'] })] });
  assert.match(render(made), '\n             via: aws_elb.web → local.other\n');
});

test('the heading of a listener says where its certificate is from', () => {
  const heading = (more: Parameters<typeof certificate>[0]) =>
    render(report({ listeners: [listener({ trace: ['aws_elb.web'], certificate: certificate(more) })] }), {
      verbosity: 'verbose',
    }).split('\n')[3];
  assert.is(heading({ address: absent }), '  443 HTTPS  → arn:aws:acm:us-east-1:123456789012:certificate/1');
  assert.is(heading({ address: absent, arn: known('arn:secret', true) }), '  443 HTTPS  → (sensitive)');
  assert.is(heading({ source: known('none') }), '  443 HTTPS  no certificate');
  assert.is(heading({ address: notYet, arn: notYet }), '  443 HTTPS');
});

test('listeners that findings cannot tell apart share a heading', () => {
  const port = unknown<number>('known after apply: var.port');
  const made = report({
    listeners: [
      listener({ port }),
      listener({ port, protocol: known('SSL') }),
      listener({ port, protocol: unknown('x') }),
    ],
    findings: [finding({ port: null })],
  });
  assert.match(render(made), '  unknown port HTTPS, SSL, unknown protocol  3 listeners\n');
});

test('a finding without facts is shown all the same', () => {
  const made = report({
    findings: [finding(), finding({ subject: 'deployer', address: 'x.y', port: null, input: 'lost.json' })],
  });
  assert.match(render(made), /^aws_elb\.web\n {2}443\n {4}error {4}/);
  assert.match(render(made), /\nx\.y\n {4}error {4}/);
});

test('a deployer stands after the load balancers with how it became one', () => {
  const made = report({
    listeners: [listener()],
    deployers: [deployer()],
    findings: [
      { ...sameRegion, level: 'warning' },
      finding({ subject: 'deployer', address: 'aws_iam_role.ci', port: null, trace: [] }),
    ],
  });
  assert.match(
    render(made),
    /\n\naws_iam_role\.ci {2}role {2}its policies allow elasticloadbalancing:CreateLoadBalancer\n {4}error/,
  );
});

test('a construct path and a doubt about the kind of load balancer stand in the heading', () => {
  const made = report({
    listeners: [listener({ constructPath: 'Stack/web', certainty: 'possible' })],
    findings: [finding()],
  });
  assert.match(
    render(made),
    /^aws_elb\.web {2}us-east-1 {2}create {2}may be another kind of load balancer {2}Stack\/web\n/,
  );
});

test('colour adds nothing but colour', () => {
  const made = report({
    listeners: [listener()],
    findings: [finding(), finding({ outcome: 'open', policyId: 'p' })],
    notes: ['n'],
  });
  const colored = render(made, { color: true });
  assert.match(colored, '\u001b[31m');
  assert.is(stripVTControlCharacters(colored), render(made));
});

test('colour cannot be smuggled in by the plan', () => {
  const made = report({ listeners: [listener()], findings: [finding({ message: 'a\u001b[2Jb\nc\u202ed' })] });
  assert.match(render(made, { color: true }), 'a\\u{1b}[2Jb\\u{a}c\\u{202e}d [acm-key-algorithm]\n');
});

test('the order of the plan leaves no trace', () => {
  const made = report({
    listeners: [listener(), listener({ port: known(8443) }), listener({ address: 'aws_elb.a' })],
    findings: [finding(), sameRegion, finding({ port: 8443 }), finding({ address: 'aws_elb.a', outcome: 'open' })],
  });
  const reversed = { ...made, listeners: [...made.listeners].reverse(), findings: [...made.findings].reverse() };
  assert.is(render(reversed), render(made));
});

test.run();
