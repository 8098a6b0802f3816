import type { Plan } from '../../model/plan.js';
import type { Value } from '../../model/value.js';
import { blockOf, type GivenRegions, resolve } from '../../resolve/index.js';

/** A data source for which Terraform lists the certificates of a Region. */
export interface CertificateLookUp {
  readonly address: string;
  readonly region: Value<string>;
  /** False where it was read when the plan was made. */
  readonly isReadAtApply: boolean;
}

const TYPE = 'aws_acm_certificate';

/** The look-ups of certificates in a plan. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/acm_certificate */
export function certificateLookUps(plan: Plan, regions: GivenRegions): readonly CertificateLookUp[] {
  if (!plan.resources.some(({ mode, type }) => mode === 'data' && type === TYPE)) return [];
  const resolver = resolve(plan, regions);
  const configured = resolver.index.ofType('data', TYPE).filter((resource) => {
    return plan.configuration === undefined || blockOf(plan, resource) !== undefined;
  });
  return configured.map((resource) => ({
    address: resource.address,
    region: resolver.region(resource),
    isReadAtApply: resource.action === 'read',
  }));
}
