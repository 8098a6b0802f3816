import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UnusableInput } from '../../../src/model/problem.js';
import type { CheckOptions } from '../../../src/pipeline.js';
import { failing, findingOn, LOCATED, lineOf } from './fixture.js';

let folder = '';
test.before.each(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'elbcert-test-')), 'infra');
  cpSync(LOCATED, folder, { recursive: true });
});
test.after.each(() => rmSync(join(folder, '..'), { recursive: true }));

async function lineFor(address: string, port?: number, options: Partial<CheckOptions> = {}) {
  return lineOf(findingOn(await failing(folder, { roots: [folder], ...options }), address, port));
}

test('a finding points at the ssl_certificate_id of the block with the listener’s port', async () => {
  assert.is(await lineFor('aws_elb.web', 443), 'source: ssl_certificate_id = local.certificate # web 443');
});

test('a finding points at the block that is left over where a port is no literal', async () => {
  assert.is(await lineFor('aws_elb.web', 8443), 'source: ssl_certificate_id = local.certificate # web 8443');
});

test('a finding points at the listener block where it names no certificate', async () => {
  assert.is(await lineFor('aws_elb.bare'), 'source: listener { # bare 443');
});

test('a finding points at the override file that replaces the listeners', async () => {
  assert.is(await lineFor('aws_elb.overridden'), 'source: ssl_certificate_id = local.certificate # overridden 443');
});

test('a finding points into configuration in JSON syntax', async () => {
  assert.is(await lineFor('aws_elb.json'), 'source: "ssl_certificate_id": "$' + '{local.certificate}"');
});

for (const key of ['a', 'b].c', 'eu.west']) {
  test(`a finding points into the content of a dynamic block of a module with the key ${key}`, async () => {
    const address = `module.lb["${key}"].aws_elb.this[1]`;
    assert.is(await lineFor(address), 'source: ssl_certificate_id = var.certificate # lb 443');
  });
}

test('a finding points at the resource where two dynamic blocks could make the listener', async () => {
  const address = 'module.lb["a"].module.listeners.aws_elb.twin';
  assert.is(await lineFor(address), 'source: resource "aws_elb" "twin" {');
});

test('a finding points at the call of a module that is not the author’s own', async () => {
  const main = '/main.tf';
  writeFileSync(`${folder}${main}`, 'module "lb" {\n  source = "example/lb/aws"\n}\n');
  const downloaded = join(folder, '.terraform/modules/lb');
  mkdirSync(join(downloaded, '..'), { recursive: true });
  renameSync(join(folder, 'modules/lb'), downloaded);
  const manifest = { Modules: [{ Key: 'lb', Source: 'registry', Dir: '.terraform/modules/lb' }] };
  writeFileSync(join(folder, '.terraform/modules/modules.json'), JSON.stringify(manifest));
  assert.is(await lineFor('module.lb["a"].aws_elb.this[0]'), 'call: module "lb" {');
});

test('--root finds a module where the manifest says it is', async () => {
  writeFileSync(join(folder, 'main.tf'), 'module "lb" {\n  source = "example/lb/aws"\n}\n');
  mkdirSync(join(folder, '.terraform/modules'), { recursive: true });
  const manifest = { Modules: [{ Key: 'lb', Source: 'registry', Dir: 'modules/lb' }] };
  writeFileSync(join(folder, '.terraform/modules/modules.json'), JSON.stringify(manifest));
  assert.match(await lineFor('module.lb["a"].aws_elb.this[0]'), '# lb 443');
});

test('--root reads nothing that a manifest names outside the root', async () => {
  const outside = join(folder, '../outside');
  renameSync(join(folder, 'modules/lb'), outside);
  writeFileSync(join(folder, 'main.tf'), 'module "lb" {\n  source = "example/lb/aws"\n}\n');
  mkdirSync(join(folder, '.terraform/modules'), { recursive: true });
  for (const dir of ['../outside', outside]) {
    const manifest = { Modules: [{ Key: 'lb', Source: 'registry', Dir: dir }] };
    writeFileSync(join(folder, '.terraform/modules/modules.json'), JSON.stringify(manifest));
    assert.is(await lineFor('module.lb["a"].aws_elb.this[0]'), 'call: module "lb" {', dir);
  }
});

test('--root reads no module, and no file, that a link puts outside the root', async () => {
  const outside = join(folder, '../outside');
  renameSync(join(folder, 'modules'), outside);
  symlinkSync(outside, join(folder, 'modules'));
  renameSync(join(folder, 'more.tf.json'), join(outside, 'more.tf.json'));
  symlinkSync(join(outside, 'more.tf.json'), join(folder, 'more.tf.json'));
  assert.is(await lineFor('module.lb["a"].aws_elb.this[0]'), 'call: module "lb" {');
  assert.is(await lineFor('aws_elb.json'), 'nowhere');
});

test('--root reads modules beside the root where the whole repository is given', async () => {
  renameSync(join(folder, 'modules/lb'), join(folder, '../shared-lb'));
  writeFileSync(join(folder, 'main.tf'), 'module "lb" {\n  source = "../shared-lb"\n}\n');
  const address = 'module.lb["a"].aws_elb.this[0]';
  assert.is(await lineFor(address), 'call: module "lb" {');
  assert.match(await lineFor(address, 443, { roots: [`${join(folder, '..')}//infra`] }), '# lb 443');
});

test('--root does not guess in a file that has a fault, and says so', async () => {
  writeFileSync(join(folder, 'main.tf'), 'resource "aws_vpc" "main" {\n\nresource "aws_elb" "web" {\n  listener {\n');
  const notices: string[] = [];
  const line = await lineFor('aws_elb.web', 443, { onNotice: (text) => notices.push(text) });
  assert.is(line, 'nowhere');
  assert.match(notices.join('\n'), 'main.tf: line 4 is not valid');
  assert.match(notices.join('\n'), 'aws_elb.web is not in the source');
});

test('--root takes a byte order mark and Windows line ends', async () => {
  const text =
    '\u{feff}resource "aws_elb" "web" {\r\n  listener {\r\n    lb_port = 443\r\n    ssl_certificate_id = ""\r\n';
  writeFileSync(join(folder, 'main.tf'), `${text}  }\r\n}\r\n`);
  assert.is((await lineFor('aws_elb.web', 443)).trimEnd(), 'source: ssl_certificate_id = ""');
});

test('--root refuses a Terragrunt cache as the root: nobody edits those files', async () => {
  const cache = join(folder, '.terragrunt-cache/abc');
  cpSync(LOCATED, cache, { recursive: true });
  const error = await failing(folder, { roots: [cache] }).catch((thrown: unknown) => thrown);
  assert.instance(error, UnusableInput);
  assert.match(String(error), 'this is a copy');
});

test('--root refuses a root without configuration, and one that is not there', async () => {
  for (const root of [join(folder, 'nowhere'), join(folder, '..')]) {
    const error = await failing(folder, { roots: [root] }).catch((thrown: unknown) => thrown);
    assert.instance(error, UnusableInput);
    assert.match(String(error), root);
  }
});

test.run();
