import { createPublicKey } from 'node:crypto';
import { keyAlgorithmOf, keyIdentityOf } from './certificate-pem.js';

/** What a private key tells of itself without being shown. */
export interface PrivateKeyPem {
  readonly keyAlgorithm: string;
  readonly keyIdentity: string;
}

/** The private key in a PEM text; undefined for one that is encrypted or cannot be read. */
export function readPrivateKeyPem(text: string): PrivateKeyPem | undefined {
  try {
    const key = createPublicKey({ key: text, format: 'pem' });
    return { keyAlgorithm: keyAlgorithmOf(key), keyIdentity: keyIdentityOf(key) };
  } catch {
    return undefined;
  }
}
