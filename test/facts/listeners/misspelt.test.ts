import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { meantAnnotation } from '../../../src/facts/listeners/kubernetes/misspelt.js';
import { type Created, unseenIn } from '../collect.js';

const environment = (...settings: readonly (readonly [namespace: string, name: string])[]): Created => ({
  type: 'aws_elastic_beanstalk_environment',
  name: 'shop',
  after: { name: 'shop', setting: settings.map(([namespace, name]) => ({ namespace, name, value: 'x' })) },
});

test('a namespace or an option of Elastic Beanstalk that is nearly right gets a hint', () => {
  const told = (namespace: string, name: string) => unseenIn(environment([namespace, name]));
  const of = 'aws_elastic_beanstalk_environment.shop: ';
  assert.equal(told('aws:elb:listner:443', 'SSLCertificateId'), [
    `${of}"aws:elb:listner:443" is no namespace, did you mean "aws:elb:listener:443"`,
  ]);
  assert.equal(told('aws:elb:Listener:443', 'SSLCertificateId'), [
    `${of}"aws:elb:Listener:443" is no namespace, did you mean "aws:elb:listener:443"`,
  ]);
  for (const option of ['SSLCertificateID', 'SSLCertificateArns', 'SslCertificateId']) {
    assert.equal(told('aws:elb:listener:443', option), [
      `${of}"${option}" is no option of aws:elb:listener:443, did you mean "SSLCertificateId"`,
    ]);
  }
  assert.match(told('aws:elb:loadbalancer', 'LoadBalancerHTTPsPort').join(), 'did you mean "LoadBalancerHTTPSPort"');
});

test('what is right, or something else, gets none', () => {
  const others = [
    'aws:elb:listener:443 SSLCertificateId',
    'aws:elb:listener ListenerProtocol',
    'aws:elb:loadbalancer CrossZone',
    'aws:elb:policies:tls SSLReferencePolicy',
    'aws:elb:policies ConnectionDrainingEnabled',
    'aws:elb:healthcheck Interval',
    'aws:elbv2:listener:443 SSLCertificateArns',
    'aws:elbv2:listenerrule:admin PathPatterns',
    'aws:elbv2:loadbalancer IdleTimeout',
    'aws:ec2:instances InstanceTypes',
    'aws:ec2:vpc ELBSubnets',
    'aws:autoscaling:asg MinSize',
    'aws:autoscaling:launchconfiguration IamInstanceProfile',
    'aws:elasticbeanstalk:environment LoadBalancerType',
    'aws:elasticbeanstalk:application:environment SSLCertificateID',
    'aws:elasticbeanstalk:environment:process:default Port',
    'aws:rds:dbinstance DBEngine',
  ].map((line) => line.split(' ') as [string, string]);
  assert.equal(unseenIn(environment(...others)), []);
});

test('an annotation of Kubernetes that is nearly right gets a hint', () => {
  const right = 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert';
  for (const name of [
    'service.beta.kubernetes.io/aws-load-balancer-ssl-certs',
    'service.beta.kubernetes.io/aws-load-balancer-ssl-certificate',
    'service.beta.kubernetes.io/aws-loadbalancer-ssl-cert',
    'service.beta.kubernetes.io/aws-load-balancer-SSL-cert',
    'service.alpha.kubernetes.io/aws-load-balancer-ssl-cert',
    'service.kubernetes.io/aws-load-balancer-ssl-cert',
  ]) {
    assert.is(meantAnnotation(name), right, name);
  }
  const others = 'ssl-cert ssl-ports backend-protocol ssl-negotiation-policy type internal proxy-protocol subnets name';
  const further = 'healthcheck-protocol cross-zone-load-balancing-enabled alpn-policy target-group-attributes scheme';
  for (const name of `${others} ${further}`.split(' ')) {
    assert.is(meantAnnotation(`service.beta.kubernetes.io/aws-load-balancer-${name}`), undefined, name);
  }
  assert.is(meantAnnotation('aws-load-balancer-ssl-cert'), undefined);
  assert.is(meantAnnotation('example.com/ssl-cert'), undefined);
});

test('the annotations of a Service are looked through, those of a manifest too', () => {
  const annotations = { 'service.beta.kubernetes.io/aws-load-balancer-ssl-certs': 'x' };
  const note =
    /: "service.beta.kubernetes.io\/aws-load-balancer-ssl-certs" is no annotation, did you mean ".*ssl-cert"$/;
  const service = { type: 'kubernetes_service_v1', name: 's', after: { metadata: [{ annotations }], spec: [{}] } };
  assert.match(unseenIn(service).join(), note);
  const manifest = { apiVersion: 'v1', kind: 'Service', metadata: { annotations }, spec: {} };
  assert.match(unseenIn({ type: 'kubernetes_manifest', name: 'm', after: { manifest } }).join(), note);
  const hidden = { ...service, sensitive: { metadata: [{ annotations: true }] } };
  assert.equal(unseenIn(hidden), []);
});

test.run();
