import { onceEach } from '../../model/collections.js';
import type { CertificateFacts } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { absent, known, oneOf, unknown, type Value } from '../../model/value.js';
import { type FactContext, perPlan, sourceOf, type TracedCertificate } from '../sources.js';

/**
 * A certificate, with whether the plan destroys one that its user, which names it so, has until then: AWS deletes no
 * certificate that is in use. A user that is replaced is destroyed before what it depends on. One that is updated has its
 * old certificate until then, and the update waits until everything that it depended on before is destroyed, but for what
 * was made with `create_before_destroy`.
 * Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServerCertificate.html
 * Source: https://github.com/hashicorp/terraform/blob/v1.11.4/internal/terraform/transform_destroy_edge.go
 */
export function withDestruction(
  context: FactContext,
  user: Resource,
  named: Value<string>,
  { facts, trace }: TracedCertificate,
): TracedCertificate {
  const told = (one: CertificateFacts) => ({ ...one, destroyedInUse: destroyedInUse(context, user, named, one) });
  const alternatives = facts.alternatives?.map(told);
  if (alternatives === undefined) return { facts: told(facts), trace };
  const each = alternatives.map((one) => one.destroyedInUse);
  const either = oneOf(each, 'it depends on which certificate it turns out to be');
  return { facts: { ...facts, alternatives, destroyedInUse: either }, trace };
}

function destroyedInUse(
  { resolver, sources }: FactContext,
  user: Resource,
  named: Value<string>,
  { address, destroyedInUse: untold }: CertificateFacts,
): Value<boolean> {
  const no = untold.kind === 'absent' ? absent : known(false);
  if (user.before === null || user.action === 'create' || user.action === 'replace') return no;
  const had = certificatesBefore(resolver)(user).filter(({ resource }) => sourceOf(sources.certificates, resource));
  const isOwn = ({ resource }: Destroyed) => address.kind === 'known' && address.value === resource.address;
  const own = destroyedIn(resolver).find((one) => isOwn(one) && one.resource.action === 'replace');
  if (own?.names.length === 0) return unknown(`the plan does not tell the ARN that ${own.resource.address} has`);
  if (own !== undefined) return known(had.includes(own));
  const removed = had.find(({ resource }) => resource.action === 'delete');
  const keepsRemoved = named.kind === 'known' && removed?.names.includes(named.value) === true;
  if (user.action === 'update' && removed !== undefined && !keepsRemoved) {
    return unknown(
      `${user.address} is updated after ${removed.resource.address} is destroyed, unless that was made with create_before_destroy`,
    );
  }
  return had.length === 0 && address.kind === 'unknown' ? no : untold;
}

/** A certificate that the plan destroys before it makes anything in its place, and what it is named by: its ARN, its id. */
interface Destroyed {
  readonly resource: Resource;
  readonly names: readonly string[];
}

const destroyedIn = perPlan(({ plan }): readonly Destroyed[] => {
  const destroyed = plan.resources.filter(({ action, replacement }) => {
    return action === 'delete' || replacement === 'deleteFirst';
  });
  return destroyed.map((resource) => {
    const names = [resource.before?.['arn'], resource.before?.['id']];
    return { resource, names: names.flatMap((name) => (typeof name === 'string' && name !== '' ? [name] : [])) };
  });
});

/** Those of them that a resource has, going by its values. */
const certificatesBefore = perPlan((resolver) =>
  onceEach((user: Resource): readonly Destroyed[] => {
    const destroyed = destroyedIn(resolver);
    const before = destroyed.length === 0 ? '' : JSON.stringify(user.before);
    return destroyed.filter(({ names }) => names.some((name) => includesName(before, name)));
  }),
);

/** Whether a text has a whole name: the ARN of one certificate of IAM may be the beginning of the ARN of another. */
function includesName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[\w+=.@-]/.test(text.charAt(at + name.length))) return true;
  }
  return false;
}
