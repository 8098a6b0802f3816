import type { Chain } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { absent, known, unknown, type Value } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../fact-context.js';
import { chainOf } from '../pem/certificate-pem.js';
import type { PemFacts } from '../pem/pem-source.js';

/** Whether the private key that is uploaded with a certificate is the certificate's. */
export function keyMatches(
  context: FactContext,
  resource: Resource,
  certificate: PemFacts | undefined,
): Value<boolean> {
  const key = context.pem(resource, 'private_key');
  if (key === undefined) return absent;
  if (key.keyIdentity === undefined || certificate?.keyIdentity === undefined) {
    return unknown(`the key pair of ${resource.address} is not known before apply`);
  }
  if (key.keyIdentity === certificate.keyIdentity) return known(true);
  const comparable = isMade(key.keyIdentity) === isMade(certificate.keyIdentity);
  return comparable ? known(false) : unknown(`the key pair of ${resource.address} is not known before apply`);
}

/** A key that a resource will make has no text yet to hold against the text of another. */
function isMade(keyIdentity: string): boolean {
  return keyIdentity.startsWith('made by ');
}

/** How the certificate chain stands to the certificate. */
export function chainFacts(resource: Resource): Value<Chain> {
  const chain = textAttribute(resource, 'certificate_chain');
  const body = textAttribute(resource, 'certificate_body');
  if (chain.kind === 'absent') return known('none');
  if (chain.kind === 'unknown' || body.kind !== 'known')
    return unknown(`the chain of ${resource.address} is not known before apply`);
  const found = chainOf(body.value, chain.value);
  return found === undefined
    ? unknown(`${resource.address}.certificate_chain holds no PEM that can be read`)
    : known(found);
}
