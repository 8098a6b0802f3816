import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { toPublicJson } from '../../../src/model/value.js';
import { type Created, lines, listenersOf } from '../collect.js';

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';
const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

type Option = readonly [namespace: string, name: string, value: string];

function environment(options: readonly Option[], more: Partial<Created> = {}): Created {
  const setting = options.map(([namespace, name, value]) => ({ namespace, name, value, resource: '' }));
  const { after, ...rest } = more;
  const type = 'aws_elastic_beanstalk_environment';
  return { type, name: 'web', ...rest, after: { name: 'web', application: 'shop', setting, ...after } };
}

const summary = (...resources: readonly Created[]) =>
  lines(
    listenersOf(...resources),
    'port',
    'protocol',
    'instancePort',
    'instanceProtocol',
    'certificate.source',
    'certainty',
  );

test('without settings there is a Classic Load Balancer with one plain listener', () => {
  assert.equal(summary(environment([])), ['80 HTTP 80 HTTP none certain']);
});

test('a port forwards to itself in plain text of its layer unless it says otherwise', () => {
  const options: Option[] = [
    ['aws:elb:listener:443', 'ListenerProtocol', 'https'],
    ['aws:elb:listener:6000', 'ListenerProtocol', 'SSL'],
    ['aws:elb:listener:6000', 'InstanceProtocol', 'SSL'],
    ['aws:elb:listener:6000', 'InstancePort', '7000'],
    ['aws:elb:listener:80', 'ListenerEnabled', 'False'],
  ];
  assert.equal(summary(environment(options)), ['443 HTTPS 443 HTTP none certain', '6000 SSL 7000 SSL none certain']);
});

test('a single instance, a worker and another kind of load balancer have no listener', () => {
  assert.equal(summary(environment([[ENVIRONMENT, 'EnvironmentType', 'SingleInstance']])), []);
  assert.equal(summary(environment([[ENVIRONMENT, 'LoadBalancerType', 'network']])), []);
  assert.equal(summary(environment([], { after: { tier: 'Worker' } })), []);
});

test('the deprecated namespace makes a listener on its HTTPS port and switches the plain one off', () => {
  const options: Option[] = [
    ['aws:elb:loadbalancer', 'LoadBalancerHTTPPort', 'OFF'],
    ['aws:elb:loadbalancer', 'LoadBalancerHTTPSPort', '8443'],
    ['aws:elb:loadbalancer', 'LoadBalancerSSLPortProtocol', 'SSL'],
    ['aws:elb:loadbalancer', 'SSLCertificateId', ARN],
  ];
  assert.equal(summary(environment(options)), ['8443 SSL 80 TCP acm certain']);
});

test('what an environment has in effect tells the kind of its load balancer, which no update changes', () => {
  const all_settings = [{ namespace: ENVIRONMENT, name: 'LoadBalancerType', value: 'application', resource: '' }];
  assert.equal(summary(environment([], { before: { all_settings } })), []);
});

test('a template that is not in the plan may hold anything', () => {
  const facts = summary(
    environment([['aws:elb:listener:443', 'ListenerProtocol', 'HTTPS']], { after: { template_name: 'base' } }),
  );
  assert.equal(facts, [
    '80 unknown unknown unknown unknown possible',
    '443 HTTPS unknown unknown unknown possible',
    'unknown unknown unknown unknown unknown possible',
  ]);
});

test('settings of the environment win over those of its template', () => {
  const template: Created = {
    type: 'aws_elastic_beanstalk_configuration_template',
    name: 'base',
    after: {
      name: 'base',
      application: 'shop',
      setting: [
        { namespace: 'aws:elb:listener:443', name: 'ListenerProtocol', value: 'HTTPS' },
        { namespace: 'aws:elb:listener:443', name: 'SSLCertificateId', value: ARN },
      ],
    },
  };
  const own = environment([['aws:elb:listener:443', 'ListenerProtocol', 'TCP']], { after: { template_name: 'base' } });
  assert.equal(summary(own, template), ['80 HTTP 80 HTTP none certain', '443 TCP 443 TCP acm certain']);
});

test('settings of which nothing is known yet are one listener of which nothing is known', () => {
  const unknown = environment([], { after: { setting: undefined }, unknown: { setting: true } });
  assert.equal(summary(unknown).at(-1), 'unknown unknown unknown unknown unknown possible');
});

test('a listener that may be switched off is only possible', () => {
  const setting = [
    { namespace: 'aws:elb:listener:443', name: 'ListenerEnabled' },
    { namespace: 'aws:elb:listener:443', name: 'ListenerProtocol', value: 'HTTPS' },
  ];
  const unsure = environment([], { after: { setting }, unknown: { setting: [{ value: true }, {}] } });
  assert.equal(summary(unsure), ['80 HTTP 80 HTTP none certain', '443 HTTPS 443 HTTP none possible']);
});

test('a security policy is for the ports that it lists, or whose listener names it', () => {
  const policy = (name: string, option: string, value: string): Option => [`aws:elb:policies:${name}`, option, value];
  const secure = (port: number): Option => [`aws:elb:listener:${port}`, 'ListenerProtocol', 'HTTPS'];
  const options: Option[] = [
    ...[443, 8443, 9443].map(secure),
    ['aws:elb:listener:8443', 'PolicyNames', 'own'],
    policy('tls', 'SSLReferencePolicy', 'ELBSecurityPolicy-TLS-1-2-2017-01'),
    policy('tls', 'LoadBalancerPorts', '443, 444'),
    policy('own', 'SSLProtocols', 'Protocol-TLSv1.1,ECDHE-RSA-AES128-SHA'),
    policy('sticky', 'CookieName', 'session'),
    policy('sticky', 'LoadBalancerPorts', ':all'),
  ];
  assert.equal(lines(listenersOf(environment(options)), 'port', 'tlsPolicy.name', 'tlsPolicy.minimumVersion'), [
    '80 null null',
    '443 ELBSecurityPolicy-TLS-1-2-2017-01 TLSv1.2',
    '8443 own TLSv1.1',
    '9443 ELBSecurityPolicy-2016-08 TLSv1',
  ]);
});

test('settings that are marked sensitive still tell port and protocol, and name neither certificate nor policy', () => {
  const options: Option[] = [
    ['aws:elb:listener:443', 'ListenerProtocol', 'HTTPS'],
    ['aws:elb:listener:443', 'SSLCertificateId', ARN],
    ['aws:elb:policies:tls', 'SSLReferencePolicy', 'ELBSecurityPolicy-TLS-1-2-2017-01'],
    ['aws:elb:policies:tls', 'LoadBalancerPorts', '443'],
  ];
  const [, secure] = listenersOf(environment(options, { sensitive: { setting: true } }));
  assert.ok(secure);
  const shown = toPublicJson(secure ?? {});
  assert.is(shown['port'], 443);
  assert.not.match(JSON.stringify(shown), /certificate\/|ELBSecurityPolicy/);
});

test('many environments find their saved configurations in time that does not grow with the square of their number', () => {
  const listener: Option = ['aws:elb:listener:443', 'ListenerProtocol', 'HTTPS'];
  const created = Array.from({ length: 600 }, (_, at): readonly Created[] => [
    environment([[ENVIRONMENT, 'LoadBalancerType', 'classic']], { name: `e${at}`, after: { template_name: `t${at}` } }),
    {
      ...environment([listener], { name: `t${at}`, after: { name: `t${at}` } }),
      type: 'aws_elastic_beanstalk_configuration_template',
    },
  ]).flat();
  const started = performance.now();
  assert.is(listenersOf(...created).length, 1200);
  assert.ok(performance.now() - started < 4000);
});

test.run();
