import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findCertificate } from '../../src/facts/certificates/find-certificate.js';
import { FACT_SOURCES, type FactSources, interestIn, type ListenerSource } from '../../src/facts/index.js';
import { foundLoadBalancer, listenerFacts } from '../../src/facts/listeners/listener.js';
import { arrayOf } from '../../src/model/json.js';
import type { Report } from '../../src/model/report.js';
import { absent, known } from '../../src/model/value.js';
import { type CheckOptions, check } from '../../src/pipeline.js';
import { numberAttribute, textAttribute } from '../../src/resolve/index.js';

const BLOCK = {
  name: 'door',
  port: 'door_port',
  protocol: 'door_protocol',
  instancePort: 'back_port',
  instanceProtocol: 'back_protocol',
  certificate: 'certificate',
};

/** All that there is to say of a resource type that elbcert does not know. */
const toy: ListenerSource = {
  mode: 'managed',
  type: 'aws_toy_balancer',
  certificateArgument: 'certificate',
  nestedBlocks: { [BLOCK.name]: 'set' },
  listenerBlock: BLOCK,
  collect(context, resource) {
    const team = textAttribute(resource, 'tags', 'Team');
    const wasTeam = textAttribute({ ...resource, values: resource.before ?? {} }, 'tags', 'Team');
    const name = team.kind === 'known' ? team : wasTeam;
    const loadBalancer = foundLoadBalancer(context, resource, name);
    return arrayOf(resource.values[BLOCK.name]).map((_, at) => {
      const named = textAttribute(resource, BLOCK.name, at, BLOCK.certificate);
      return listenerFacts(loadBalancer, {
        port: numberAttribute(resource, BLOCK.name, at, BLOCK.port),
        protocol: known('HTTPS'),
        instancePort: known(80),
        instanceProtocol: known('HTTP'),
        certificate: findCertificate(context, resource, named, () => []),
        tlsPolicy: () => POLICY,
      });
    });
  },
  unseen: (resource) => (textAttribute(resource, 'secret').kind === 'known' ? 'it keeps a secret' : undefined),
};

const POLICY = {
  name: known('ELBSecurityPolicy-2016-08'),
  minimumVersion: known('TLSv1' as const),
  rsaCiphers: known(true),
  ecdsaCiphers: known(true),
  attachment: absent,
};

const sources: FactSources = { ...FACT_SOURCES, listeners: [...FACT_SOURCES.listeners, toy] };

const ELSEWHERE = 'arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

const values = {
  region: 'eu-west-1',
  tags: { Team: 'web' },
  door: [
    { door_port: 443, certificate: ELSEWHERE },
    { door_port: 8443, certificate: ELSEWHERE },
  ],
};

function plan(padding = 0, before: object | null = null, after: object = values): string {
  const filler = Array.from({ length: padding }, (_, at) =>
    change(`filler${at}`, 'aws_sqs_queue', null, { name: 'x'.repeat(900) }),
  );
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [...filler, change('front', toy.type, before, after)],
    configuration: { root_module: {} },
  });
}

function change(name: string, type: string, before: object | null, after: object) {
  return {
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions: [before === null ? 'create' : 'update'], before, after, after_unknown: {}, after_sensitive: {} },
  };
}

const SOURCE = `resource "aws_toy_balancer" "front" {
  door {
    door_port   = 443
    certificate = "${ELSEWHERE}"
  }
  door {
    door_port   = 8443
    certificate = "${ELSEWHERE}"
  }
}
`;

async function reportOn(name: string, text: string, more: Partial<CheckOptions> = {}): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-toy-'));
  try {
    mkdirSync(join(folder, 'root'));
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'root', 'main.tf'), SOURCE);
    const roots = more.roots === undefined ? {} : { roots: [join(folder, 'root')] };
    return await check({
      inputs: [join(folder, name)],
      now: new Date('2026-11-24T00:00:00Z'),
      sources,
      ...more,
      ...roots,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ports = ({ listeners }: Report) => listeners.map(({ facts }) => facts.port);
const failures = ({ findings }: Report) =>
  findings.filter(({ outcome, policyId }) => outcome === 'fail' && policyId === 'acm-same-region');

test('a type that elbcert does not know makes no listeners', async () => {
  assert.equal(ports(await reportOn('plan.json', plan(), { sources: FACT_SOURCES })), []);
});

test('a new type that one module declares is judged in a plan', async () => {
  const report = await reportOn('plan.json', plan());
  assert.equal(ports(report), [known(443), known(8443)]);
  assert.is(failures(report).length, 2);
});

test('every attribute of a new type can be read, whatever the size of the plan', async () => {
  for (const padding of [0, 1200]) {
    const report = await reportOn('plan.json', plan(padding));
    assert.equal(report.listeners[0]?.facts.loadBalancer.name, known('web'));
    assert.is(failures(report).length, 2);
  }
});

test('what a new type was before a change can be read, whatever the size of the plan', async () => {
  const { tags: _, ...after } = values;
  for (const padding of [0, 1200]) {
    const report = await reportOn('plan.json', plan(padding, { tags: { Team: 'old' } }, after));
    assert.equal(report.listeners[0]?.facts.loadBalancer.name, known('old'));
  }
});

test('its nested blocks are told from maps in JSON syntax, also a single one', async () => {
  const { door, ...others } = values;
  const stack = (doors: unknown) => JSON.stringify({ resource: { [toy.type]: { front: { ...others, door: doors } } } });
  assert.equal(ports(await reportOn('main.tf.json', stack(door))), [known(443), known(8443)]);
  assert.equal(ports(await reportOn('main.tf.json', stack(door[1]))), [known(8443)]);
});

test('a finding on it points at the argument of the block of its listener', async () => {
  const [first, second] = failures(await reportOn('plan.json', plan(), { roots: ['root'] }));
  assert.equal([first?.location?.line, second?.location?.line], [4, 8]);
  assert.match(first?.location?.file ?? '', /main\.tf$/);
});

test('what it cannot look into is noted', async () => {
  const report = await reportOn('plan.json', plan(0, null, { ...values, secret: 'x' }));
  assert.ok(report.notes.includes('aws_toy_balancer.front was not looked into for load balancers: it keeps a secret'));
});

test('readers are told what a source declares, and nothing of a type that no source has', () => {
  const interest = interestIn(sources);
  assert.ok(interest.wanted('managed', 'aws_toy_balancer'));
  assert.not(interest.wanted('managed', 'aws_sqs_queue'));
  assert.equal([...(interest.nestedBlocks?.('managed', 'aws_toy_balancer') ?? [])], [['door', 'set']]);
  assert.equal([...(interest.nestedBlocks?.('managed', 'aws_sqs_queue') ?? [])], []);
});

test.run();
