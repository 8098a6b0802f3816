import { blockAddress } from '../model/address.js';
import type { Body, Expression, ModuleConfig, Plan, Resource } from '../model/plan.js';
import { moduleScope } from './scope.js';

/** Which resource blocks of a module refer to which, both without instance keys. */
const REFERRERS = new WeakMap<ModuleConfig, ReadonlyMap<string, readonly string[]>>();

/**
 * The resource blocks of a module that refer to a resource of it, themselves or through other resources, and its own
 * block: Terraform makes them after the resource, so that nothing of them can be in it.
 */
export function dependents(plan: Plan, resource: Resource): ReadonlySet<string> {
  const found = new Set([blockAddress(resource)]);
  const config = moduleScope(plan, resource.module)?.config;
  if (config === undefined) return found;
  const referrers = referrersIn(config);
  for (const address of found) for (const referrer of referrers.get(address) ?? []) found.add(referrer);
  return found;
}

function referrersIn(config: ModuleConfig): ReadonlyMap<string, readonly string[]> {
  const known = REFERRERS.get(config);
  if (known !== undefined) return known;
  const referrers = new Map<string, string[]>();
  for (const [address, references] of referencesByBlock(config)) {
    for (const reference of new Set(references.map(resourceIn))) {
      referrers.set(reference, [...(referrers.get(reference) ?? []), address]);
    }
  }
  REFERRERS.set(config, referrers);
  return referrers;
}

/** Every resource block of a module that the input holds, with what its expressions refer to. */
export function referencesByBlock(config: ModuleConfig): ReadonlyMap<string, readonly string[]> {
  const addresses = config.addresses?.() ?? [];
  return new Map(
    addresses.map((address) => {
      const block = config.resources.get(address);
      const expressions = block && [block.forEach, block.count, ...expressionsIn(block.body)];
      return [address, (expressions ?? []).flatMap((expression) => expression?.references ?? [])];
    }),
  );
}

function expressionsIn(body: Body): readonly Expression[] {
  return (body.names?.() ?? []).flatMap((name) => {
    const own = body.expression(name);
    return [...(own === undefined ? [] : [own]), ...body.blocks(name).flatMap(expressionsIn)];
  });
}

/** The resource block that a reference leads to. */
function resourceIn(reference: string): string {
  const plain = reference.replace(/\[[^\]]*\]/g, '');
  return plain
    .split('.')
    .slice(0, plain.startsWith('data.') ? 3 : 2)
    .join('.');
}
