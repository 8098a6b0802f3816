export { acknowledge } from './acknowledge.js';
export { ClassicElbCertificates, type ClassicElbCertificatesOptions } from './classic-elb-certificates.js';
export type { ConstructLike } from './constructs.js';
