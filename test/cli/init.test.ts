import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/index.js';
import { lintWorkflows } from './actionlint.js';
import { ended, WRITING } from './in-process.js';

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(() => rmSync(folder, { recursive: true }));

const PROVIDER = 'provider "aws" {\n  region = "eu-central-1"\n}\n';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const text = (path: string) => readFileSync(join(folder, path), 'utf8');

const WORKFLOW = '.github/workflows/elbcert.yml';

test('elbcert init writes a workflow that actionlint takes, for the root and the Region that it found', async () => {
  write('infra/main.tf', PROVIDER);
  write('infra/modules/lb/main.tf', 'variable "x" {}\n');
  write('.git/config', '[remote "origin"]\n\turl = git@github.com:example/app.git\n');
  const run = await ended(['init'], folder, WRITING);
  assert.is(run.code, 0, run.stderr);
  assert.match(run.stdout, `wrote ${WORKFLOW}`);
  assert.match(text(WORKFLOW), 'aws-region: eu-central-1');
  assert.match(text(WORKFLOW), 'working-directory: infra');
  assert.is(lintWorkflows(folder, WORKFLOW), '');
  assert.is(readConfig(join(folder, '.elbcert.yaml')).root, join(folder, 'infra'));
});

test('elbcert init plans every root in a job of its own', async () => {
  for (const root of ['live/eu', 'live/us']) {
    write(`${root}/main.tf`, PROVIDER);
    write(`${root}/.terraform.lock.hcl`, 'provider "registry.opentofu.org/hashicorp/aws" {}\n');
  }
  write('.opentofu-version', '1.10.5\n');
  assert.is((await ended(['init', '--ci', 'github'], folder, WRITING)).code, 0);
  const workflow = parse(text(WORKFLOW));
  assert.equal(workflow.jobs.elbcert.strategy.matrix.root, ['live/eu', 'live/us']);
  assert.match(text(WORKFLOW), 'tofu_version: 1.10.5');
  assert.is(lintWorkflows(folder, WORKFLOW), '');
  assert.is(readConfig(join(folder, '.elbcert.yaml')).root, undefined);
});

test('elbcert init gives GitLab a job of its own file, in a stage that the pipeline has', async () => {
  write('main.tf', PROVIDER);
  write('.gitlab-ci.yml', 'stages: [build, verify, deploy]\n');
  const run = await ended(['init'], folder, WRITING);
  assert.is(run.code, 0, run.stderr);
  const job = parse(text('.gitlab/elbcert.yml')).elbcert;
  assert.is(job.stage, 'verify');
  assert.is(job.variables.ROOT, '.');
  assert.match(run.stdout, 'to do: add to .gitlab-ci.yml');
  assert.is(text('.gitlab-ci.yml'), 'stages: [build, verify, deploy]\n');
});

test('begins a GitLab pipeline where there is none', async () => {
  write('main.tf', PROVIDER);
  assert.is((await ended(['init', '--ci', 'gitlab'], folder, WRITING)).code, 0);
  assert.equal(parse(text('.gitlab-ci.yml')), { include: [{ local: '.gitlab/elbcert.yml' }] });
});

test('overwrites nothing, and writes nothing beside what is there', async () => {
  write('main.tf', PROVIDER);
  write(WORKFLOW, 'mine\n');
  const run = await ended(['init'], folder, WRITING);
  assert.is(run.code, 2);
  assert.match(run.stderr, `${WORKFLOW}: is there already, so nothing was written`);
  assert.is(text(WORKFLOW), 'mine\n');
  assert.not(existsSync(join(folder, '.elbcert.yaml')));
});

test('elbcert init asks for what nothing tells', async () => {
  const run = await ended(['init'], folder, WRITING);
  assert.is(run.code, 2);
  assert.match(run.stderr, 'no Terraform configuration below this folder');
  assert.match(run.stderr, '--ci github, --ci gitlab');
});

test('elbcert init takes no root that could be a part of the workflow’s script', async () => {
  write('main.tf', PROVIDER);
  const run = await ended(['init', '--ci', 'github', '--root', 'a; rm -rf b'], folder, WRITING);
  assert.is(run.code, 2);
  assert.match(run.stderr, '"a; rm -rf b" cannot stand in a workflow');
});

test('a configuration that init wrote is one that check takes', async () => {
  cpSync(new URL('../fixtures/changed/', import.meta.url), folder, { recursive: true });
  assert.is((await ended(['init', '--ci', 'none'], folder, WRITING)).code, 0);
  assert.is((await ended(['check', 'plan.json'], folder, WRITING)).code, 1);
});

test.run();
