import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DERIVED, scrub } from '../scripts/golden.js';
import type { Outcome } from '../src/model/finding.js';
import { UnusableInput } from '../src/model/problem.js';
import { exitCode, portOf, type Report, type ReportedListener } from '../src/model/report.js';
import { check } from '../src/pipeline.js';

/** What a folder's expected.json says, written from AWS's and Terraform's rules and not from what elbcert prints. */
interface Expected {
  readonly title: string;
  readonly why: string;
  readonly exit: 0 | 1 | 2;
  readonly args?: readonly string[];
  readonly listeners: readonly ExpectedListener[];
  readonly domains?: readonly ExpectedDomain[];
  /** Part of the error, where the input cannot be used. */
  readonly refusal?: string;
}

interface ExpectedDomain {
  readonly address: string;
  readonly policies: Readonly<Record<string, Outcome>>;
}

interface ExpectedListener {
  readonly address: string;
  readonly port: number | null;
  readonly policies: Readonly<Record<string, Outcome>>;
}

const GOLDEN = fileURLToPath(new URL('golden', import.meta.url));
const NOW = new Date('2026-11-24T00:00:00Z');

const cases = readdirSync(GOLDEN).map((name) => {
  return { name, expected: JSON.parse(readFileSync(join(GOLDEN, name, 'expected.json'), 'utf8')) as Expected };
});

test('there are cases, each with a title of its own', () => {
  assert.ok(cases.length > 80);
  assert.is(new Set(cases.map(({ expected }) => expected.title)).size, cases.length);
});

for (const { name, expected } of cases) {
  test(`${expected.title} (${name})`, async () => {
    if (expected.exit === 2) {
      const refusal = await judge(name, expected).catch((error: unknown) => error);
      assert.instance(refusal, UnusableInput);
      assert.match(String(refusal), expected.refusal ?? name);
      return;
    }
    const report = await judge(name, expected);
    assert.equal(outcomes(report, expected), expected.listeners.map(inOneLine).sort());
    assert.equal(domainOutcomes(report, expected.domains ?? []), expected.domains ?? []);
    assert.is(exitCode(report, { failOn: 'error', strict: false }), expected.exit);
  });
}

test('the plans of the cases hold nothing that varies between runs of Terraform, and derived plans are made by the script', () => {
  for (const { name } of cases) {
    const derivation = DERIVED[name];
    const text = plan(derivation?.from ?? name).toString('utf8');
    const made = derivation === undefined ? scrub(text) : derivation.make(text);
    assert.ok(Buffer.from(made).equals(plan(name)), `${name}: run npm run golden`);
  }
});

function plan(name: string): Buffer {
  return readFileSync(join(GOLDEN, name, 'plan.json'));
}

async function judge(name: string, { args = [] }: Expected): Promise<Report> {
  const many = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({ args: [...args], options: { region: many, pack: many } });
  const regions = new Map(values.region?.map(keyAndRegion));
  return check({ inputs: [join(GOLDEN, name, 'plan.json')], now: NOW, regions, packs: values.pack ?? [] });
}

/** `REGION` for providers that set none, or `KEY=REGION`. */
function keyAndRegion(text: string): readonly [string, string] {
  const [region = text, key = ''] = text.split('=').reverse();
  return [key, region];
}

/** Every domain of the report, with its outcome of the policies that are expected of it. */
function domainOutcomes(report: Report, expected: readonly ExpectedDomain[]): readonly ExpectedDomain[] {
  return report.domains.map(({ facts: { address } }) => {
    const ids = Object.keys(expected.find((other) => other.address === address)?.policies ?? {});
    const outcomeOf = (id: string): Outcome => {
      const found = report.findings.find((finding) => finding.policyId === id && finding.address === address);
      return found?.outcome ?? 'notApplicable';
    };
    return { address, policies: Object.fromEntries(ids.map((id) => [id, outcomeOf(id)])) };
  });
}

/** Every listener of the report, with its outcome of the policies that are expected of it. */
function outcomes(report: Report, expected: Expected): readonly string[] {
  return report.listeners
    .map((listener) => {
      const { address } = listener.facts;
      const port = portOf(listener.facts);
      const wanted = expected.listeners.find((other) => other.address === address && other.port === port);
      const ids = Object.keys(wanted?.policies ?? {});
      return inOneLine({
        address,
        port,
        policies: Object.fromEntries(ids.map((id) => [id, outcome(report, listener, id)])),
      });
    })
    .sort();
}

function outcome(report: Report, { facts }: ReportedListener, policyId: string): Outcome {
  assert.ok(
    report.policies.some(({ id }) => id === policyId),
    `no policy ${policyId}`,
  );
  const port = portOf(facts);
  const findings = report.findings.filter((finding) => {
    return finding.policyId === policyId && finding.address === facts.address && finding.port === port;
  });
  const namesakes = report.listeners.filter((other) => inOnePlace(other.facts, facts));
  assert.ok(findings.length <= namesakes.length, `${policyId} judged ${facts.address} ${port} more than once`);
  return findings[0]?.outcome ?? 'notApplicable';
}

/** Two listeners of a load balancer may have one port, as in a plan that AWS refuses. */
function inOnePlace(one: ReportedListener['facts'], other: ReportedListener['facts']): boolean {
  return one.address === other.address && JSON.stringify(one.port) === JSON.stringify(other.port);
}

function inOneLine({ address, port, policies }: ExpectedListener): string {
  const verdicts = Object.entries(policies).map(([id, verdict]) => `${id}=${verdict}`);
  return `${address} ${port}: ${verdicts.join(' ')}`;
}

test.run();
