import type { PemSource } from '../sources.js';
import acmeCertificate from './acme-certificate.js';
import tlsSources from './tls.js';

/** Every resource type that makes PEM text. */
export const pemSources: readonly PemSource[] = [acmeCertificate, ...tlsSources];
