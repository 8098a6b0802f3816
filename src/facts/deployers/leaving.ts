import { groupBy } from '../../model/group-by.js';
import type { Json, JsonObject } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import type { Resolver } from '../../resolve/index.js';
import { perPlan } from '../per-plan.js';

/** What the plan takes from a role that the state still shows it to have. */
export interface Leaving {
  /** ARNs of policies. */
  readonly attached: ReadonlySet<string>;
  /** Names of inline policies. */
  readonly inline: ReadonlySet<string>;
}

/** What attachments and inline policies that the plan deletes, or replaces, give to a role of that name now. */
export function leavingRole(resolver: Resolver, role: string): Leaving {
  const losses = lossesByRole(resolver).get(role) ?? [];
  return {
    attached: new Set(losses.flatMap(({ type, before }) => (type === INLINE ? [] : textsIn(before['policy_arn'])))),
    inline: new Set(losses.flatMap(({ type, before }) => (type === INLINE ? textsIn(before['name']) : []))),
  };
}

const INLINE = 'aws_iam_role_policy';
const TYPES: ReadonlySet<string> = new Set([INLINE, 'aws_iam_role_policy_attachment', 'aws_iam_policy_attachment']);

const lossesByRole = perPlan(({ plan }) => {
  const losses = plan.resources.flatMap((resource) => {
    const before = TYPES.has(resource.type) ? takenAway(resource) : undefined;
    if (before === undefined) return [];
    const roles = [...textsIn(before['role']), ...textsIn(before['roles'])];
    return roles.map((role) => ({ role, type: resource.type, before }));
  });
  return groupBy(losses, ({ role }) => role);
});

/** What is before the plan and may not be after it. What Terraform only forgets stays. */
function takenAway({ action, values, before }: Resource): JsonObject | undefined {
  if (action === 'delete') return values;
  return (action === 'replace' || action === 'update') && before !== null ? before : undefined;
}

function textsIn(json: Json | undefined): readonly string[] {
  return [json ?? []].flat().filter((text) => typeof text === 'string');
}
