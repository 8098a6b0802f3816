export { applyCommentWaivers } from './comment-waivers.js';
export type { GivenWaiver } from './given-waiver.js';
export { applyGivenWaivers } from './given-waivers.js';
export { deployerSubject, listenerSubject, subjectKey, type WaivableSubject } from './subject.js';
export { waiverPolicies } from './waiver-policies.js';
