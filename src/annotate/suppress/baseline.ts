import { schemaChecker } from '../../judge/schema-faults.js';
import { groupBy } from '../../model/collections.js';
import { isListener, type UserFacts } from '../../model/facts.js';
import type { Finding } from '../../model/finding.js';
import type { Action } from '../../model/plan.js';
import { UnusableInput } from '../../model/problem.js';
import type { Report } from '../../model/report.js';
import { readSmallFile } from '../../model/small-file.js';
import { suppress } from './suppression.js';

/** One finding that is known already. */
export interface KnownFinding {
  readonly input: string;
  readonly address: string;
  readonly port: number | null;
  readonly policyId: string;
  readonly outcome: 'fail' | 'open';
}

/** The findings that are known already, and the file that says so. */
export interface Baseline {
  readonly file: string;
  readonly findings: readonly KnownFinding[];
}

/** Unit: bytes. Some 100,000 findings. */
const LARGEST_BASELINE = 32 * 1024 * 1024;

const checkBaseline = schemaChecker('schemas/baseline.schema.json');

/** Throws: UnusableInput where there is no such file, or it is no baseline. */
export function readBaseline(file: string): Baseline {
  const hint = 'write one: elbcert baseline write PLAN';
  const document = parseJson(file, hint);
  const faults = checkBaseline(document).slice(0, 10);
  if (faults.length === 0) return { file, findings: (document as { readonly findings: KnownFinding[] }).findings };
  throw new UnusableInput(
    faults.map(({ pointer, message }) => ({
      path: file,
      message: `is no baseline: ${pointer === '' ? message : `${pointer}: ${message}`}`,
      hint,
    })),
  );
}

function parseJson(file: string, hint: string): unknown {
  try {
    return JSON.parse(readSmallFile(file, LARGEST_BASELINE).toString('utf8'));
  } catch (error) {
    if (error instanceof UnusableInput)
      throw new UnusableInput(error.problems.map((problem) => ({ ...problem, hint })));
    throw new UnusableInput([{ path: file, message: 'is no baseline: not JSON', hint }]);
  }
}

/** The baseline of some findings: those that count, in an order that the plan does not decide. */
export function formatBaseline(findings: readonly Finding[]): string {
  const known = findings.flatMap(({ input, address, port, policyId, outcome, waiver }) =>
    outcome === 'pass' || waiver !== null ? [] : [{ input, address, port, policyId, outcome }],
  );
  const lines = [...new Set(known.map((finding) => JSON.stringify(finding)))].sort();
  return `{\n  "schemaVersion": 1,\n  "findings": [${lines.map((line) => `\n    ${line}`).join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}

export interface BaselineOptions {
  /** The inputs of this run. */
  readonly inputs: readonly string[];
  /** Whether the plan changes what a finding is about. */
  readonly isTouched: (finding: Finding) => boolean;
}

/** What a baseline does to findings. */
export interface AppliedBaseline {
  readonly findings: readonly Finding[];
  /** How many of the baseline's findings this run does not have any more. */
  readonly gone: number;
}

/**
 * Suppresses the findings that a baseline knows, until a plan touches what they are about. One that was open and now
 * fails is another finding.
 */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  { inputs, isTouched }: BaselineOptions,
): AppliedBaseline {
  const single = inputs.length === 1 && new Set(baseline.findings.map(({ input }) => input)).size <= 1;
  const key = ({ input, address, port, policyId, outcome }: KnownFinding) =>
    JSON.stringify([single ? '' : input, address, port, policyId, outcome]);
  const known = new Set(baseline.findings.map(key));
  const met = new Set<string>();
  const applied = suppress(findings, (finding) => {
    const own = key(finding);
    if (!known.has(own)) return undefined;
    met.add(own);
    if (isTouched(finding)) return undefined;
    return { reason: 'known before, and no planned change touches it', source: baseline.file };
  });
  return { findings: applied, gone: known.size - met.size };
}

/**
 * Whether the plans change what a finding is about. A deployer is no part of that, so a known finding about it stays known; nor
 * is what a stack declares, since a stack holds the same resources before and after they are deployed.
 */
export function touchedBy({ listeners, domains }: Pick<Report, 'listeners' | 'domains'>): BaselineOptions['isTouched'] {
  const isChanged = (facts: UserFacts) => ownAction(facts) !== 'declared' && isTouched(facts);
  const keyOf = (input: string, address: string) => JSON.stringify([input, address]);
  const touched = groupBy(
    listeners.filter(({ facts }) => isChanged(facts)),
    ({ input, facts }) => keyOf(input, facts.address),
  );
  const touchedDomains = new Set(
    domains.filter(({ facts }) => isChanged(facts)).map(({ input, facts }) => keyOf(input, facts.address)),
  );
  return ({ subject, input, address, port }) => {
    if (subject === 'domain') return touchedDomains.has(keyOf(input, address));
    return (touched.get(keyOf(input, address)) ?? []).some(({ facts }) => {
      return facts.port.kind !== 'known' || facts.port.value === port;
    });
  };
}

/** What leaves a resource as it is. An import does not: it is the first plan that answers for the resource. */
const LEAVES: ReadonlySet<Action> = new Set<Action>(['no-op', 'state', 'read', 'forget']);

/**
 * Whether a plan changes a domain, or a listener's load balancer, or the certificate. A certificate of which not even the action is
 * known may be changed, so it counts.
 */
export function isTouched(facts: UserFacts): boolean {
  if (!LEAVES.has(ownAction(facts))) return true;
  const { action } = facts.certificate;
  switch (action.kind) {
    case 'absent':
      return false;
    case 'known':
      return !LEAVES.has(action.value);
    case 'unknown':
      return action.candidates === undefined || !action.candidates.every((candidate) => LEAVES.has(candidate));
    default:
      return action satisfies never;
  }
}

/** What happens to a domain, or to the load balancer of a listener. */
function ownAction(facts: UserFacts): Action {
  return isListener(facts) ? facts.loadBalancer.action : facts.action;
}
