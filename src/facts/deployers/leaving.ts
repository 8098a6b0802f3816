import { arrayOf, type Json, type JsonObject, stringProperty } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import type { Resolver } from '../../resolve/index.js';

/** What the plan takes from a role that the state still shows it to have. */
export interface Leaving {
  /** ARNs of policies. */
  readonly attached: ReadonlySet<string>;
  /** Names of inline policies. */
  readonly inline: ReadonlySet<string>;
}

/** What attachments and inline policies that the plan deletes, or replaces, give to a role of that name now. */
export function leavingRole({ plan }: Resolver, role: string): Leaving {
  const attached = new Set<string>();
  const inline = new Set<string>();
  for (const resource of plan.resources) {
    const before = takenAway(resource);
    if (before === undefined) continue;
    const arn = stringProperty(before, 'policy_arn');
    const name = stringProperty(before, 'name');
    switch (resource.type) {
      case 'aws_iam_role_policy':
        if (before['role'] === role && name !== undefined) inline.add(name);
        break;
      case 'aws_iam_role_policy_attachment':
        if (before['role'] === role && arn !== undefined) attached.add(arn);
        break;
      case 'aws_iam_policy_attachment':
        if (textsIn(before['roles']).includes(role) && arn !== undefined) attached.add(arn);
        break;
      default:
        break;
    }
  }
  return { attached, inline };
}

/** What is before the plan and may not be after it. What Terraform only forgets stays. */
function takenAway({ action, values, before }: Resource): JsonObject | undefined {
  if (action === 'delete') return values;
  return (action === 'replace' || action === 'update') && before !== null ? before : undefined;
}

function textsIn(json: Json | undefined): readonly string[] {
  return arrayOf(json).filter((text) => typeof text === 'string');
}
