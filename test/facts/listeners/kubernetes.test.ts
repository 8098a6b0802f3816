import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Created, lines, listenersOf } from '../collect.js';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';
const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

function service(given: Readonly<Record<string, string>>, spec: object = {}, unknown: object = {}): Created {
  const annotations = Object.fromEntries(Object.entries(given).map(([name, value]) => [PREFIX + name, value]));
  const port = [
    { name: 'web', port: 80, node_port: 0, protocol: 'TCP' },
    { name: 'TLS', port: 443, node_port: 30443, protocol: 'TCP' },
  ];
  const after = { metadata: [{ annotations }], spec: [{ type: 'LoadBalancer', port, ...spec }] };
  return { type: 'kubernetes_service', name: 'web', after, unknown };
}

const summary = (...resources: readonly Created[]) =>
  lines(listenersOf(...resources), 'port', 'protocol', 'instanceProtocol', 'certificate.source', 'certainty');

test('without a certificate ports are TCP, and HTTP where backend-protocol says so', () => {
  assert.equal(summary(service({})), ['80 TCP TCP none possible', '443 TCP TCP none possible']);
  assert.equal(summary(service({ 'backend-protocol': 'http' })), [
    '80 HTTP HTTP none possible',
    '443 HTTP HTTP none possible',
  ]);
});

test('with a certificate every port takes it, unless ssl-ports lists numbers or names in lower case', () => {
  assert.equal(summary(service({ 'ssl-cert': ARN })), ['80 SSL TCP acm possible', '443 SSL TCP acm possible']);
  assert.equal(summary(service({ 'ssl-cert': ARN, 'ssl-ports': '*' })).length, 2);
  assert.equal(summary(service({ 'ssl-cert': ARN, 'ssl-ports': '8080,443' })), [
    '80 TCP TCP none possible',
    '443 SSL TCP acm possible',
  ]);
  assert.equal(summary(service({ 'ssl-cert': ARN, 'ssl-ports': 'tls' })), [
    '80 TCP TCP none possible',
    '443 SSL TCP acm possible',
  ]);
  assert.equal(summary(service({ 'ssl-cert': ARN, 'ssl-ports': '80, 443' })), [
    '80 SSL TCP acm possible',
    '443 TCP TCP none possible',
  ]);
});

test('backend-protocol decides the front end of a port with the certificate', () => {
  const fronts = ['http', 'https', 'ssl', 'tcp', 'grpc'].map((backend) => {
    return summary(service({ 'ssl-cert': ARN, 'backend-protocol': backend }))[1];
  });
  assert.equal(fronts, [
    '443 HTTPS HTTP acm possible',
    '443 HTTPS HTTPS acm possible',
    '443 SSL SSL acm possible',
    '443 SSL TCP acm possible',
    '443 unknown unknown acm possible',
  ]);
});

test('other kinds of load balancer and other types of Service have no Classic listener', () => {
  for (const type of ['nlb', 'nlb-ip', 'external']) assert.equal(summary(service({ type })), []);
  assert.equal(summary(service({}, { type: 'ClusterIP' })), []);
  assert.equal(summary(service({}, { type: undefined })), []);
  assert.equal(summary(service({}, { load_balancer_class: 'service.k8s.aws/nlb' })), []);
});

test('an annotation that is not known may turn out empty', () => {
  const unknown = { metadata: [{ annotations: { [`${PREFIX}ssl-cert`]: true } }] };
  assert.equal(summary(service({}, {}, unknown)), [
    '80 unknown unknown unknown possible',
    '443 unknown unknown unknown possible',
  ]);
});

test('the cluster chooses node ports, and names the security policy by annotation', () => {
  const found = listenersOf(
    service({ 'ssl-cert': ARN, 'ssl-negotiation-policy': 'ELBSecurityPolicy-TLS-1-2-2017-01' }),
  );
  assert.equal(lines(found, 'instancePort', 'tlsPolicy.minimumVersion'), ['unknown TLSv1.2', '30443 TLSv1.2']);
});

/** The Service of a `kubernetes_manifest`, in Kubernetes' own spelling. */
function manifest(changes: object = {}, unknown: object = {}): Created {
  const annotations = { [`${PREFIX}ssl-cert`]: ARN, [`${PREFIX}ssl-ports`]: 'tls' };
  const ports = [
    { name: 'web', port: 80 },
    { name: 'tls', port: 443, nodePort: 30443 },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ];
  const service = {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { annotations },
    spec: { type: 'LoadBalancer', ports },
  };
  return { type: 'kubernetes_manifest', name: 'web', after: { manifest: { ...service, ...changes } }, unknown };
}

test('a manifest of a Service makes the same listeners', () => {
  assert.equal(summary(manifest()), ['80 TCP TCP none possible', '443 SSL TCP acm possible']);
  assert.equal(lines(listenersOf(manifest()), 'instancePort'), ['unknown', '30443']);
});

test('a manifest of anything else makes none', () => {
  assert.equal(summary(manifest({ kind: 'Deployment' })), []);
  assert.equal(summary(manifest({ apiVersion: 'v2' })), []);
  assert.equal(summary(manifest({ spec: { type: 'NodePort' } })), []);
  assert.equal(summary(manifest({ spec: { type: 'LoadBalancer', loadBalancerClass: 'service.k8s.aws/nlb' } })), []);
});

test('a manifest whose ports are known after apply is one listener of which nothing is known', () => {
  const hidden = manifest({ spec: { type: 'LoadBalancer' } }, { manifest: { spec: { ports: true } } });
  assert.equal(summary(hidden), ['unknown unknown unknown unknown possible']);
});

test('kubernetes_service_v1 is the same resource under its newer name', () => {
  const found = listenersOf({ ...service({ 'ssl-cert': ARN }), type: 'kubernetes_service_v1' });
  assert.equal(lines(found, 'protocol', 'loadBalancer.type'), [
    'SSL kubernetes_service_v1',
    'SSL kubernetes_service_v1',
  ]);
});

test.run();
