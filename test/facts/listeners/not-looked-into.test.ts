import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { listenersOf, unseenIn } from '../collect.js';

const SERVICE = 'apiVersion: v1\nkind: Service\nspec: {type: LoadBalancer}\n';
const TEMPLATE = '{"Resources":{"L":{"Type":"AWS::ElasticLoadBalancing::LoadBalancer"}}}';

const NAMED: readonly (readonly [type: string, after: object, why: string])[] = [
  [
    'aws_cloudcontrolapi_resource',
    { type_name: 'AWS::ElasticLoadBalancing::LoadBalancer' },
    'elbcert reads no AWS::ElasticLoadBalancing::LoadBalancer there',
  ],
  [
    'aws_cloudcontrolapi_resource',
    { type_name: 'AWS::CloudFront::Distribution' },
    'elbcert reads no AWS::CloudFront::Distribution there',
  ],
  [
    'aws_cloudformation_stack_set',
    { template_body: TEMPLATE },
    'a set makes its stacks in accounts and Regions of its own',
  ],
  [
    'aws_cloudformation_stack_set',
    { template_url: 'https://x' },
    'a set makes its stacks in accounts and Regions of its own',
  ],
  ['awscc_cloudformation_stack', { template_body: TEMPLATE }, 'elbcert does not read its template'],
  ['aws_servicecatalog_provisioned_product', {}, 'a product may make any resource'],
  ['helm_release', {}, 'a chart may have Services of type LoadBalancer'],
  ['kubectl_manifest', { yaml_body: SERVICE }, 'write its Service as a kubernetes_manifest to have it checked'],
  [
    'kubectl_manifest',
    { yaml_body: 'kind: List\nitems:\n- kind: Service\n  spec: {type: LoadBalancer}' },
    'write its Service as a kubernetes_manifest to have it checked',
  ],
  ['kubectl_manifest', { yaml_body: 'kind: [' }, 'write its Service as a kubernetes_manifest to have it checked'],
  [
    'kubectl_manifest',
    { yaml_body: 'kind: "Serv\\x69ce"\nspec: {type: "\\x4coadBalancer"}' },
    'write its Service as a kubernetes_manifest to have it checked',
  ],
];

for (const [type, after, why] of NAMED) {
  test(`a ${type} with ${JSON.stringify(after).slice(0, 60)} is named`, () => {
    const resource = { type, name: 'x', after };
    assert.equal(unseenIn(resource), [`${type}.x was not looked into for load balancers: ${why}`]);
    assert.equal(listenersOf(resource), []);
  });
}

test('what is known after apply is named', () => {
  const late = [
    { type: 'aws_cloudcontrolapi_resource', name: 'a', after: {}, unknown: { type_name: true } },
    { type: 'kubectl_manifest', name: 'b', after: {}, unknown: { yaml_body: true } },
  ];
  assert.equal(unseenIn(...late), [
    'aws_cloudcontrolapi_resource.a was not looked into for load balancers: its type is known after apply',
    'kubectl_manifest.b was not looked into for load balancers: its manifest is known after apply',
  ]);
});

test('what surely makes no load balancer is not named', () => {
  const harmless = [
    { type: 'aws_cloudcontrolapi_resource', name: 'a', after: { type_name: 'AWS::S3::Bucket' } },
    { type: 'aws_cloudformation_stack_set', name: 'b', after: { template_body: '{"Resources":{}}' } },
    {
      type: 'kubectl_manifest',
      name: 'c',
      after: { yaml_body: 'kind: ConfigMap\n---\nkind: Service\nspec: {type: ClusterIP}' },
    },
  ];
  assert.equal(unseenIn(...harmless), []);
});

test('resources that are not looked into for one reason share a sentence', () => {
  const releases = Array.from({ length: 12 }, (_, at) => ({ type: 'helm_release', name: `r${at}`, after: {} }));
  const [only, ...others] = unseenIn(...releases);
  assert.equal(others, []);
  assert.match(only ?? '', /^helm_release\.r0, .*helm_release\.r9 and 2 more were not looked into/);
});

test.run();
