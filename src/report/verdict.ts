import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { isValue, type Unknown } from '../model/value.js';
import { grouped, STANDINGS, type Standing, standingOf } from './grouped.js';
import { plural } from './names.js';
import { compareNatural } from './order.js';

/** The report in one line, and how many listeners and deployers stand how. */
export interface Verdict {
  readonly standing: Standing;
  readonly text: string;
  readonly listeners: Readonly<Record<Standing, number>>;
}

export function verdictOf(report: Report): Verdict {
  const inputs = grouped(report);
  const listeners = inputs.flatMap(({ loadBalancers }) =>
    loadBalancers.flatMap((loadBalancer) =>
      loadBalancer.listeners.flatMap(({ findings, facts }) =>
        Array(Math.max(1, facts.length)).fill(standingOf(findings)),
      ),
    ),
  );
  const deployers = inputs.flatMap((input) => input.deployers.map(({ findings }) => standingOf(findings)));
  const counts = countStandings(listeners);
  const standing = STANDINGS.find((word) => listeners.includes(word) || deployers.includes(word)) ?? 'pass';
  const subjects = {
    listener: { all: listeners.length, so: counts[standing] },
    deployer: { all: deployers.length, so: deployers.filter((word) => word === standing).length },
  };
  return { standing, listeners: counts, text: verdictText(standing, subjects.listener, subjects.deployer) };
}

interface Share {
  readonly all: number;
  /** Those that stand as the verdict does. */
  readonly so: number;
}

const CLAUSES = {
  error: 'must be fixed before apply',
  warning: 'with warnings, no errors',
  note: 'with remarks, no errors',
  open: 'cannot be decided yet',
  waived: 'waived, nothing else found',
} as const satisfies Record<Exclude<Standing, 'pass'>, string>;

function verdictText(standing: Standing, listeners: Share, deployers: Share): string {
  if (listeners.all === 0 && deployers.all === 0) return 'no Classic Load Balancer to check';
  const shares = [share(listeners, 'listener'), share(deployers, 'deployer')].filter(Boolean);
  if (standing !== 'pass') return `${shares.join(' and ')} ${CLAUSES[standing]}`;
  return `${shares[0]} ${(listeners.all || deployers.all) === 1 ? 'is' : 'are'} fine`;
}

/** `2 of 6 listeners`, `all 6 listeners`, `the listener`; nothing where none stands so. */
function share({ all, so }: Share, noun: string): string {
  if (so === 0) return '';
  if (all === 1) return `the ${noun}`;
  return so === all ? `all ${plural(all, noun)}` : `${so} of ${plural(all, noun)}`;
}

function countStandings(standings: readonly Standing[]): Record<Standing, number> {
  const count = (standing: Standing) => standings.filter((word) => word === standing).length;
  return Object.fromEntries(STANDINGS.map((standing) => [standing, count(standing)])) as Record<Standing, number>;
}

/** One sentence for all that is open on one subject: the unknown facts, why they are unknown, what would decide them. */
export function describeOpen(findings: readonly Finding[], facts: readonly object[]): string {
  const clauses = new Map<string, Set<string>>();
  for (const finding of findings) {
    for (const { clause, path } of causesOf(finding, facts)) {
      clauses.set(clause, (clauses.get(clause) ?? new Set()).add(path));
    }
  }
  const ids = [...new Set(findings.map(({ policyId }) => policyId))].sort(compareNatural);
  const sentences = [...clauses].map(([clause, paths]) => [namePaths([...paths]), clause].filter(Boolean).join(': '));
  return `${sentences.join(' | ')} [${ids.join(', ')}]`;
}

/** What a finding waits for. One that names no unknown fact speaks for itself. */
function causesOf(finding: Finding, facts: readonly object[]) {
  const causes = finding.decidedBy.flatMap((path) => {
    const steps = stepsOf(path);
    return facts.flatMap((subject) => {
      const value = follow(subject, steps);
      return isValue(value) && value.kind === 'unknown' ? [{ clause: explain(value), path: steps.join('.') }] : [];
    });
  });
  return causes.length > 0 ? causes : [{ clause: finding.message, path: '' }];
}

function explain(value: Unknown<unknown>): string {
  const candidates = value.sensitive === true ? [] : (value.candidates ?? []);
  const choice = candidates.length > 0 && candidates.length <= 3 ? ` (${candidates.map(quote).join(' or ')})` : '';
  return `${value.reason}${choice}${value.remedy === undefined ? '' : `; ${value.remedy}`}`;
}

function quote(candidate: unknown): string {
  return JSON.stringify(candidate);
}

/** Where not even the source of a certificate is known, nothing about it is: one word says so. */
function namePaths(paths: readonly string[]): string {
  const wholly = paths.includes('certificate.source');
  const named = paths.map((path) => (wholly && path.startsWith('certificate.') ? 'certificate' : path));
  return [...new Set(named)].sort(compareNatural).join(', ');
}

function follow(facts: object, steps: readonly string[]): unknown {
  let at: unknown = facts;
  for (const step of steps) {
    if (isValue(at)) return at;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

/** The steps of a JSON pointer or of a dotted path. Source: https://www.rfc-editor.org/rfc/rfc6901 */
export function stepsOf(path: string): readonly string[] {
  if (!path.startsWith('/')) return path.split('.');
  const steps = path.slice(1).split('/');
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
