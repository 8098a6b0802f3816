import { isListener, type UserFacts } from '../model/facts.js';
import type { Value } from '../model/value.js';

/** A Region as texts name it. */
export type RegionName = (region: string) => string;

/** Names every Region, save for these. */
export function regionNames(sensitive: readonly string[]): RegionName {
  const hidden = new Set(sensitive);
  return (region) => (hidden.has(region) ? '(sensitive)' : region);
}

/** The Regions among some values that Terraform marks sensitive. */
export function sensitiveAmong(regions: readonly Value<string>[]): readonly string[] {
  const marked = regions.flatMap((region) =>
    region.kind === 'known' && region.sensitive === true ? region.value : [],
  );
  return [...new Set(marked)];
}

/** The Regions of what uses certificates, and of the certificates that it may use. */
export function regionsOfUser(facts: UserFacts): readonly Value<string>[] {
  const { certificate } = facts;
  const certificates = [certificate, ...(certificate.alternatives ?? [])];
  return [isListener(facts) ? facts.loadBalancer.region : facts.region, ...certificates.map(({ region }) => region)];
}
