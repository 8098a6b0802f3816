import type { Resource } from '../../model/plan.js';
import { absent, oneOf, type Value } from '../../model/value.js';
import { type AcceptsFacts, accepts, type ServiceRow } from '../services.js';
import type { FactContext } from '../sources.js';

/**
 * What a domain takes whose service is one of some rows. Outside of partition `aws` nobody documents which Region serves
 * CloudFront's edge, so that nothing is demanded there.
 * Source: https://docs.aws.amazon.com/general/latest/gr/cf_region.html
 */
export function acceptsOf(
  { resolver }: FactContext,
  resource: Resource,
  rows: readonly ServiceRow[],
  reason = '',
): AcceptsFacts {
  const region = resolver.region(resource);
  const partition = resolver.partition(resource);
  const found = accepts(rows, { region, partition, account: resolver.account(resource) }, reason);
  if (partition.kind !== 'known' || partition.value === 'aws') return found;
  const regions = rows.map((row): Value<string> => (row.region === 'own' ? region : absent));
  return { ...found, region: oneOf(regions, reason) };
}
