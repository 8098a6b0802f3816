import { once } from '../../model/collections.js';
import type { Resource } from '../../model/plan.js';
import type { Resolver } from '../../resolve/index.js';
import type { IamPolicy } from '../iam/decide.js';
import { type AttachmentType, attachmentTypes } from './attachment-types.js';
import { documentsAt } from './documents.js';
import { managedPolicies, referencedPolicy } from './managed-policies.js';
import {
  type NamedPrincipals,
  PRINCIPAL_KINDS,
  type PrincipalKind,
  principalsNamedBy,
  principalTypes,
} from './principals.js';

/** What one resource attaches to principals of one kind. */
export interface PolicyAttachment {
  readonly type: AttachmentType;
  readonly resource: Resource;
  readonly kind: PrincipalKind;
  readonly principals: NamedPrincipals;
  readonly policies: readonly IamPolicy[];
}

/** Every attachment that the plan leaves standing, in the order of their types. */
export function readAttachments(resolver: Resolver): readonly PolicyAttachment[] {
  return attachmentTypes.flatMap((type) =>
    resolver.index.ofType(type.mode, type.type).flatMap((resource): readonly PolicyAttachment[] => {
      const policies = policiesIn(resolver, type, resource);
      return PRINCIPAL_KINDS.flatMap((kind) => {
        const argument = type.principals[kind];
        if (argument === undefined) return [];
        return [{ type, resource, kind, principals: principalsNamedBy(resolver, resource, argument, kind), policies }];
      });
    }),
  );
}

function policiesIn(resolver: Resolver, { policy }: AttachmentType, resource: Resource): readonly IamPolicy[] {
  switch (policy.kind) {
    case 'inline':
      return [inlinePolicy(resolver, resource, policy.document)];
    case 'inlineNames':
      return [];
    case 'managed':
      return managedPolicies(resolver, resource, policy.arn);
    case 'reference':
      return [referencedPolicy(resolver, resource, policy.block)];
    default:
      return policy satisfies never;
  }
}

/** A policy whose text is read when it is asked for: of roles of services, which most are, nobody asks. */
function inlinePolicy(resolver: Resolver, resource: Resource, attribute: string): IamPolicy {
  const documents = once(() => documentsAt(resolver, resource, attribute));
  return {
    address: resource.address,
    uncertain: null,
    get alternatives() {
      return documents();
    },
  };
}

/** What is attached to each principal, surely or perhaps; what is perhaps attached says so. */
export function attachmentsByPrincipal(
  attachments: readonly PolicyAttachment[],
): ReadonlyMap<Resource, readonly PolicyAttachment[]> {
  const byPrincipal = new Map<Resource, PolicyAttachment[]>();
  for (const attachment of attachments) {
    const { certain, possible } = attachment.principals;
    for (const principal of new Set([...certain, ...possible])) {
      const attached = byPrincipal.get(principal) ?? [];
      byPrincipal.set(principal, attached);
      attached.push(certain.includes(principal) ? attachment : perhaps(attachment));
    }
  }
  return byPrincipal;
}

function perhaps(attachment: PolicyAttachment): PolicyAttachment {
  const { resource, kind, principals, policies } = attachment;
  const uncertain = `${resource.address} may give it to another ${principalTypes[kind].noun}: ${principals.reason}`;
  return { ...attachment, policies: policies.map((policy) => ({ ...policy, uncertain })) };
}
