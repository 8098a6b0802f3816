import { distinctBy, groupBy } from '../../model/collections.js';
import { isListener } from '../../model/facts.js';
import type { Finding, FindingSubject, Location, Waiver } from '../../model/finding.js';
import { parsePattern } from './address-pattern.js';
import { type SuppressibleSubject, subjectKey, suppress } from './suppression.js';
import { waiverFinding, waiverPolicies } from './waiver-policies.js';

/** A waiver as somebody wrote it in a configuration. */
export interface ConfiguredWaiver {
  /** The id of a policy. */
  readonly policy: string;
  readonly address: string;
  /** Null for every listener of the address. */
  readonly port: number | null;
  readonly reason: string;
  readonly owner: string | null;
  /** The last day that it counts, `2027-01-31`. */
  readonly expires: string | null;
  readonly file: string;
  /** From 1. */
  readonly line: number | null;
}

/** Findings after some waivers, and the findings about waivers that are expired, unused or invalid. */
export interface Waived {
  readonly findings: readonly Finding[];
  readonly aboutWaivers: readonly Finding[];
}

export interface ConfiguredWaiverOptions {
  readonly subjects: readonly SuppressibleSubject[];
  readonly now: Date;
  /** False where only a part was judged, so that nothing can be said of what a waiver did not meet. */
  readonly whole: boolean;
}

/** Applies waivers from a configuration: the first valid one that fits a finding suppresses it. */
export function applyConfiguredWaivers(
  findings: readonly Finding[],
  waivers: readonly ConfiguredWaiver[],
  options: ConfiguredWaiverOptions,
): Waived {
  const balancers = balancersOf(options.subjects);
  const matchers = waivers.map((waiver) => ({
    waiver,
    fits: matcher(waiver, balancers),
    expired: isExpired(waiver, options.now),
  }));
  const byPolicy = groupBy(matchers, ({ waiver }) => waiver.policy);
  const met = new Map<ConfiguredWaiver, Finding[]>(waivers.map((waiver) => [waiver, []]));
  const waived = suppress(findings, (finding) => {
    const fitting = (byPolicy.get(finding.policyId) ?? []).filter(({ fits }) => fits(finding));
    for (const { waiver } of fitting) met.get(waiver)?.push(finding);
    const valid = fitting.find(({ expired }) => !expired);
    return valid === undefined ? undefined : suppressionBy(valid.waiver);
  });
  const aboutWaivers = matchers.flatMap(({ waiver, fits, expired }) => {
    const accepted = met.get(waiver) ?? [];
    if (expired) return [expiredFinding(waiver, accepted)];
    return accepted.length === 0 && options.whole ? [unusedFinding(waiver, options.subjects.filter(fits))] : [];
  });
  return { findings: waived, aboutWaivers };
}

type Subject = Pick<FindingSubject, 'subject' | 'input' | 'address' | 'port'>;

/**
 * Whether a waiver is of a subject, whatever its policy. A listener that is a resource of its own goes by its load
 * balancer's address, too, which is what reports put above it.
 */
function matcher({ address, port }: ConfiguredWaiver, balancers: ReadonlyMap<string, string>) {
  const covers = parsePattern(address) ?? ((text: string) => text === address);
  return (subject: Subject): boolean => {
    if (port !== null && subject.port !== port) return false;
    const balancer = balancers.get(subjectKey(subject));
    return covers(subject.address) || (balancer !== undefined && covers(balancer));
  };
}

/** The load balancers of listeners that are resources of their own. */
function balancersOf(subjects: readonly SuppressibleSubject[]): ReadonlyMap<string, string> {
  return new Map(
    subjects.flatMap((subject) => {
      const { facts, address } = subject;
      if (facts === undefined || !isListener(facts) || facts.loadBalancer.address === address) return [];
      return [[subjectKey(subject), facts.loadBalancer.address] as const];
    }),
  );
}

/** The day itself still counts, everywhere that has it: days are UTC's. */
function isExpired({ expires }: ConfiguredWaiver, now: Date): boolean {
  return expires !== null && now.toISOString().slice(0, 10) > expires;
}

function suppressionBy({ reason, owner, expires, file, line }: ConfiguredWaiver): Waiver {
  return {
    reason,
    source: line === null ? file : `${file}:${line}`,
    ...(owner === null ? {} : { owner }),
    ...(expires === null ? {} : { expires }),
  };
}

function expiredFinding(waiver: ConfiguredWaiver, accepted: readonly Finding[]): Finding {
  const rest = accepted.length === 0 ? ', and nothing needs it any more' : `: "${waiver.reason}"`;
  const owner = waiver.owner === null ? '' : `, owner "${waiver.owner}"`;
  const message = `the waiver of ${waiver.policy} expired on ${waiver.expires}${owner}${rest}`;
  return waiverFinding(waiverPolicies.expired, aboutOf(waiver, accepted), message, locationOf(waiver));
}

function unusedFinding(waiver: ConfiguredWaiver, named: readonly SuppressibleSubject[]): Finding {
  const message =
    named.length === 0
      ? `the waiver of ${waiver.policy} names "${waiver.address}"${waiver.port === null ? '' : ` listener ${waiver.port}`}, and there is none`
      : `the waiver of ${waiver.policy} accepts nothing: no such finding is left`;
  return waiverFinding(waiverPolicies.unused, aboutOf(waiver, named), message, locationOf(waiver));
}

/** The one subject that a waiver met, else the waiver as it is written. */
function aboutOf(waiver: ConfiguredWaiver, met: readonly FindingSubject[]): FindingSubject {
  const [only, ...others] = distinctBy(met, subjectKey);
  if (only !== undefined && others.length === 0) return only;
  const { file, address, port } = waiver;
  return { input: file, subject: 'waiver', address, port, constructPath: null };
}

function locationOf({ file, line }: ConfiguredWaiver): Location | null {
  return line === null ? null : { file, line, column: null, via: 'config' };
}
