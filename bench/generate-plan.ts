/**
 * Writes a plan of about a given size, the same for the same seed, in the order and shape in which Terraform writes one:
 *
 *     npx tsx bench/generate-plan.ts BYTES FILE [SEED] [mixed|deployers|withoutLoadBalancers]
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CONTENTS, type Content, type Generated, generateResource } from './resources.js';

/** Resources in one module; the first module is the root. */
const MODULE_SIZE = 40;

/** Unit: bytes. What a resource takes, all sections together. */
const RESOURCE_SIZE = 9100;

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

/** Writes the plan; how many resources are in it. */
export function generatePlan(bytes: number, file: string, seed = 1, content: Content = 'mixed'): number {
  const count = Math.max(1, Math.round(bytes / RESOURCE_SIZE));
  const modules = Math.ceil(count / MODULE_SIZE);
  const descriptor = openSync(file, 'w');
  let pending: string[] = [];
  let size = 0;
  const write = (text: string) => {
    pending.push(text);
    size += text.length;
    if (size > 1 << 20) flush();
  };
  const flush = () => {
    writeSync(descriptor, pending.join(''));
    pending = [];
    size = 0;
  };
  /** Elements with commas between them. */
  const list = (from: number, to: number, one: (at: number) => void) => {
    for (let at = from; at < to; at += 1) {
      if (at > from) write(',');
      one(at);
    }
  };
  const moduleEnd = (module: number) => Math.min(count, (module + 1) * MODULE_SIZE);
  const resources = (module: number, one: (resource: Generated, module: number) => object | undefined) => {
    let first = true;
    for (let at = module * MODULE_SIZE; at < moduleEnd(module); at += 1) {
      const json = one(generateResource(seed, at, content), module);
      if (json === undefined) continue;
      write(first ? JSON.stringify(json) : `,${JSON.stringify(json)}`);
      first = false;
    }
  };
  /** A tree of values: the root module and its children. */
  const tree = (one: (resource: Generated, module: number) => object | undefined) => {
    write('"root_module":{"resources":[');
    resources(0, one);
    write('],"child_modules":[');
    list(1, modules, (module) => {
      write('{"resources":[');
      resources(module, one);
      write(`],"address":"module.m${module}"}`);
    });
    write(']}');
  };

  write('{"format_version":"1.2","terraform_version":"1.11.4","variables":{"domain":{"value":"example.com"}},');
  write('"planned_values":{"outputs":{},');
  tree(stateOf);
  write('},"resource_changes":[');
  list(0, modules, (module) => resources(module, changeOf));
  write('],"output_changes":{},"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{');
  tree((resource, module) => (resource.actions[0] === 'create' ? undefined : stateOf(resource, module)));
  write('}},"configuration":{"provider_config":');
  write(JSON.stringify(providers()));
  write(
    ',"root_module":{"outputs":{"first":{"expression":{"references":["module.m1.first","module.m1"]}}},"resources":[',
  );
  resources(0, blockOf);
  write('],"module_calls":{');
  list(1, modules, (module) => {
    const expressions = { domain: { references: ['var.domain'] }, tags: { references: ['local.tags'] } };
    write(`"m${module}":{"source":"./service","expressions":${JSON.stringify(expressions)},"module":{`);
    write('"outputs":{"first":{"expression":{"references":["aws_elb.first.dns_name","aws_elb.first"]}}},"resources":[');
    resources(module, blockOf);
    write('],"variables":{"domain":{},"tags":{"default":{},"description":"Tags of every resource"}}}}');
  });
  write('},"variables":{"domain":{"default":"example.com"}}}},"relevant_attributes":[],');
  write('"timestamp":"2026-11-24T00:00:00Z","applyable":true,"complete":true,"errored":false}\n');
  flush();
  closeSync(descriptor);
  return count;
}

function addressOf(resource: Generated, module: number): string {
  return `${module === 0 ? '' : `module.m${module}.`}${resource.type}.${resource.name}`;
}

function changeOf(resource: Generated, module: number): object {
  const { type, name, actions, values, unknown } = resource;
  const before = actions[0] === 'create' ? null : values;
  return {
    address: addressOf(resource, module),
    ...(module === 0 ? {} : { module_address: `module.m${module}` }),
    mode: 'managed',
    type,
    name,
    provider_name: PROVIDER,
    change: {
      actions,
      before,
      after: values,
      after_unknown: unknown,
      before_sensitive: before === null ? false : {},
      after_sensitive: {},
    },
  };
}

function stateOf(resource: Generated, module: number): object {
  const { type, name, values } = resource;
  const address = addressOf(resource, module);
  return {
    address,
    mode: 'managed',
    type,
    name,
    provider_name: PROVIDER,
    schema_version: 0,
    values,
    sensitive_values: {},
  };
}

function blockOf(resource: Generated): object {
  const { type, name, provider, expressions } = resource;
  return {
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_config_key: provider,
    expressions,
    schema_version: 0,
  };
}

function providers(): object {
  return {
    aws: { name: 'aws', full_name: PROVIDER, expressions: { region: { constant_value: 'eu-west-1' } } },
    'aws.west': {
      name: 'aws',
      full_name: PROVIDER,
      alias: 'west',
      expressions: { region: { constant_value: 'us-west-2' } },
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [bytes, file, seed, content] = process.argv.slice(2);
  if (bytes === undefined || file === undefined) throw new Error('BYTES and FILE are needed');
  generatePlan(Number(bytes), file, Number(seed ?? 1), CONTENTS.find((one) => one === content) ?? 'mixed');
}
