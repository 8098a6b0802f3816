import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseExpression, toJson } from '../../../src/expressions/index.js';
import { formatAddress } from '../../../src/model/address.js';
import type { Json } from '../../../src/model/json.js';
import type { Resource } from '../../../src/model/plan.js';
import { absent, known, unknown, type Value } from '../../../src/model/value.js';
import { outerScope, type World } from '../../../src/read/evaluate/evaluation.js';
import { createEvaluator } from '../../../src/read/evaluate/evaluator.js';
import { moduleOfBlocks, type SourceModule } from '../../../src/read/source/module-config.js';
import { parseHcl } from '../../../src/read/source/parse-hcl.js';

/** Evaluates expressions in the root module of a source, in which a call of a name leads to the module of that name. */
function evaluatorIn(source: string, given: Partial<World> = {}, modules: Readonly<Record<string, string>> = {}) {
  const moduleOf = (text: string): SourceModule =>
    moduleOfBlocks(parseHcl(text).blocks, '.', (name) => {
      const called = modules[name];
      return called === undefined ? undefined : moduleOf(called);
    });
  const { config } = moduleOf(source);
  const evaluator = createEvaluator({
    root: config,
    variables: new Map(),
    instances: () => [],
    moduleKeys: () => [],
    holds: () => true,
    refine: () => ({}),
    workspace: undefined,
    ...given,
  });
  return (text: string): Json => {
    const parsed = parseExpression(text);
    if (parsed.kind === 'invalid') throw new Error(parsed.message);
    const value = evaluator.evaluate({ references: [], tree: parsed.node }, outerScope([], config));
    const mark = value.sensitive === true ? 'sensitive: ' : '';
    if (value.kind === 'unknown') return `${mark}unknown: ${value.reason}`;
    const json = toJson(value);
    if (json === undefined) throw new Error(`${text} is unknown in part`);
    return mark === '' ? json : `${mark}${JSON.stringify(json)}`;
  };
}

/** An instance of `aws_elb.web`. */
function instance(key: Resource['key'], values: Resource['values']): Resource {
  const place = { module: [], mode: 'managed', type: 'aws_elb', name: 'web', key } as const;
  const address = formatAddress(place);
  return { ...place, address, provider: 'aws', action: 'create', values, unknown: {}, sensitive: {}, before: null };
}

const VARIABLES = `
  variable "fallback" { default = "a" }
  variable "secret" {
    default   = "a"
    sensitive = true
  }
  variable "number" { type = number }
  variable "absent" { type = string }
  variable "brief" {
    type      = string
    ephemeral = true
  }
  variable "nothing" { type = string }
`;

test('a variable of the root module is what the input gives it, else its default, as its declaration takes it', () => {
  const evaluate = evaluatorIn(VARIABLES, {
    variables: new Map<string, Value<Json>>([
      ['number', known('12')],
      ['absent', absent],
      ['secret', known('b')],
      ['brief', known('b')],
      ['undeclared', known(1)],
    ]),
  });
  assert.is(evaluate('var.fallback'), 'unknown: var.fallback: its value is not in the input');
  assert.is(evaluate('var.secret'), 'sensitive: "b"');
  assert.is(evaluate('var.number'), 12);
  assert.is(evaluate('var.absent'), null);
  assert.is(evaluate('var.brief'), 'unknown: var.brief is ephemeral: the plan does not record it');
  assert.is(evaluate('var.nothing'), 'unknown: var.nothing: its value is not in the input');
  assert.is(evaluate('var.undeclared'), 1);
});

test('a value that is not of the declared type is unknown', () => {
  const evaluate = evaluatorIn(VARIABLES, { variables: new Map([['number', known('many')]]) });
  assert.is(evaluate('var.number'), 'unknown: var.number does not have the type that is declared for it');
});

test('a variable that the input does not know has the reason of the input', () => {
  const evaluate = evaluatorIn(VARIABLES, { variables: new Map([['number', unknown('it comes later')]]) });
  assert.is(evaluate('var.number'), 'unknown: it comes later');
});

const CALLED = `
  variable "given" { default = "default" }
  variable "never_null" {
    default  = "default"
    nullable = false
  }
  variable "maybe_null" { default = "default" }
  output "all" { value = [var.given, var.never_null, var.maybe_null] }
`;

test('a variable of a module is what its caller gives it; null is the default where the variable is never null', () => {
  const call = 'module "called" {\n source = "./called"\n never_null = null\n maybe_null = null\n}';
  const evaluate = evaluatorIn(call, {}, { called: CALLED });
  assert.equal(evaluate('module.called.all'), ['default', 'default', null]);
});

test('the instances of a call are a tuple or an object of its outputs', () => {
  const called = { one: CALLED, counted: CALLED, keyed: CALLED, later: CALLED };
  const evaluate = evaluatorIn(
    `variable "later" { type = number }
    module "one" { source = "./one" }
    module "counted" {
      source = "./counted"
      count  = 2
      given  = count.index
    }
    module "keyed" {
      source   = "./keyed"
      for_each = { a = "x" }
      given    = "\${each.key}\${each.value}"
    }
    module "later" {
      source = "./later"
      count  = var.later
    }`,
    {},
    called,
  );
  assert.equal(evaluate('module.one'), { all: ['default', 'default', 'default'] });
  assert.equal(evaluate('module.counted[1].all[0]'), 1);
  assert.equal(evaluate('module.keyed["a"].all[0]'), 'ax');
  assert.is(evaluate('module.later[0].all'), 'unknown: how many instances module.later has is known after apply');
  assert.is(evaluate('module.other.all'), 'unknown: module.other.all: what a module makes is not in the input');
});

test('a name that refers to itself is unknown', () => {
  const evaluate = evaluatorIn('locals {\n  a = local.b\n  b = local.a\n}');
  assert.match(String(evaluate('local.a')), /^unknown: .*local\.a refers to itself$/);
});

test('what is no resource, variable or module is told by what it is', () => {
  const evaluate = evaluatorIn('', { workspace: 'prod' });
  assert.is(evaluate('terraform.workspace'), 'prod');
  assert.is(evaluate('terraform.other'), 'unknown: terraform.other is not in the input');
  assert.is(evaluate('path.root'), '.');
  assert.is(evaluate('path.cwd'), 'unknown: path.cwd is not in the input');
  assert.is(evaluate('count.index'), 'unknown: count.index is known after apply');
  assert.is(evaluate('each.key'), 'unknown: each.key: there is no for_each here');
  assert.is(evaluate('self.id'), 'unknown: self.id is known after apply');
});

const COUNTED = 'resource "aws_elb" "web" {\n  count = 2\n  name  = "web-${count.index}"\n}';

test('the instances of a resource are a tuple of its objects, and one that the input lacks is what its text tells', () => {
  const instances = [instance(0, { name: 'planned' })];
  const whole = evaluatorIn(COUNTED, { instances: () => instances });
  assert.is(whole('aws_elb.web[0].name'), 'planned');
  assert.equal(whole('aws_elb.web[*].name'), ['planned']);
  const part = evaluatorIn(COUNTED, { instances: () => instances, holds: () => false });
  assert.is(part('aws_elb.web[0].name'), 'planned');
  assert.is(part('aws_elb.web[1].name'), 'web-1');
  assert.is(part('aws_elb.web[1].id'), 'unknown: known after apply: aws_elb.web[1].id');
  assert.is(part('aws_elb.web[*].name'), 'unknown: known after apply: aws_elb.web');
});

test('how many instances there are is unknown where the input has one without a key', () => {
  const evaluate = evaluatorIn(COUNTED, { instances: () => [instance(undefined, {})] });
  assert.is(evaluate('length(aws_elb.web)'), 'unknown: how many instances aws_elb.web has is known after apply');
});

test('an output of a remote state comes from the input that writes it', () => {
  const evaluate = evaluatorIn('data "terraform_remote_state" "net" {}', {
    remoteState: (name) =>
      name === 'net'
        ? { path: 'net.json', output: (output) => (output === 'port' ? { kind: 'string', value: '443' } : undefined) }
        : undefined,
  });
  assert.is(evaluate('data.terraform_remote_state.net.outputs.port'), '443');
  assert.is(evaluate('data.terraform_remote_state.net.outputs["port"]'), '443');
  assert.is(
    evaluate('data.terraform_remote_state.net.outputs.other'),
    'unknown: data.terraform_remote_state.net: net.json has no such output',
  );
  assert.is(
    evaluate('data.terraform_remote_state.net.backend'),
    'unknown: known after apply: data.terraform_remote_state.net',
  );
});

test.run();
