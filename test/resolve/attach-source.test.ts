import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeSubjects, loadPolicies } from '../../src/judge/index.js';
import type { Plan } from '../../src/model/plan.js';
import { check } from '../../src/pipeline.js';
import { moduleOfBlocks } from '../../src/read/source/module-config.js';
import { parseHcl } from '../../src/read/source/parse-hcl.js';
import { attachSource } from '../../src/resolve/attach-source.js';
import { ROOT } from '../cli/run.js';
import { listenersIn, planOf, reportedIn, webElb } from '../facts/collect.js';

const GOLDEN = join(ROOT, 'test/golden/certificate-through-a-local');

/** What is said of the plan with its source, changed after it was planned. */
async function judgeWith(change: (source: string) => string, golden = GOLDEN) {
  const root = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  try {
    cpSync(join(golden, 'main.tf'), join(root, 'main.tf'));
    writeFileSync(join(root, 'main.tf'), change(readFileSync(join(root, 'main.tf'), 'utf8')));
    const { inputs, findings } = await check({ inputs: [join(golden, 'plan.json')], roots: [root] });
    const bases = findings.map(({ fromSource }) => fromSource).filter((basis) => basis !== null);
    return { notes: inputs.flatMap(({ notes }) => notes), isUsed: bases.length > 0 };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('the source of a module is used where it is the planned one', async () => {
  assert.equal(await judgeWith((source) => source), { notes: [], isUsed: true });
});

test('the source of a module is not used where a provider block differs', async () => {
  const { notes, isUsed } = await judgeWith((source) => source.replace('region = "eu-west-1"', 'region = "eu-west-2"'));
  assert.match(notes.join('\n'), /the source of the root module is not used.*provider aws region/);
  assert.not(isUsed);
});

test('the source of a module is not used where a provider assumes another role', async () => {
  const golden = join(ROOT, 'test/golden-deployers/session-policy-as-text');
  const { notes } = await judgeWith((source) => source.replace(':role/pipeline', ':role/other'), golden);
  assert.match(notes.join('\n'), /the source of the root module is not used.*provider aws role_arn/);
});

test('the source tells whether two providers work in one account', async () => {
  const golden = join(ROOT, 'test/golden/iam-certificate-names-in-two-regions');
  const conflicts = async (roots: readonly string[]) => {
    const { findings } = await check({ inputs: [join(golden, 'plan.json')], roots });
    return findings.flatMap(({ policyId, outcome }) => (policyId === 'iam-certificate-name' ? [outcome] : []));
  };
  assert.equal(await conflicts([golden]), ['fail', 'fail']);
  // The plan does not show `dynamic "assume_role"`.
  assert.equal(await conflicts([]), []);
});

test('the source of a module is not used where a resource differs', async () => {
  const { notes, isUsed } = await judgeWith((source) => source.replace('"EC_prime256v1"', '"RSA_2048"'));
  assert.match(notes.join('\n'), /aws_acm_certificate.new key_algorithm has another value/);
  assert.not(isUsed);
});

test('a function reads files below the folder of the source, and none elsewhere', async () => {
  const docs = join(ROOT, 'test/docs/web');
  const root = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  const certificateWhere = async (path: string) => {
    const source = readFileSync(join(docs, 'main.tf'), 'utf8');
    writeFileSync(join(root, 'main.tf'), source.replace('var.edge ?', `file("${path}") == "edge" ?`));
    const { listeners } = await check({ inputs: [join(docs, 'plan.json')], roots: [root] });
    const address = listeners[0]?.facts.certificate.address;
    return address?.kind === 'known' ? address.value : undefined;
  };
  try {
    writeFileSync(join(root, 'which.txt'), 'edge');
    assert.is(await certificateWhere('${path.module}/which.txt'), 'aws_acm_certificate.edge');
    writeFileSync(join(root, 'which.txt'), 'regional');
    assert.is(await certificateWhere('which.txt'), 'aws_acm_certificate.regional');
    assert.is(await certificateWhere(join(ROOT, 'LICENSE')), undefined);
    assert.is(await certificateWhere('../LICENSE'), undefined);
  } finally {
    rmSync(root, { recursive: true });
  }
});

const certificate = (name: string, algorithm: string) => ({
  type: 'aws_acm_certificate',
  name,
  after: { domain_name: 'www.example.com', key_algorithm: algorithm },
  unknown: { arn: true, id: true },
  expressions: { domain_name: { constant_value: 'www.example.com' }, key_algorithm: { constant_value: algorithm } },
});

/** A listener with the RSA certificate or the EC one: a local that the plan does not show chooses. */
const PLAN = planOf([
  webElb({ references: ['local.arns', 'local.key'] }),
  certificate('ec', 'EC_prime256v1'),
  certificate('rsa', 'RSA_2048'),
]);

const source = (key: string, more = '') => `
  locals {
    key  = "${key}"
    arns = { ec = aws_acm_certificate.ec.arn, rsa = aws_acm_certificate.rsa.arn }
  }
  resource "aws_elb" "web" {
    listener {
      lb_port            = 443
      ssl_certificate_id = local.arns[local.key]
    }
  }
  resource "aws_acm_certificate" "ec" {
    domain_name   = "www.example.com"
    key_algorithm = "EC_prime256v1"
  }
  resource "aws_acm_certificate" "rsa" {
    domain_name   = "www.example.com"
    key_algorithm = "RSA_2048"
  }
  ${more}
`;

const attached = (text: string, kind: 'folder' | 'snapshot' = 'folder', planned: Plan = PLAN) => {
  const module = moduleOfBlocks(parseHcl(text).blocks, '.', () => undefined);
  return attachSource(planned, module, kind === 'folder' ? { kind, name: 'infra' } : { kind });
};

const refused = (difference: string) => [
  `the source of the root module is not used, for it is not the planned one: ${difference}`,
];

test('source that may be the planned one shows the text of expressions', () => {
  const { plan: shown, notes } = attached(source('rsa'));
  assert.equal(notes, []);
  assert.equal(shown.configuration?.text, { kind: 'folder', name: 'infra' });
  assert.ok(shown.configuration?.locals?.has('key'));
});

test('source that is not the planned one is refused, and a note names the first difference', () => {
  const cases: readonly (readonly [string, string])[] = [
    [source('rsa', 'resource "aws_x" "new" {}'), 'aws_x.new is in the source only'],
    [source('rsa').replace('= 443', '= 8443'), 'aws_elb.web listener lb_port has another value in the plan'],
    [
      source('rsa').replace('local.arns[local.key]', 'local.key'),
      'aws_elb.web listener ssl_certificate_id refers to local.arns in the plan',
    ],
    [source('rsa', 'output "arn" { value = local.key }'), 'output.arn is in the source only'],
  ];
  for (const [text, difference] of cases) {
    const { plan: shown, notes } = attached(text);
    assert.equal(notes, refused(difference));
    assert.is(shown.configuration?.text, undefined);
    assert.equal(listenersIn(shown), listenersIn(PLAN));
  }
});

/** A plan of a load balancer of that name, which a local gives it. */
function named(name: string): Plan {
  const after = { name, listener: [] };
  return planOf([{ type: 'aws_elb', name: 'web', after, expressions: { name: { references: ['local.name'] } } }]);
}

test('source whose locals evaluate to another value than the planned one is refused', () => {
  const text = 'locals {\n name = "web"\n}\nresource "aws_elb" "web" {\n name = local.name\n}';
  assert.equal(attached(text, 'folder', named('web')).notes, []);
  assert.equal(attached(text, 'folder', named('old')).notes, refused('aws_elb.web.name has another value in the plan'));
});

test('an argument whose changes are ignored may have another value in the plan', () => {
  for (const [ignored, isPlanned] of [
    ['[name]', true],
    ['[tags, "name"]', true],
    ['all', true],
    ['[tags]', false],
  ] as const) {
    const lifecycle = `lifecycle {\n  ignore_changes = ${ignored}\n }`;
    const text = `locals {\n name = "web"\n}\nresource "aws_elb" "web" {\n name = local.name\n ${lifecycle}\n}`;
    assert.is(attached(text, 'folder', named('old')).notes.length === 0, isPlanned, ignored);
  }
});

test('source that leaves an argument to the provider may be planned with any value of it', () => {
  const text = (names: string) => `
    locals {
      names = ${names}
    }
    resource "aws_acm_certificate" "site" {
      domain_name               = "www.example.com"
      subject_alternative_names = local.names
    }
  `;
  const after = { domain_name: 'www.example.com', subject_alternative_names: ['www.example.com'] };
  const expressions = {
    domain_name: { constant_value: 'www.example.com' },
    subject_alternative_names: { references: ['local.names'] },
  };
  const planned = planOf([{ type: 'aws_acm_certificate', name: 'site', after, expressions }]);
  for (const names of ['null', '[]', '["www.example.com"]'])
    assert.equal(attached(text(names), 'folder', planned).notes, [], names);
  assert.is(attached(text('["other.example.com"]'), 'folder', planned).notes.length, 1);
});

test('the configuration inside a plan file is the planned one, whatever it says', () => {
  const { plan: shown, notes } = attached(source('rsa').replace('= 443', '= 8443'), 'snapshot');
  assert.equal(notes, []);
  assert.equal(shown.configuration?.text, { kind: 'snapshot' });
});

test('a literal that the plan cannot show never makes a policy pass without fromSource', () => {
  const policies = loadPolicies({ policyPaths: [], disable: [] });
  const findingsOf = (key: string, kind: 'folder' | 'snapshot') => {
    const listeners = reportedIn(attached(source(key), kind).plan);
    return judgeSubjects(policies, { listeners, domains: [], deployers: [] }).findings;
  };
  const keyAlgorithm = (key: string, kind: 'folder' | 'snapshot') => {
    const found = findingsOf(key, kind).find(({ policyId }) => policyId === 'acm-key-algorithm');
    return `${found?.outcome} ${found?.fromSource}`;
  };
  assert.is(keyAlgorithm('rsa', 'folder'), 'pass infra');
  assert.is(keyAlgorithm('ec', 'folder'), 'fail infra');
  assert.is(keyAlgorithm('rsa', 'snapshot'), 'pass null');
  // What the plan alone tells needs no source.
  const required = findingsOf('rsa', 'folder').find(({ policyId }) => policyId === 'certificate-partition');
  assert.equal([required?.outcome, required?.fromSource], ['pass', 'infra']);
  const unique = findingsOf('rsa', 'folder').find(({ policyId }) => policyId === 'listener-port-unique');
  assert.equal([unique?.outcome, unique?.fromSource], ['pass', null]);
});

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

test('an issuance that only source tells names the source', () => {
  const pending = { arn: ARN, id: ARN, status: 'PENDING_VALIDATION', validation_method: 'DNS' };
  const planned = planOf([
    webElb(ARN, {
      expressions: {
        listener: [{ lb_port: { constant_value: 443 }, ssl_certificate_id: { references: ['local.arn'] } }],
      },
    }),
    { type: 'aws_acm_certificate', name: 'a', before: pending, actions: ['no-op'], after: pending },
    {
      type: 'aws_acm_certificate_validation',
      name: 'a',
      after: { certificate_arn: ARN },
      unknown: { id: true },
      expressions: { certificate_arn: { references: ['aws_acm_certificate.a.arn', 'aws_acm_certificate.a'] } },
    },
  ]);
  const text = (arn: string) => `
    locals {
      arn = ${arn}
    }
    resource "aws_elb" "web" {
      listener {
        lb_port            = 443
        ssl_certificate_id = local.arn
      }
    }
    resource "aws_acm_certificate" "a" {
    }
    resource "aws_acm_certificate_validation" "a" {
      certificate_arn = aws_acm_certificate.a.arn
    }
  `;
  const issuance = (arn: string) => {
    const [found] = listenersIn(attached(text(arn), 'folder', planned).plan);
    const told = found?.certificate.issuance;
    return [told?.kind === 'known' && told.value, found?.fromSource];
  };
  assert.equal(issuance('aws_acm_certificate_validation.a.certificate_arn'), ['awaited', 'infra']);
  assert.equal(issuance('aws_acm_certificate.a.arn'), ['pendingValidation', 'infra']);
});

test('an issuance that the plan alone tells does not name the source', () => {
  const issued = { arn: ARN, id: ARN, status: 'PENDING_VALIDATION', validation_method: 'DNS' };
  const reference = 'aws_acm_certificate_validation.a.certificate_arn';
  const planned = planOf([
    webElb(ARN, {
      expressions: {
        listener: [
          {
            lb_port: { constant_value: 443 },
            ssl_certificate_id: { references: [reference, 'aws_acm_certificate_validation.a'] },
          },
        ],
      },
    }),
    { type: 'aws_acm_certificate', name: 'a', before: issued, actions: ['no-op'], after: issued },
    {
      type: 'aws_acm_certificate_validation',
      name: 'a',
      after: { certificate_arn: ARN },
      unknown: { id: true },
      expressions: { certificate_arn: { references: ['aws_acm_certificate.a.arn', 'aws_acm_certificate.a'] } },
    },
  ]);
  const text = `
    resource "aws_elb" "web" {
      listener {
        lb_port            = 443
        ssl_certificate_id = ${reference}
      }
    }
    resource "aws_acm_certificate" "a" {
    }
    resource "aws_acm_certificate_validation" "a" {
      certificate_arn = aws_acm_certificate.a.arn
    }
  `;
  const [found] = reportedIn(attached(text, 'folder', planned).plan);
  assert.equal(found?.facts.certificate.issuance, { kind: 'known', value: 'awaited' });
  assert.is(found?.facts.fromSource, null);
  assert.is(found?.source?.says, 'infra');
});

test('a certificate that only a dynamic block in the source names is told by the source', () => {
  const planned = planOf([{ type: 'aws_elb', name: 'web', after: { name: 'web' }, unknown: { listener: true } }]);
  const text = `
    resource "aws_elb" "web" {
      dynamic "listener" {
        for_each = terraform_data.ports.output
        content {
          lb_port            = 443
          lb_protocol        = "https"
          instance_port      = 80
          instance_protocol  = "http"
          ssl_certificate_id = "${ARN}"
        }
      }
    }
  `;
  const [found] = listenersIn(attached(text, 'folder', planned).plan);
  assert.equal(found?.certificate.source, { kind: 'known', value: 'acm' });
  assert.is(found?.fromSource, 'infra');
  // The block may make several listeners on one port.
  assert.is(found?.portUnique.kind, 'unknown');
  assert.is(found?.instancePortSecurity.kind, 'unknown');
});

test.run();
