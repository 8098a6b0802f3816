import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { formatAddress } from '../../../src/model/address.js';
import type { JsonObject } from '../../../src/model/json.js';
import { isTerraformJson } from '../../../src/read/terraform-json/index.js';
import { brief, certificateOf, https, listenersIn, planOf, provider, withCertificate } from './read.js';

function addresses(document: JsonObject): readonly string[] {
  return listenersIn(document).map(({ address }) => address);
}

function balancer(more: JsonObject): JsonObject {
  return { provider, resource: { aws_elb: { web: { listener: [https('${aws_acm_certificate.c.arn}')], ...more } } } };
}

test('a block is an object or an array of objects, at every level', () => {
  const web = { listener: https() };
  assert.deepEqual(addresses({ resource: { aws_elb: { web } } }), ['aws_elb.web']);
  assert.deepEqual(addresses({ resource: [{ aws_elb: [{ web: [web] }] }] }), ['aws_elb.web']);
  assert.deepEqual(addresses({ resource: [{ aws_elb: { a: web } }, { aws_elb: { b: web } }] }), [
    'aws_elb.a',
    'aws_elb.b',
  ]);
});

test('count makes as many as it says', () => {
  assert.deepEqual(addresses(balancer({ count: 2 })), ['aws_elb.web[0]', 'aws_elb.web[1]']);
  assert.deepEqual(addresses(balancer({ count: 0 })), []);
  assert.deepEqual(addresses({ ...balancer({ count: '${var.n}' }), variable: { n: { default: 1 } } }), [
    'aws_elb.web[0]',
  ]);
});

test('a count that nobody knows is judged as one, and the report says so', () => {
  const document = { ...balancer({ count: '${var.n}' }), variable: { n: {} } };
  assert.deepEqual(addresses(document), ['aws_elb.web']);
  assert.deepEqual(planOf(document).notes, ['aws_elb.web: count is var.n: it has no default; judged as one']);
});

test('for_each makes one for each key, in the order of the keys', () => {
  assert.deepEqual(addresses(balancer({ for_each: { b: 1, 'a.x': 2 } })), ['aws_elb.web["a.x"]', 'aws_elb.web["b"]']);
  assert.deepEqual(addresses(balancer({ for_each: '${toset(["y", "x", "y"])}' })), [
    'aws_elb.web["x"]',
    'aws_elb.web["y"]',
  ]);
});

test('each.value is that of the instance', () => {
  const document = withCertificate('${each.value}');
  const resource = document['resource'] as JsonObject;
  const listener = https('${each.value}');
  const for_each = { a: '${aws_acm_certificate.ec.arn}', b: '${aws_acm_certificate.rsa.arn}' };
  const listeners = listenersIn({ ...document, resource: { ...resource, aws_elb: { web: { for_each, listener } } } });
  const keys = listeners.map(({ address, certificate }) => [address, brief(certificate.keyAlgorithm)]);
  assert.deepEqual(keys, [
    ['aws_elb.web["a"]', 'EC_prime256v1'],
    ['aws_elb.web["b"]', 'RSA_2048'],
  ]);
});

test('a dynamic block makes a listener for each of its rounds', () => {
  const dynamic = { listener: { for_each: [443, 8443], content: { ...https(), lb_port: '${listener.value}' } } };
  const listeners = listenersIn({ provider, resource: { aws_elb: { web: { dynamic } } } });
  assert.deepEqual(
    listeners.map(({ port }) => brief(port)),
    [443, 8443],
  );
});

test('the iterator of a dynamic block can have a name of its own, and hides nothing else', () => {
  const content = { ...https('${each.value}'), lb_port: '${ssl.value.port}' };
  const for_each = [{ port: 443 }];
  const dynamic = [{ listener: [{ for_each, iterator: 'ssl', content: [content] }] }];
  const document = withCertificate('');
  const web = { for_each: { a: '${aws_acm_certificate.ec.arn}' }, dynamic, listener: [] };
  const [listener] = listenersIn({
    ...document,
    resource: { ...(document['resource'] as JsonObject), aws_elb: { web } },
  });
  assert.equal(brief(listener?.port), 443);
  assert.equal(brief(listener?.certificate.address), 'aws_acm_certificate.ec');
});

test('a dynamic block over an unknown is one listener with what its content says, beside those written out', () => {
  const dynamic = { listener: { for_each: '${var.listeners}', content: https('${listener.value}') } };
  const web = { dynamic, listener: { ...https(), lb_port: 80 } };
  const listeners = listenersIn({ provider, variable: { listeners: {} }, resource: { aws_elb: { web } } });
  const why = '? var.listeners: it has no default';
  assert.deepEqual(
    listeners.map(({ port }) => brief(port)),
    [80, 443],
  );
  assert.equal(brief(listeners[1]?.certificate.source), why);
});

test('listeners that are one expression are one listener of which nothing is known', () => {
  const [listener, ...others] = listenersIn({ provider, resource: { aws_elb: { web: { listener: '${local.all}' } } } });
  assert.equal(others.length, 0);
  assert.match(String(brief(listener?.port)), /^\? /);
});

test("an alias, a resource's own region and a variable decide the Region", () => {
  const region = (web: JsonObject) =>
    brief(
      listenersIn({
        provider: { aws: [{ region: '${var.region}' }, { alias: 'west', region: 'us-west-2' }, { alias: 'open' }] },
        variable: { region: { default: 'eu-west-1' } },
        resource: { aws_elb: { web: { listener: https(), ...web } } },
      })[0]?.loadBalancer.region,
    );
  assert.equal(region({}), 'eu-west-1');
  assert.equal(region({ provider: 'aws.west' }), 'us-west-2');
  assert.equal(region({ region: 'ap-south-1' }), 'ap-south-1');
  assert.equal(region({ region: '${var.region}', provider: 'aws.west' }), 'eu-west-1');
  assert.match(String(region({ provider: 'aws.open' })), /^\? provider aws\.open has no region/);
});

test('credentials of a provider are nowhere in the plan', () => {
  const plan = planOf({ provider: { aws: { region: 'eu-west-1', secret_key: 'do-not-show' } }, resource: {} });
  assert.equal(JSON.stringify([...plan.providers]).includes('do-not-show'), false);
});

test('what a module makes is not judged, and the report says so', () => {
  const document = { ...withCertificate('${module.cert.arn}'), module: { cert: { source: './cert' } } };
  assert.match(planOf(document).notes.join(), /^module\.cert: /);
  assert.match(String(certificateOf(document).address), /^\? module\.cert\.arn/);
});

test('only what Terraform takes as configuration is one', () => {
  assert.equal(isTerraformJson({ resource: {} }), true);
  assert.equal(isTerraformJson({ '//': 'a comment', locals: [{ a: 1 }] }), true);
  assert.equal(isTerraformJson({ data: {}, errors: [] }), false);
  assert.equal(isTerraformJson({ '//': 'a comment' }), false);
  assert.equal(isTerraformJson({ resource: 'text' }), false);
});

test('names that objects inherit are ordinary names', () => {
  const document: JsonObject = JSON.parse(
    '{"resource": {"aws_elb": {"__proto__": {"listener": {"lb_port": 80, "lb_protocol": "http"}}, "constructor": {"listener": []}}}}',
  );
  assert.deepEqual(planOf(document).resources.map(formatAddress), ['aws_elb.__proto__', 'aws_elb.constructor']);
});

test('the report names the variables whose defaults it took', () => {
  const variable = { region: { default: 'eu-west-1' }, unused: { default: 1 }, open: {} };
  const document = { provider: { aws: { region: '${var.region}' } }, variable, resource: { aws_elb: {} } };
  assert.deepEqual(planOf(document).notes, ['judged with the defaults of var.region']);
});

test('a value that nests deeper than anybody writes is read without a fault', () => {
  const deep = JSON.parse(`${'['.repeat(20_000)}"x"${']'.repeat(20_000)}`);
  const web = { listener: deep, name: deep, subnets: { a: deep } };
  assert.equal(planOf({ resource: { aws_elb: { web }, aws_acm_certificate: deep } }).resources.length, 1);
});

test.run();
