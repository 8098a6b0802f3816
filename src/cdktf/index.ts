export { ClassicElbCertificates } from './aspect.js';
export type { ConstructLike, StackLike } from './constructs.js';
export { acknowledge } from './constructs.js';
export { findingsOf } from './findings-of.js';
export type { StackFinding } from './judge.js';
export type { ClassicElbCertificatesOptions } from './options.js';
export { recordLines } from './record-lines.js';
