import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { ApiGatewayDomainName } from '@cdktf/provider-aws/lib/api-gateway-domain-name/index.js';
import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Aspects, TerraformStack } from 'cdktf';
import { suite } from 'uvu';
import { acknowledge, ClassicElbCertificates, findingsOf } from '../../src/cdktf/index.js';
import { check } from '../../src/pipeline.js';

const now = new Date('2026-11-24T00:00:00Z');

const test = suite<{ folder: string }>('a stack with other services', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** An app whose one stack has a listener, a distribution and a domain of API Gateway, each with a certificate that AWS refuses. */
function make(outdir: string) {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'edge');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const virginia = new AwsProvider(stack, 'virginia', { alias: 'virginia', region: 'us-east-1' });
  const names = { domainName: 'www.example.com', validationMethod: 'DNS' };
  const near = new AcmCertificate(stack, 'near', names);
  const far = new AcmCertificate(stack, 'far', { ...names, provider: virginia });
  const balancer = new Lb(stack, 'balancer', { name: 'web', subnets: ['subnet-1', 'subnet-2'] });
  new LbListener(stack, 'https', {
    loadBalancerArn: balancer.arn,
    port: 443,
    protocol: 'HTTPS',
    certificateArn: far.arn,
    defaultAction: [{ type: 'fixed-response', fixedResponse: { contentType: 'text/plain' } }],
  });
  new CloudfrontDistribution(stack, 'site', {
    enabled: true,
    aliases: ['shop.example.com'],
    origin: [{ domainName: 'origin.example.net', originId: 'app' }],
    defaultCacheBehavior: {
      allowedMethods: ['GET', 'HEAD'],
      cachedMethods: ['GET', 'HEAD'],
      targetOriginId: 'app',
      viewerProtocolPolicy: 'redirect-to-https',
    },
    restrictions: { geoRestriction: { restrictionType: 'none' } },
    viewerCertificate: { acmCertificateArn: near.arn, sslSupportMethod: 'sni-only' },
  });
  const api = new ApiGatewayDomainName(stack, 'api', {
    domainName: 'www.example.com',
    certificateArn: near.arn,
    endpointConfiguration: { types: ['REGIONAL'] },
  });
  return { app, stack, api };
}

const EXPECTED = [
  'edge/api: api-gateway-certificate-attribute',
  'edge/https: acm-same-region',
  'edge/site: acm-same-region',
  'edge/site: certificate-covers-domain',
];

test('the aspect fails the synth on the construct of each, in the words of the check afterwards', async ({
  folder,
}) => {
  const { app, stack } = make(folder);
  Aspects.of(stack).add(new ClassicElbCertificates({ now, config: false }));
  let fault = '';
  try {
    app.synth();
  } catch (error) {
    fault = String(error);
  }
  const told = [...fault.matchAll(/^\[(.*)\] .* \[(.*)\]$/gm)].map(([, path, policy]) => `${path}: ${policy}`);
  assert.deepEqual(told.sort(), EXPECTED);
});

test('findingsOf has each, as a check of what was synthesised, which an acknowledgement waives', async ({ folder }) => {
  const { app, stack, api } = make(folder);
  const found = findingsOf(stack, { now, config: false }).filter(({ level }) => level === 'error');
  assert.deepEqual(found.map(({ constructPath, policyIds }) => `${constructPath}: ${policyIds}`).sort(), EXPECTED);
  acknowledge(api, 'api-gateway-certificate-attribute', 'becomes an edge-optimised domain in May');
  app.synth();
  const { findings } = await check({ inputs: [folder], now });
  const failing = findings.filter(({ outcome, level, waiver }) => outcome === 'fail' && level === 'error' && !waiver);
  assert.deepEqual(
    failing.map(({ constructPath, policyId }) => `${constructPath}: ${policyId}`).sort(),
    EXPECTED.slice(1),
  );
});

test.run();
