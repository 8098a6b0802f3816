import type { Carrier } from './carrier.js';
import { exclusiveAttachments } from './exclusive-attachments.js';
import { inlinePolicies } from './inline-policy.js';
import { policyAttachments } from './policy-attachment.js';
import { sharedAttachment } from './shared-attachment.js';

/** Every resource type that gives policies to principals which are resources of their own. */
export const carriers: readonly Carrier[] = [
  ...inlinePolicies,
  ...policyAttachments,
  ...exclusiveAttachments,
  sharedAttachment,
];
