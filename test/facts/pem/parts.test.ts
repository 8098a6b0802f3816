import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createContexts, FACT_SOURCES } from '../../../src/facts/index.js';
import { toPublicJson } from '../../../src/model/value.js';
import { moduleOfBlocks } from '../../../src/read/source/module-config.js';
import { parseHcl } from '../../../src/read/source/parse-hcl.js';
import { attachSource } from '../../../src/resolve/attach-source.js';
import { type Created, certificateIn, planOf } from '../collect.js';
import { pem } from './texts.js';

const options = { now: new Date('2026-11-24T00:00:00Z'), regions: new Map<string, string>() };

const refs = (...names: readonly string[]) => ({
  references: names.flatMap((name) => [name, name.split('.').slice(0, 2).join('.')]),
});
const LEAF = 'tls_self_signed_cert.leaf.cert_pem';
const CA = 'tls_self_signed_cert.ca.cert_pem';

const made = (name: string): readonly Created[] => [
  { type: 'tls_private_key', name, after: { algorithm: 'RSA' }, unknown: { private_key_pem: true, id: true } },
  {
    type: 'tls_self_signed_cert',
    name,
    after: { dns_names: [`${name}.example.com`] },
    unknown: { cert_pem: true, id: true, private_key_pem: true },
    expressions: { private_key_pem: refs(`tls_private_key.${name}.private_key_pem`) },
  },
];

const imported = (...references: readonly string[]): Created => ({
  type: 'aws_acm_certificate',
  name: 'site',
  after: {},
  unknown: { arn: true, id: true, certificate_body: true },
  expressions: { certificate_body: refs(...references) },
});

/** What a certificate is, whose body the source spells. */
function withBody(body: string) {
  const plan = planOf([imported(LEAF, CA), ...made('leaf'), ...made('ca')]);
  const { blocks } = parseHcl(`resource "aws_acm_certificate" "site" {\n  certificate_body = ${body}\n}`);
  const source = moduleOfBlocks(blocks, '.', () => undefined);
  const attached = attachSource(plan, source, { kind: 'snapshot' }).plan;
  const [first] = attached.resources;
  const context = createContexts(FACT_SOURCES, options)(attached);
  const facts = first && context.certificate(first)?.facts;
  const { pem: state, domainNames, assuming } = toPublicJson(facts ?? {});
  const identity = first && context.pem(first, 'certificate_body')?.certificateIdentity;
  return { state, domainNames, assuming, identity };
}

test('two certificates in one text are several, and the first one counts', () => {
  const both = withBody(`"\${${LEAF}}\${${CA}}"`);
  assert.equal([both.state, both.domainNames, both.assuming], ['bodyHasSeveral', ['leaf.example.com'], null]);
  assert.is(both.identity, undefined);
  assert.equal(withBody(`"\${${CA}}\\n\${${LEAF}}"`).domainNames, ['ca.example.com']);
});

test('a certificate that apply makes and one that is known are several', () => {
  const known = JSON.stringify(pem('chain-in-order', 'chain'));
  const after = withBody(`join("", [${LEAF}, ${known}])`);
  assert.equal([after.state, after.domainNames], ['bodyHasSeveral', ['leaf.example.com']]);
  const before = withBody(`"\${${known}}\${${LEAF}}"`);
  assert.is(before.state, 'bodyHasSeveral');
  assert.match(JSON.stringify(before.domainNames), 'unknown');
});

test('one certificate with something around it is that certificate', () => {
  for (const body of [`"\${${LEAF}}\\n"`, `"of the site:\\n\${${LEAF}}"`]) {
    const { state, domainNames } = withBody(body);
    assert.equal([state, domainNames], ['ok', ['leaf.example.com']], body);
  }
});

test('what is no PEM, and what is encoded, is none', () => {
  assert.is(withBody('"x-${tls_self_signed_cert.leaf.id}"').state, 'bodyNotPem');
  assert.is(withBody(`base64encode(${LEAF})`).state, 'bodyNotPem');
});

test('a text with a part that nobody knows may be anything', () => {
  assert.match(JSON.stringify(withBody(`"\${${LEAF}}\${aws_ssm_parameter.x.value}"`).state), 'unknown');
  assert.match(JSON.stringify(withBody(`trimspace(${LEAF})`).state), 'unknown');
});

test('without the source it is assumed that an argument is what it refers to', () => {
  const assuming = 'aws_acm_certificate.site has the texts that its arguments refer to, as they are';
  const found = (...created: readonly Created[]) => {
    const facts = certificateIn(...created, ...made('leaf'), ...made('ca'));
    return [facts['pem'], facts['assuming']];
  };
  assert.equal(found(imported(LEAF)), ['ok', assuming]);
  const text = { ...imported(), after: { certificate_body: pem('chain-in-order', 'cert') }, unknown: { arn: true } };
  assert.equal(found(text), ['ok', null]);
  const plan = planOf([imported(LEAF), ...made('leaf')]);
  const [first] = plan.resources;
  const sure = createContexts(FACT_SOURCES, options, false)(plan);
  const { pem: state, keyAlgorithm, assuming: none } = toPublicJson((first && sure.certificate(first)?.facts) ?? {});
  assert.match(JSON.stringify(state), 'the plan does not show what certificate_body makes of a text');
  assert.equal([keyAlgorithm, none], ['RSA_2048', null]);
});

test.run();
