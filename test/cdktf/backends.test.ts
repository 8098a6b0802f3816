import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import {
  App,
  AzurermBackend,
  CloudBackend,
  ConsulBackend,
  CosBackend,
  GcsBackend,
  HttpBackend,
  LocalBackend,
  NamedCloudWorkspace,
  NamedRemoteWorkspace,
  OssBackend,
  PgBackend,
  RemoteBackend,
  S3Backend,
  SwiftBackend,
  TerraformStack,
} from 'cdktf';
import { Construct } from 'constructs';
import { test } from 'uvu';
import { interestIn } from '../../src/facts/index.js';
import { objectOf } from '../../src/model/json.js';
import { readStacks } from '../../src/read/terraform-json/index.js';
import { https, loadBalancer } from './stacks/load-balancer.js';

const BACKENDS: Readonly<Record<string, (stack: TerraformStack) => unknown>> = {
  azurerm: (stack) =>
    new AzurermBackend(stack, { storageAccountName: 'example', containerName: 'states', key: 'certs' }),
  cloud: (stack) => new CloudBackend(stack, { organization: 'example', workspaces: new NamedCloudWorkspace('certs') }),
  consul: (stack) => new ConsulBackend(stack, { accessToken: 'none', path: 'certs' }),
  cos: (stack) => new CosBackend(stack, { bucket: 'states-123' }),
  gcs: (stack) => new GcsBackend(stack, { bucket: 'states', prefix: 'certs' }),
  http: (stack) => new HttpBackend(stack, { address: 'https://state.example.com/certs' }),
  local: (stack) => new LocalBackend(stack, { path: 'certs.tfstate' }),
  none: () => undefined,
  oss: (stack) => new OssBackend(stack, { bucket: 'states' }),
  pg: (stack) => new PgBackend(stack, { connStr: 'postgres://db.example.com/states' }),
  remote: (stack) =>
    new RemoteBackend(stack, { organization: 'example', workspaces: new NamedRemoteWorkspace('certs') }),
  s3: (stack) => new S3Backend(stack, { bucket: 'states', key: 'certs', region: 'eu-west-1' }),
  swift: (stack) => new SwiftBackend(stack, { container: 'states' }),
};

for (const [name, addBackend] of Object.entries(BACKENDS)) {
  for (const within of ['', 'prod']) {
    test(`a reference to a stack${within && ' in a construct'} with backend ${name} leads there`, () => {
      const outdir = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
      try {
        const app = new App({ outdir });
        const scope = within === '' ? app : new Construct(app, within);
        const certs = new TerraformStack(scope, 'certs');
        const web = new TerraformStack(scope, 'web');
        addBackend(certs);
        for (const stack of [certs, web]) new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
        const site = new AcmCertificate(certs, 'site', { domainName: 'www.example.com', validationMethod: 'DNS' });
        loadBalancer(web, 'web', [https(443, site.arn)]);
        for (const stack of [certs, web]) stack.prepareStack();
        const found = [certs, web].map((stack) => {
          const document = objectOf(JSON.parse(JSON.stringify(stack.toTerraform())));
          return { name: stack.node.path, path: stack.node.path, document };
        });
        const [, plan] = readStacks(found, interestIn());
        assert.deepEqual(
          [...(plan?.remoteStates?.values() ?? [])].map(({ path }) => path),
          [certs.node.path],
        );
      } finally {
        rmSync(outdir, { recursive: true, force: true });
      }
    });
  }
}

test.run();
