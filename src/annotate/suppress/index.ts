export { applyCommentWaivers } from './comment-waivers.js';
export type { GivenWaiver } from './given-waivers.js';
export { applyGivenWaivers } from './given-waivers.js';
export {
  deployerSubject,
  listenerSubject,
  subjectKey,
  type WaivableSubject,
  waiverPolicies,
} from './waiver-policies.js';
