export { ClassicElbCertificates, type ClassicElbCertificatesOptions } from './aspect.js';
export type { ConstructLike } from './constructs.js';
export { acknowledge } from './constructs.js';
