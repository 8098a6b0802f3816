import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { absent, known, published, unknown } from '../../src/model/value.js';
import { check } from '../../src/pipeline.js';
import { escapeControlsInJson } from '../../src/report/escape.js';
import json from '../../src/report/json.js';
import { portOf } from '../../src/report/names.js';
import { createFactsSpeller } from '../../src/report/spell-facts.js';
import { createFindingSpeller } from '../../src/report/spell-finding.js';
import { spellText } from '../../src/report/spell-json.js';
import { certificate, deployer, finding, listener, loadBalancer, report } from './build.js';

const GOLDEN = fileURLToPath(new URL('../golden', import.meta.url));

const NASTY = [
  '',
  '"',
  '\\',
  'a\nb\tc\r\u0000\u0007\u001b[2J',
  '\u007f\u0085\u009b',
  '\u2028\u2029',
  '\u202e\u2066\ufeff\u00ad\u200b',
  '\ud800',
  'a\udc00b',
  '🔒',
  '\u{e0041}',
  '#',
  '##vso[task.complete]',
  '##[error]',
  '###[x',
  '::error::x',
  '__proto__',
  'größe/日本',
];

/** What is defined: `JSON.stringify` of what is published, safe to print. */
function plainly(value: object): string {
  return escapeControlsInJson(JSON.stringify(value));
}

function publishedFinding({ location, waiver, ...finding }: Finding): object {
  const { policyId, outcome, level, input, subject, address, constructPath, port } = finding;
  const { message, fix, decidedBy, trace } = finding;
  const about = { policyId, outcome, level, input, subject, address, constructPath, port };
  return { ...about, message, fix, decidedBy, trace, location, waiver };
}

/** The lines of a report, in any order: what they hold is compared here. */
function linesOf(made: Report): readonly string[] {
  const lines = json.render(made).split('\n');
  return lines.filter((line) => line.startsWith('    ')).map((line) => line.trim().replace(/,$/, ''));
}

function expectedLines({ listeners, deployers, findings }: Report): readonly string[] {
  return [
    ...listeners.map(({ input, facts }) => plainly({ input, ...published(facts), port: portOf(facts) })),
    ...deployers.map(({ input, facts }) => {
      const permissions = Object.fromEntries(Object.entries(facts.permissions).sort());
      return plainly({ input, ...published({ ...facts, permissions }) });
    }),
    ...findings.map((each) => plainly(publishedFinding(each))),
  ];
}

test('text is spelled as JSON.stringify spells it, made safe to print', () => {
  for (const text of NASTY) assert.is(spellText(text), escapeControlsInJson(JSON.stringify(text)));
  const unit = fc.oneof(
    fc.constantFrom(...NASTY, '[', ']', 'a', ' ', '~'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  );
  fc.assert(
    fc.property(fc.array(unit), (parts) => {
      assert.is(spellText(parts.join('')), escapeControlsInJson(JSON.stringify(parts.join(''))));
    }),
  );
});

test('facts are spelled as they are published', () => {
  const spell = createFactsSpeller();
  const shared = { address: '"shared"', action: 'create' };
  const facts = [
    ...NASTY.map((text) => JSON.parse(`{"__proto__":${JSON.stringify(known(text))},"a":{"__proto__":{"b":1}}}`)),
    { shared, a: absent, b: known(null), c: known([]), d: known({ kind: 'absent', x: NASTY }), e: known(-0.5) },
    { shared, a: unknown('##[why', { candidates: NASTY, identity: '\u2028', remedy: '--region' }) },
    { shared: { ...shared }, a: unknown('no', { candidates: ['secret'], sensitive: true }), b: known('secret', true) },
    { shared, list: [known(1), absent, unknown('x'), [known('a')], { deep: known(true) }], none: undefined, no: null },
    {},
  ];
  for (const each of [...facts, ...facts.reverse()]) {
    assert.is(spell('in"put', each), plainly({ input: 'in"put', ...published(each) }));
  }
});

test('a finding is spelled alike whatever was spelled before it', () => {
  const waiver = { reason: 'moves', source: 'elbcert.yaml' };
  const place = { file: 'main.tf', line: 3, column: null, via: 'source' };
  const some: readonly Finding[] = [
    finding(),
    finding({ outcome: 'open' }),
    finding({ level: 'note' }),
    finding({ input: 'other.json' }),
    finding({ subject: 'deployer', port: null }),
    finding({ fix: 'another' }),
    finding({ policyId: 'another' }),
    finding({ decidedBy: [] }),
    finding({ decidedBy: ['port'] }),
    finding({ port: 80 }),
    finding({ trace: [] }),
    finding({ constructPath: 'Stack/web' }),
    finding({ location: place }),
    finding({ waiver, location: place }),
    finding({ waiver: { ...waiver, owner: 'team', expires: '2027-01-31' } }),
    ...NASTY.map((text) => finding({ address: text, message: text, constructPath: text, trace: [text], fix: text })),
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...some), { maxLength: 40 }), (findings) => {
      const spell = createFindingSpeller();
      for (const each of findings) assert.is(spell(each), plainly(publishedFinding(each)));
    }),
  );
});

test('sayings that are forgotten are spelled again', () => {
  const spell = createFindingSpeller();
  const findings = Array.from({ length: 3000 }, (_, at) => finding({ message: `message ${at % 1500}` }));
  for (const each of findings) assert.is(spell(each), plainly(publishedFinding(each)));
});

test('the port of a listener is a number or null', () => {
  const listeners = [
    listener({ port: unknown('known after apply', { candidates: [1, 2] }), trace: NASTY }),
    listener({ loadBalancer: loadBalancer('##[x'), certificate: certificate({ alternatives: [certificate()] }) }),
    listener({ port: absent, address: 'aws_elb.\u2028' }),
  ];
  const made = report({ listeners, deployers: [deployer()] });
  assert.equal([...linesOf(made)].sort(), [...expectedLines(made)].sort());
});

for (const name of readdirSync(GOLDEN)) {
  test(`every line of ${name} is as it is defined`, async () => {
    const made = await check({
      inputs: [join(GOLDEN, name, 'plan.json')],
      now: new Date('2026-11-24T00:00:00Z'),
    }).catch(() => undefined);
    if (made === undefined) return; // It cannot be used.
    const input = JSON.stringify(join(GOLDEN, name, 'plan.json'));
    assert.ok(json.render(made).includes(`"inputs": [{"path":${input}`));
    assert.equal([...linesOf(made)].sort(), [...expectedLines(made)].sort());
  });
}

test.run();
