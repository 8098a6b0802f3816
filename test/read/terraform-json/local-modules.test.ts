import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import { collectListeners, interestIn } from '../../../src/facts/index.js';
import type { ListenerFacts } from '../../../src/model/facts.js';
import type { JsonObject } from '../../../src/model/json.js';
import type { Plan } from '../../../src/model/plan.js';
import { read } from '../../../src/read/index.js';
import { blockOf, resolve } from '../../../src/resolve/index.js';
import { brief } from './read.js';

const test = suite<{ folder: string }>('local modules', { folder: '' });

test.before.each((context) => {
  context.folder = realpathSync(mkdtempSync(join(tmpdir(), 'elbcert-test-')));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

type Files = Readonly<Record<string, string | JsonObject>>;

/** The only plan in a folder of some files. */
async function planIn(folder: string, files: Files, input = folder): Promise<Plan> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  const [plan] = await read(input, { ...interestIn(), onDemand: undefined, onNotice: () => {} });
  if (plan === undefined) throw new Error('an input makes a plan');
  return plan;
}

function listenersIn(plan: Plan): readonly ListenerFacts[] {
  return collectListeners(plan, { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() });
}

/** Each listener as its address, its Region and its certificate. */
function inShort(plan: Plan): readonly (readonly unknown[])[] {
  return listenersIn(plan).map((listener) => [
    listener.loadBalancer.address,
    brief(listener.loadBalancer.region),
    brief(listener.certificate.address),
  ]);
}

const MODULE = `
  variable "certificate" {
    type = string
  }
  resource "aws_elb" "this" {
    name = basename(path.module)
    listener {
      lb_port            = 443
      lb_protocol        = "https"
      instance_port      = 80
      instance_protocol  = "http"
      ssl_certificate_id = var.certificate
    }
  }
  output "name" {
    value = aws_elb.this.name
  }
`;

/** The same in JSON syntax. */
const JSON_MODULE: JsonObject = {
  variable: { certificate: { type: 'string' } },
  resource: {
    aws_elb: {
      this: {
        name: '${basename(path.module)}',
        listener: [
          {
            lb_port: 443,
            lb_protocol: 'https',
            instance_port: 80,
            instance_protocol: 'http',
            ssl_certificate_id: '${var.certificate}',
          },
        ],
      },
    },
  },
  output: { name: { value: '${aws_elb.this.name}' } },
};

const REGIONS = { aws: [{ region: 'eu-west-1' }, { alias: 'west', region: 'us-west-2' }] };

const CERTIFICATES = {
  aws_acm_certificate: { a: { domain_name: 'a.example.com' }, b: { domain_name: 'b.example.com' } },
};

function root(call: JsonObject, more: JsonObject = {}): JsonObject {
  return { provider: REGIONS, resource: CERTIFICATES, module: { site: { source: './elb', ...call } }, ...more };
}

const A = '${aws_acm_certificate.a.arn}';

test('a load balancer in a module has the certificate that its caller gives it, in either syntax', async ({
  folder,
}) => {
  const expected = [['module.site.aws_elb.this', 'eu-west-1', 'aws_acm_certificate.a']];
  const call = root({ certificate: A });
  const hcl = await planIn(join(folder, 'hcl'), { 'main.tf.json': call, 'elb/main.tf': MODULE });
  assert.deepEqual(inShort(hcl), expected);
  assert.deepEqual(hcl.notes, []);
  const json = await planIn(join(folder, 'json'), { 'main.tf.json': call, 'elb/main.tf.json': JSON_MODULE });
  assert.deepEqual(inShort(json), expected);
  const [balancer] = json.resources.filter(({ type }) => type === 'aws_elb');
  assert.equal(balancer?.values['name'], 'elb');
});

test('a file that is named itself has the modules of its folder', async ({ folder }) => {
  const files = { 'main.tf.json': root({ certificate: A }), 'elb/main.tf': MODULE };
  assert.equal(inShort(await planIn(folder, files, join(folder, 'main.tf.json'))).length, 1);
});

test('for_each and count over a call make an instance for each key', async ({ folder }) => {
  const each = { certificate: '${each.value}', for_each: { one: A, two: '${aws_acm_certificate.b.arn}' } };
  const keyed = await planIn(join(folder, 'each'), { 'main.tf.json': root(each), 'elb/main.tf': MODULE });
  assert.deepEqual(inShort(keyed), [
    ['module.site["one"].aws_elb.this', 'eu-west-1', 'aws_acm_certificate.a'],
    ['module.site["two"].aws_elb.this', 'eu-west-1', 'aws_acm_certificate.b'],
  ]);
  const counted = root({ certificate: A, count: '${1 + 1}' });
  const plan = await planIn(join(folder, 'count'), { 'main.tf.json': counted, 'elb/main.tf': MODULE });
  assert.deepEqual(
    inShort(plan).map(([address]) => address),
    ['module.site[0].aws_elb.this', 'module.site[1].aws_elb.this'],
  );
});

test('each instance of a module has as many instances of a block as its own arguments say', async ({ folder }) => {
  const module = `variable "number" {}\n${MODULE.replace('name =', 'count = var.number\n name =').replace('this.name', 'this[*].name')}`;
  const call = root({ certificate: A, for_each: { one: 1, two: 2 }, number: '${each.value}' });
  const plan = await planIn(folder, { 'main.tf.json': call, 'elb/main.tf': module });
  assert.deepEqual(
    inShort(plan).map(([address]) => address),
    ['module.site["one"].aws_elb.this[0]', 'module.site["two"].aws_elb.this[0]', 'module.site["two"].aws_elb.this[1]'],
  );
});

test('a call whose instances cannot be counted is judged as one, and the report says so', async ({ folder }) => {
  const call = root({ certificate: A, count: '${var.many}' }, { variable: { many: {} } });
  const plan = await planIn(folder, { 'main.tf.json': call, 'elb/main.tf': MODULE });
  assert.deepEqual(inShort(plan), [['module.site.aws_elb.this', 'eu-west-1', 'aws_acm_certificate.a']]);
  assert.deepEqual(plan.notes, ['module.site: count is var.many: it has no default; judged as one']);
});

test('a call passes provider configurations, and a module has its own, or those of its caller', async ({ folder }) => {
  const regionIn = async (name: string, call: JsonObject, module: string) => {
    const files = { 'main.tf.json': root({ certificate: A, ...call }), 'elb/main.tf': module };
    return inShort(await planIn(join(folder, name), files)).map(([, region]) => region);
  };
  const aliased = MODULE.replace('name =', 'provider = aws.balancers\n name =');
  assert.deepEqual(await regionIn('default', { providers: { aws: 'aws.west' } }, MODULE), ['us-west-2']);
  assert.deepEqual(await regionIn('reference', { providers: { '//': 'a comment', aws: '${aws.west}' } }, MODULE), [
    'us-west-2',
  ]);
  assert.deepEqual(await regionIn('alias', { providers: { 'aws.balancers': 'aws.west' } }, aliased), ['us-west-2']);
  assert.deepEqual(await regionIn('other', { providers: { 'aws.balancers': 'aws.west' } }, MODULE), ['eu-west-1']);
  const own = `provider "aws" {\n region = "ap-south-1"\n}\n${MODULE}`;
  assert.deepEqual(await regionIn('own', {}, own), ['ap-south-1']);
  const declared = `provider "aws" {}\n${MODULE}`;
  assert.deepEqual(await regionIn('declared', { providers: { aws: 'aws.west' } }, declared), ['us-west-2']);
  assert.deepEqual(await regionIn('inherited', {}, declared), ['eu-west-1']);
  assert.match(String(await regionIn('missing', {}, aliased)), /^\? /);
  const unpassed = aliased.replace('aws.balancers', 'aws.west');
  assert.match(String(await regionIn('alias of the caller', {}, unpassed)), /^\? /);
});

test('modules pass on what they were passed', async ({ folder }) => {
  const outer = `
    variable "arn" {}
    module "inner" {
      source      = "../elb"
      certificate = var.arn
      providers = {
        # aws = aws.none
        aws        = aws.edge
        aws.unused = aws /* aws = aws.none */
      }
    }
    output "name" {
      value = module.inner.name
    }
  `;
  const call = root({ source: './outer', arn: A, providers: { 'aws.edge': 'aws.west' } });
  const plan = await planIn(folder, { 'main.tf.json': call, 'outer/main.tf': outer, 'elb/main.tf': MODULE });
  assert.deepEqual(inShort(plan), [['module.site.module.inner.aws_elb.this', 'us-west-2', 'aws_acm_certificate.a']]);
});

test('an output of a module leads its caller to the certificate in it', async ({ folder }) => {
  const certificates = `
    resource "aws_acm_certificate" "this" {
      domain_name = "site.example.com"
    }
    output "arn" {
      value = aws_acm_certificate.this.arn
    }
  `;
  const call = root(
    { certificate: '${module.certificate["x"].arn}' },
    {
      module: {
        site: { source: './elb', certificate: '${module.certificate["x"].arn}' },
        certificate: { source: './certificate', for_each: '${toset(["x", "y"])}', providers: { aws: 'aws.west' } },
      },
    },
  );
  const files = { 'main.tf.json': call, 'elb/main.tf': MODULE, 'certificate/main.tf': certificates };
  const plan = await planIn(folder, files);
  assert.deepEqual(inShort(plan), [
    ['module.site.aws_elb.this', 'eu-west-1', 'module.certificate["x"].aws_acm_certificate.this'],
  ]);
  assert.equal(brief(listenersIn(plan)[0]?.certificate.region), 'us-west-2');
});

test('a module that is not there, not valid or outside of the folder is named, and leaves open what it sets', async ({
  folder,
}) => {
  const input = join(folder, 'input');
  const call = {
    provider: REGIONS,
    resource: {
      aws_elb: { web: { listener: [{ lb_port: 443, lb_protocol: 'https', ssl_certificate_id: '${module.a.arn}' }] } },
    },
    module: {
      a: { source: '../elb' },
      b: { source: './gone' },
      c: { source: './linked' },
      d: { source: 'terraform-aws-modules/elb/aws' },
      e: { source: './broken' },
      f: { source: './empty' },
      g: { source: './calls' },
    },
  };
  mkdirSync(join(input, 'empty'), { recursive: true });
  mkdirSync(join(folder, 'elb'));
  symlinkSync(join(folder, 'elb'), join(input, 'linked'));
  const plan = await planIn(
    folder,
    {
      'elb/main.tf': MODULE,
      'input/main.tf.json': call,
      'input/broken/main.tf': `${MODULE}\nresource "aws_elb" {{`,
      'input/calls/main.tf': 'module "inner" {\n source = "../../elb"\n}',
    },
    input,
  );
  const missing = 'what a module makes is not in this file; check a plan to have it judged';
  assert.deepEqual(plan.notes, [
    ...['a', 'b', 'c', 'd'].map((name) => `module.${name}: ${missing}`),
    'module.e: its source is not valid; check a plan to have it judged',
    `module.f: ${missing}`,
    `module.g.module.inner: ${missing}`,
  ]);
  const [[address, , certificate] = [], ...others] = inShort(plan);
  assert.deepEqual([address, others], ['aws_elb.web', []]);
  assert.match(String(certificate), /^\? module\.a\.arn: what a module makes is not in the input/);
});

test('a module that calls itself ends', async ({ folder }) => {
  const itself = `${MODULE}\nmodule "one" {\n source = "./"\n}\nmodule "two" {\n source = "./"\n}`;
  const plan = await planIn(folder, { 'main.tf.json': root({ certificate: A }), 'elb/main.tf': itself });
  assert.match(plan.notes.join('\n'), /module\.one: what a module makes is not in this file/);
});

test('more instances of modules than anybody has are named, and not read', async ({ folder }) => {
  const nested = 'module "inner" {\n source = "../elb"\n count = 6000\n certificate = "x"\n}';
  const files = {
    'main.tf.json': root({ source: './nested', count: 2 }),
    'nested/main.tf': nested,
    'elb/main.tf': MODULE,
  };
  const { notes } = await planIn(folder, files);
  assert.deepEqual(notes, ['module.site[1].module.inner: too many modules to read; check a plan to have them judged']);
});

test('a remote state in a module is none of the stack that calls it', async ({ folder }) => {
  const state = 'data.terraform_remote_state.cross-stack-reference-input-certificates';
  const module = `
    data "terraform_remote_state" "cross-stack-reference-input-certificates" {
      backend = "s3"
      config  = { bucket = "other", key = "other" }
    }
    ${MODULE.replace('var.certificate', `${state}.outputs.arn`)}
  `;
  const stack = (name: string, more: JsonObject) => ({
    '//': { metadata: { stackName: name } },
    provider: REGIONS,
    ...more,
  });
  const plan = await planIn(folder, {
    'manifest.json': {
      stacks: {
        web: { constructPath: 'web', synthesizedStackPath: 'stacks/web/cdk.tf.json' },
        certificates: { constructPath: 'certificates', synthesizedStackPath: 'stacks/certificates/cdk.tf.json' },
      },
    },
    'stacks/web/cdk.tf.json': stack('web', {
      module: { site: { source: './assets/elb', certificate: 'unused' } },
      data: { terraform_remote_state: { 'cross-stack-reference-input-certificates': { backend: 'local' } } },
    }),
    'stacks/web/assets/elb/main.tf': module,
    'stacks/certificates/cdk.tf.json': stack('certificates', {
      resource: CERTIFICATES,
      output: { arn: { value: A } },
    }),
  });
  const [[address, , certificate] = []] = inShort(plan);
  assert.equal(address, 'module.site.aws_elb.this');
  assert.match(String(certificate), /^\? /);
  const [balancer] = plan.resources.filter(({ type }) => type === 'aws_elb');
  const block = balancer && blockOf(plan, balancer)?.block;
  const expression = block?.body.blocks('listener')[0]?.expression('ssl_certificate_id');
  assert.ok(balancer !== undefined && expression !== undefined);
  const origins = resolve(plan).dependencies(balancer, expression);
  assert.deepEqual(
    origins.map((origin) => origin.kind === 'attribute' && origin.type),
    ['terraform_remote_state'],
  );
});

test('a project has the modules that Terraform reads where they are', async ({ folder }) => {
  const stack = {
    provider: REGIONS,
    resource: CERTIFICATES,
    module: { site: { source: '../../../elb', certificate: A } },
  };
  const app = `
    const { mkdirSync, writeFileSync } = require('node:fs');
    const out = process.env.CDKTF_OUTDIR;
    mkdirSync(out + '/stacks/web', { recursive: true });
    writeFileSync(out + '/manifest.json', '{"stacks":{"web":{"synthesizedStackPath":"stacks/web/cdk.tf.json"}}}');
    writeFileSync(out + '/stacks/web/cdk.tf.json', ${JSON.stringify(JSON.stringify(stack))});
  `;
  const files = { 'cdktf.json': { app: 'node app.cjs' }, 'app.cjs': app };
  const plan = await planIn(join(folder, 'project'), { ...files, 'elb/main.tf': MODULE });
  assert.deepEqual(inShort(plan), [['module.site.aws_elb.this', 'eu-west-1', 'aws_acm_certificate.a']]);
  const without = await planIn(join(folder, 'without'), files);
  assert.match(without.notes.join(), /^module\.site: what a module makes/);
});

test('what a module of a stack makes stands where the code of the stack calls it', async ({ folder }) => {
  const metadata = { path: 'web/site', stackTrace: ['new Web (/app/main.ts:7:3)'] };
  const plan = await planIn(folder, {
    'main.tf.json': root({ certificate: A, '//': { metadata } }),
    'elb/main.tf': MODULE,
  });
  const [balancer] = plan.resources.filter(({ type }) => type === 'aws_elb');
  assert.equal(balancer?.constructPath, 'web/site');
  assert.deepEqual(balancer?.declaredAt, { file: '/app/main.ts', line: 7, column: 3 });
});

test('the defaults that only a module takes are none of the report', async ({ folder }) => {
  const module = MODULE.replace(
    'type = string',
    'type = string\n default = "arn:aws:acm:eu-west-1:123456789012:certificate/x"',
  );
  const plan = await planIn(folder, {
    'main.tf.json': root({ certificate: '${var.arn}' }, { variable: { arn: { default: 'x' } } }),
    'elb/main.tf': module,
  });
  assert.deepEqual(plan.notes, ['judged with the defaults of var.arn']);
});

test.run();
