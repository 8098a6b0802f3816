import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Aspects, TerraformHclModule, TerraformStack, Testing } from 'cdktf';
import { suite } from 'uvu';
import { ClassicElbCertificates, findingsOf } from '../../src/cdktf/index.js';

const options = { now: new Date('2026-11-24T00:00:00Z'), config: false, strict: true } as const;

const MODULE = `
variable "protocol" { type = string }

resource "aws_elb" "this" {
  availability_zones = ["eu-west-1a"]
  listener {
    lb_port           = 443
    lb_protocol       = var.protocol
    instance_port     = 80
    instance_protocol = "http"
  }
}
`;

const HOME = process.cwd();
const test = suite<{ folder: string }>('an aspect and the modules of a project', { folder: '' });

// cdktf takes the paths of modules from the working directory, which is the project.
test.before.each((context) => {
  context.folder = realpathSync(mkdtempSync(join(tmpdir(), 'elbcert-test-')));
  process.chdir(context.folder);
  writeFileSync('cdktf.json', '{}');
  for (const [name, text] of [
    ['modules/elb', MODULE],
    ['modules/outer', 'module "inner" {\n  source   = "../elb"\n  protocol = "https"\n}\n'],
  ] as const) {
    mkdirSync(name, { recursive: true });
    writeFileSync(join(name, 'main.tf'), text);
  }
});
test.after.each(({ folder }) => {
  process.chdir(HOME);
  rmSync(folder, { recursive: true, force: true });
});

const REFUSED = (address: string) =>
  `${address} listener 443: listener speaks "HTTPS" and has no certificate [certificate-required]`;

const COPIED = { cdktfRelativeModules: ['./modules/elb', './modules/outer'] };

function make(app: App, config: { readonly source: string; readonly skipAssetCreationFromLocalModules?: boolean }) {
  const stack = new TerraformStack(app, 'web');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  new TerraformHclModule(stack, 'site', { variables: { protocol: 'https' }, ...config });
  return stack;
}

function saidOf(stack: TerraformStack): readonly (readonly string[])[] {
  return findingsOf(stack, options).map(({ constructPath, message }) => [constructPath, message]);
}

test('a module that is copied beside the stack when that is written is judged before', () => {
  const stack = make(Testing.app({ context: COPIED }), { source: './modules/elb' });
  assert.deepEqual(saidOf(stack), [['web/site', REFUSED('module.site.aws_elb.this')]]);
});

test('a module that such a module calls is judged, too', () => {
  const stack = make(Testing.app({ context: COPIED }), { source: './modules/outer' });
  assert.deepEqual(saidOf(stack), [['web/site', REFUSED('module.site.module.inner.aws_elb.this')]]);
});

test('a module that Terraform reads where it is fails the synth on the construct that calls it', () => {
  const app = new App();
  const stack = make(app, { source: '../../../modules/elb', skipAssetCreationFromLocalModules: true });
  Aspects.of(stack).add(new ClassicElbCertificates(options));
  assert.throws(() => app.synth(), /\[web\/site\] module\.site\.aws_elb\.this listener 443/);
});

test('a module outside of the project is not read', ({ folder }) => {
  mkdirSync('project');
  process.chdir(join(folder, 'project'));
  const stack = make(new App(), { source: '../../../../modules/elb', skipAssetCreationFromLocalModules: true });
  const missing = 'not checked: module.site: what a module makes is not in this file; check a plan to have it judged';
  assert.deepEqual(saidOf(stack), [['web/site', `${missing} [not-checked]`]]);
});

test.run();
