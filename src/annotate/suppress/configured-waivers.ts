import { groupBy } from '../../model/collections.js';
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
  const matchers = waivers.map((waiver) => ({
    waiver,
    fits: matcher(waiver),
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
  const aboutWaivers = matchers.flatMap(({ waiver, expired }) => {
    const accepted = met.get(waiver) ?? [];
    if (expired) return [expiredFinding(waiver, accepted)];
    return accepted.length === 0 && options.whole ? [unusedFinding(waiver, options.subjects)] : [];
  });
  return { findings: waived, aboutWaivers };
}

/** Whether a waiver is of a finding's subject; which policy it is of is known. */
function matcher({ address, port }: ConfiguredWaiver): (finding: Finding) => boolean {
  const covers = parsePattern(address) ?? ((text: string) => text === address);
  return (finding) => (port === null || finding.port === port) && covers(finding.address);
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

function unusedFinding(waiver: ConfiguredWaiver, subjects: readonly SuppressibleSubject[]): Finding {
  const covers = parsePattern(waiver.address);
  const named = subjects.filter(
    ({ address, port }) => covers?.(address) === true && (waiver.port === null || waiver.port === port),
  );
  const message =
    named.length === 0
      ? `the waiver of ${waiver.policy} names "${waiver.address}"${waiver.port === null ? '' : ` listener ${waiver.port}`}, and there is none`
      : `the waiver of ${waiver.policy} accepts nothing: no such finding is left`;
  return waiverFinding(waiverPolicies.unused, aboutOf(waiver, named), message, locationOf(waiver));
}

/** The one subject that a waiver met, else the waiver as it is written. */
function aboutOf(waiver: ConfiguredWaiver, met: readonly FindingSubject[]): FindingSubject {
  const [only, ...others] = [...new Map(met.map((one) => [subjectKey(one), one])).values()];
  if (only !== undefined && others.length === 0) return only;
  const { file, address, port } = waiver;
  return { input: file, subject: only?.subject ?? 'listener', address, port, constructPath: null };
}

function locationOf({ file, line }: ConfiguredWaiver): Location | null {
  return line === null ? null : { file, line, column: null, via: 'config' };
}
