/**
 * Settles the plans in test/golden: makes them the same on every run, and derives those that today's Terraform no longer writes.
 *
 * To regenerate the plan of a case, in a copy of its folder:
 *
 *     terraform init
 *     terraform plan -out=tfplan           # with what the comment on top of main.tf says: other arguments, something applied first
 *     terraform show -json tfplan > plan.json
 *
 * Then put plan.json back into the folder, and from the root of the repository:
 *
 *     npm run golden                       # or: npx tsx scripts/golden.ts FOLDER
 *
 * A folder without configuration is a derived case; DERIVED says from which case, and how.
 * Plans name account 123456789012 and domains of example.com; keys in them are made for the case and used nowhere else.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// biome-ignore lint/suspicious/noExplicitAny: plan JSON, taken apart and put together freely
type Loose = any;

interface Derivation {
  /** The case whose plan is taken. */
  readonly from: string;
  /** What is made of its text. */
  readonly make: (text: string) => string | Buffer;
}

/** The cases that are derived from the plan of another, by folder. */
export const DERIVED: Readonly<Record<string, Derivation>> = {
  'acme-certificate': { from: 'acm-import-of-tls-rsa-4096', make: edit((plan) => withAcme(plan, {})) },
  'acme-certificate-with-an-ec-key': {
    from: 'acm-import-of-tls-rsa-4096',
    make: edit((plan) => withAcme(plan, { key_type: 'P256' })),
  },
  'acm-key-algorithm-with-hyphen': {
    from: 'literal-arn-of-a-managed-certificate',
    make: (text) => text.replaceAll('"RSA_4096"', '"RSA-4096"'),
  },
  'provider-without-key-algorithm': {
    from: 'new-certificate-by-reference',
    make: edit((plan) => without(plan, ['key_algorithm'])),
  },
  'deposed-load-balancer': {
    from: 'load-balancer-replaced',
    make: edit((plan) => {
      const [change] = plan.resource_changes;
      const { before } = change.change;
      const deposed = {
        ...change,
        deposed: '4f3b1a2c',
        change: { ...change.change, actions: ['delete'], after: null },
      };
      change.change = { ...change.change, actions: ['create'], before: null };
      plan.resource_changes.push(deposed);
      const [prior] = plan.prior_state.values.root_module.resources;
      plan.prior_state.values.root_module.resources = [{ ...prior, deposed_key: '4f3b1a2c', values: before }];
      return plan;
    }),
  },
  'load-balancer-replaced-and-forgotten': {
    from: 'load-balancer-replaced',
    make: edit((plan) => {
      plan.resource_changes[0].change.actions = ['create', 'forget'];
      return plan;
    }),
  },
  'terraform-0.12': {
    from: 'two-providers-two-regions-v5',
    make: edit((plan) => {
      const old = without(plan, [...SINCE_0_12, 'full_name']);
      return renameProviders({ ...old, format_version: '0.1', terraform_version: '0.12.31' }, 'aws');
    }),
  },
  'terraform-0.15-module-provider': {
    from: 'module-given-an-alias',
    make: edit((plan) => {
      const old = without(plan, [...SINCE_0_15, 'full_name']);
      old.configuration.root_module.module_calls.web.module.resources[0].provider_config_key = 'web:aws';
      return { ...old, format_version: '0.1', terraform_version: '0.15.5' };
    }),
  },
  opentofu: {
    from: 'acm-ec-p256',
    make: edit((plan) => {
      const tofu = without(plan, ['applyable', 'complete']);
      return renameProviders({ ...tofu, terraform_version: '1.11.0' }, 'registry.opentofu.org/hashicorp/aws');
    }),
  },
  'creator-awscc-without-certificate': {
    from: 'https-without-certificate',
    make: edit((plan) => {
      const type = 'awscc_elasticloadbalancing_load_balancer';
      const listener = { instance_port: '80', instance_protocol: 'HTTP', load_balancer_port: '443', protocol: 'HTTPS' };
      const [change] = plan.resource_changes;
      const unset = { policy_names: true, ssl_certificate_id: true };
      change.change.after = { load_balancer_name: 'web', listeners: [listener] };
      change.change.after_unknown = { listeners: [unset], policies: true, id: true };
      Object.assign(change, { type, name: 'web', address: `${type}.web`, provider_name: AWSCC });
      plan.configuration.provider_config = {
        awscc: { name: 'awscc', full_name: AWSCC, expressions: { region: { constant_value: 'eu-west-1' } } },
      };
      const [block] = plan.configuration.root_module.resources;
      const expressions = { load_balancer_name: { constant_value: 'web' }, listeners: { constant_value: [listener] } };
      Object.assign(block, { type, name: 'web', address: `${type}.web`, provider_config_key: 'awscc', expressions });
      return { ...plan, resource_changes: [change], planned_values: {} };
    }),
  },
  'creator-kubernetes-manifest': {
    from: 'creator-kubernetes-ec',
    make: edit((plan) => {
      const isService = ({ type }: Loose) => type === 'kubernetes_service_v1';
      const change = plan.resource_changes.find(isService);
      const block = plan.configuration.root_module.resources.find(isService);
      const [metadata] = change.change.after.metadata;
      const [spec] = change.change.after.spec;
      const ports = spec.port.map(({ name, port }: Loose) => ({ name, port }));
      change.change.after = {
        manifest: { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: spec.type, ports } },
      };
      const [{ annotations }] = change.change.after_unknown.metadata;
      change.change.after_unknown = { manifest: { metadata: { annotations } }, object: true };
      block.expressions = { manifest: { references: block.expressions.metadata[0].annotations.references } };
      for (const one of [change, block])
        Object.assign(one, { type: 'kubernetes_manifest', address: 'kubernetes_manifest.web' });
      return plan;
    }),
  },
  'format-version-1.9': { from: 'acm-ec-p256', make: edit((plan) => ({ ...plan, format_version: '1.9', newer: {} })) },
  'format-version-2.0': { from: 'acm-ec-p256', make: edit((plan) => ({ ...plan, format_version: '2.0' })) },
  'state-instead-of-plan': { from: 'standing-mistake', make: edit((plan) => plan.prior_state) },
  'certificate-deleted-while-looked-up': {
    from: 'certificate-deleted-while-used',
    make: edit((plan) => {
      const { resources } = plan.prior_state.values.root_module;
      const { arn, domain_name: domain } = resources.find((one: Loose) => one.type === 'aws_acm_certificate').values;
      const lookup = {
        address: 'data.aws_acm_certificate.shop',
        mode: 'data',
        type: 'aws_acm_certificate',
        name: 'shop',
        provider_name: 'registry.terraform.io/hashicorp/aws',
        values: { arn, domain, region: 'eu-west-1', status: 'ISSUED' },
        sensitive_values: {},
      };
      resources.unshift(lookup);
      return plan;
    }),
  },
  'pretty-printed': {
    from: 'https-without-certificate',
    make: (text) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`,
  },
  'utf-8-with-byte-order-mark': { from: 'https-without-certificate', make: (text) => `\uFEFF${text}` },
  'utf-16-little-endian': {
    from: 'https-without-certificate',
    make: (text) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le'),
  },
  'utf-16-big-endian': {
    from: 'https-without-certificate',
    make: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  },
  'truncated-plan': {
    from: 'https-without-certificate',
    make: (text) => text.slice(0, text.indexOf('"listener"') + 20),
  },
  'empty-input': { from: 'https-without-certificate', make: () => '' },
  'raw-state-file': {
    from: 'standing-mistake',
    make: edit((plan) => {
      const [{ address, values, ...block }] = plan.prior_state.values.root_module.resources;
      const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
      const resource = { mode: block.mode, type: block.type, name: block.name, provider };
      const instances = [{ schema_version: 0, attributes: values, sensitive_attributes: [] }];
      const lineage = '0f9c2f2e-5d5c-4b0e-9a35-5f1b8f6c7d21';
      const head = { version: 4, terraform_version: plan.terraform_version, serial: 3, lineage, outputs: {} };
      return { ...head, resources: [{ ...resource, instances }], check_results: null };
    }),
  },
  'log-of-plan-json': {
    from: 'https-without-certificate',
    make: (text) => {
      const { terraform_version: version, resource_changes: changes } = JSON.parse(text);
      const common = { '@level': 'info', '@module': 'terraform.ui', '@timestamp': '2026-11-24T00:00:00.000000Z' };
      const { address, type, name } = changes[0];
      const resource = { addr: address, module: '', resource: address, resource_type: type, resource_name: name };
      const lines = [
        { ...common, '@message': `Terraform ${version}`, terraform: version, type: 'version', ui: '1.2' },
        {
          ...common,
          '@message': `${address}: Plan to create`,
          change: { resource, action: 'create' },
          type: 'planned_change',
        },
      ];
      return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    },
  },
};

const AWSCC = 'registry.terraform.io/hashicorp/awscc';

/** What plan JSON did not hold in Terraform 0.15, and some of which it did not hold in 0.12 either. */
const SINCE_0_15 = ['relevant_attributes', 'checks', 'applyable', 'complete', 'errored', 'action_reason'];
const SINCE_0_12 = [...SINCE_0_15, 'before_sensitive', 'after_sensitive', 'sensitive_values', 'resource_drift'];

/** A plan's text without what differs from run to run. */
export function scrub(text: string): string {
  const plan = JSON.parse(text);
  delete plan.timestamp;
  plan.relevant_attributes?.sort((one: Loose, other: Loose) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return `${JSON.stringify(plan)}\n`;
}

function edit(make: (plan: Loose) => Loose): Derivation['make'] {
  return (text) => `${JSON.stringify(make(JSON.parse(text)))}\n`;
}

/** The same without these keys, at any depth. */
function without(json: Loose, keys: readonly string[]): Loose {
  return JSON.parse(JSON.stringify(json), (key, value) => (keys.includes(key) ? undefined : value));
}

/** A plan whose certificate an acme_certificate makes in the place of the tls resources. */
function withAcme(plan: Loose, planned: Loose): Loose {
  const isTls = ({ type }: Loose) => type.startsWith('tls_');
  const block = { mode: 'managed', type: 'acme_certificate', name: 'shop' };
  const after = { account_key_pem: 'known', common_name: 'shop.example.com', key_type: '2048', ...planned };
  const unknown = { certificate_pem: true, private_key_pem: true, issuer_pem: true, certificate_not_after: true };
  const { root_module: root } = plan.configuration;
  plan.resource_changes = plan.resource_changes.filter((change: Loose) => !isTls(change));
  plan.resource_changes.push({
    ...{ address: 'acme_certificate.shop', ...block, provider_name: 'registry.terraform.io/vancluever/acme' },
    change: {
      actions: ['create'],
      before: null,
      after,
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: {},
    },
  });
  root.resources = root.resources.filter((resource: Loose) => !isTls(resource));
  root.resources.push({ address: 'acme_certificate.shop', ...block, provider_config_key: 'acme', expressions: {} });
  const [certificate] = root.resources;
  for (const [name, attribute] of [
    ['certificate_body', 'certificate_pem'],
    ['private_key', 'private_key_pem'],
  ] as const) {
    const references = [`acme_certificate.shop.${attribute}`, 'acme_certificate.shop'];
    certificate.expressions[name] = { references };
  }
  return plan;
}

function renameProviders(json: Loose, name: string): Loose {
  return JSON.parse(JSON.stringify(json), (key, value) => {
    return key === 'provider_name' || key === 'full_name' ? name : value;
  });
}

function settle(folder: string): void {
  const cases = readdirSync(folder);
  for (const name of cases.filter((name) => !(name in DERIVED))) {
    const path = join(folder, name, 'plan.json');
    writeFileSync(path, scrub(readFileSync(path, 'utf8')));
  }
  for (const [name, { from, make }] of Object.entries(DERIVED)) {
    if (!cases.includes(from)) continue;
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'plan.json'), make(readFileSync(join(folder, from, 'plan.json'), 'utf8')));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) settle(process.argv[2] ?? 'test/golden');
