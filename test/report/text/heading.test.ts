import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absent, known, unknown } from '../../../src/model/value.js';
import {
  certificate,
  deployer,
  domain,
  finding,
  listener,
  loadBalancer,
  notYet,
  renderText,
  report,
  sameRegion,
} from '../build.js';

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
  const headings = renderText(made)
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

test('a place that all findings share stands in the heading, others with their finding', () => {
  const location = { file: 'main.tf', line: 3, column: null, via: 'the configuration' };
  const first = finding({ location });
  const made = (second: number) =>
    renderText(
      report({
        listeners: [listener()],
        findings: [
          first,
          { ...sameRegion, location: { ...location, line: second, column: 5 } },
          finding({ outcome: 'pass' }),
        ],
      }),
    );
  assert.match(renderText(report({ listeners: [listener()], findings: [first] })), 'create  main.tf:3\n');
  assert.match(made(9), /create\n.* {13}at: main\.tf:3\n.* {13}at: main\.tf:9:5\n/s);
});

test('a way that is not the listener’s own is told with its finding', () => {
  const made = report({ listeners: [listener()], findings: [finding({ trace: ['aws_elb.web', 'local.other'] })] });
  assert.match(renderText(made), '\n             via: aws_elb.web → local.other\n');
});

test('the heading of a listener says where its certificate is from', () => {
  const heading = (more: Parameters<typeof certificate>[0]) =>
    renderText(report({ listeners: [listener({ trace: ['aws_elb.web'], certificate: certificate(more) })] }), {
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
      listener({ port, protocol: unknown('x', { candidates: ['TCP', 'TLS'] }) }),
    ],
    findings: [finding({ port: null })],
  });
  assert.match(renderText(made), '  unknown port HTTPS, SSL, unknown protocol, TCP or TLS  4 listeners\n');
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
    renderText(made),
    /\n\naws_iam_role\.ci {2}role {2}its policies allow elasticloadbalancing:CreateLoadBalancer\n {4}error/,
  );
});

test('a construct path, and why there may be no such listener, stand in the heading', () => {
  const made = report({
    listeners: [listener({ constructPath: 'Stack/web', certainty: 'possible', doubt: 'condition Tls decides' })],
    findings: [finding()],
  });
  assert.match(renderText(made), /^aws_elb\.web {2}us-east-1 {2}create {2}condition Tls decides {2}Stack\/web\n/);
});

test('a heading names the Region that can only be one, though the plan does not tell it', () => {
  const regionOf = (candidates: readonly string[] | undefined, sensitive = false) => {
    const region = unknown<string>('r', { ...(candidates && { candidates }), ...(sensitive && { sensitive }) });
    const made = report({
      listeners: [listener({ loadBalancer: loadBalancer('aws_elb.web', { region }) })],
      domains: [domain({ service: 'api-gateway', region })],
      findings: [finding(), finding({ subject: 'domain', address: domain().facts.address, port: null })],
    });
    return renderText(made)
      .split('\n')
      .filter((line) => line.startsWith('aws_'))
      .map((line) => line.split('  ')[1]);
  };
  assert.equal(regionOf(['eu-west-1']), ['eu-west-1', 'api-gateway, eu-west-1']);
  for (const open of [regionOf(undefined), regionOf(['eu-west-1', 'us-east-1']), regionOf(['eu-west-1'], true)]) {
    assert.equal(open, ['Region unknown', 'api-gateway, Region unknown']);
  }
});

test.run();
