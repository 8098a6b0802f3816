import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Chain } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { absent, known, unknown, type Value } from '../../model/value.js';
import { crypto } from '../../packages.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext, PemFacts } from '../sources.js';

/** What an X.509 certificate in PEM says. */
export interface CertificatePem {
  readonly keyAlgorithm: string;
  /** SAN, else CN; ACM ignores the CN where there is a SAN. */
  readonly domainNames: readonly string[];
  /** Whether its own key signed it. */
  readonly selfSigned: boolean;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The same for every certificate and private key of one key pair. */
  readonly keyIdentity: string;
}

/** The first certificate in a PEM text, which is the leaf; undefined where the text holds none that can be read. */
export function readCertificatePem(text: string): CertificatePem | undefined {
  const [certificate] = certificatesIn(text);
  if (certificate === undefined) return undefined;
  return {
    keyAlgorithm: keyAlgorithmOf(certificate.publicKey),
    domainNames: domainNamesOf(certificate),
    selfSigned: certificate.verify(certificate.publicKey),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    keyIdentity: keyIdentityOf(certificate.publicKey),
  };
}

/** How a chain stands to the certificate it was given with; undefined where either cannot be read. */
export function chainOf(certificateText: string, chainText: string): Chain | undefined {
  const [leaf] = certificatesIn(certificateText);
  const chain = certificatesIn(chainText);
  if (chainText.trim() === '') return 'none';
  if (leaf === undefined || chain.length === 0) return undefined;
  if (chain.some((certificate) => certificate.fingerprint256 === leaf.fingerprint256)) return 'containsLeaf';
  const path = [leaf, ...chain];
  const ordered = path.slice(1).every((issuer, at) => path[at]?.checkIssued(issuer) === true);
  return ordered ? 'ordered' : 'misordered';
}

/** Every certificate in a PEM text whose key and dates can be read; none where one of them cannot be parsed. */
function certificatesIn(text: string): readonly X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    const { X509Certificate } = crypto();
    return blocks
      .map((block) => new X509Certificate(block))
      .filter(({ publicKey, validFrom, validTo }) => {
        return publicKey !== undefined && [validFrom, validTo].every((date) => !Number.isNaN(Date.parse(date)));
      });
  } catch {
    return [];
  }
}

/** A key in ACM's spelling. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
function keyAlgorithmOf(key: KeyObject): string {
  const details = key.asymmetricKeyDetails;
  if (details?.modulusLength !== undefined && key.asymmetricKeyType !== 'dsa') return `RSA_${details.modulusLength}`;
  if (details?.namedCurve !== undefined) return `EC_${details.namedCurve}`;
  return (key.asymmetricKeyType ?? 'unknown').toUpperCase();
}

function keyIdentityOf(publicKey: KeyObject): string {
  return crypto()
    .createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function domainNamesOf(certificate: X509Certificate): readonly string[] {
  const names = (certificate.subjectAltName ?? '')
    .split(', ')
    .flatMap((name) => (name.startsWith('DNS:') ? [name.slice(4)] : []));
  if (names.length > 0) return names;
  const commonName = certificate.subject
    ?.split('\n')
    .find((line) => line.startsWith('CN='))
    ?.slice(3);
  return commonName === undefined || commonName === '' ? [] : [commonName];
}

/** What a private key tells of itself without being shown. */
export interface PrivateKeyPem {
  readonly keyAlgorithm: string;
  readonly keyIdentity: string;
}

/** The private key in a PEM text; undefined for one that is encrypted or cannot be read. */
export function readPrivateKeyPem(text: string): PrivateKeyPem | undefined {
  try {
    const key = crypto().createPublicKey({ key: text, format: 'pem' });
    return { keyAlgorithm: keyAlgorithmOf(key), keyIdentity: keyIdentityOf(key) };
  } catch {
    return undefined;
  }
}

/** Whether the private key that is uploaded with a certificate is the certificate's. */
export function keyMatches(
  context: FactContext,
  resource: Resource,
  certificate: PemFacts | undefined,
): Value<boolean> {
  const key = context.pem(resource, 'private_key');
  if (key === undefined) return absent;
  if (key.holds.kind === 'known' && key.holds.value !== 'privateKey') {
    return unknown(`private_key of ${resource.address} holds no private key that can be read`);
  }
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
export function chainFacts(context: FactContext, resource: Resource): Value<Chain> {
  const chain = textAttribute(resource, 'certificate_chain');
  const body = textAttribute(resource, 'certificate_body');
  if (chain.kind === 'absent') return known('none');
  if (chain.kind === 'unknown' || body.kind !== 'known') return chainToBeMade(context, resource);
  const found = chainOf(body.value, chain.value);
  return found === undefined
    ? unknown(`${resource.address}.certificate_chain holds no PEM that can be read`)
    : known(found);
}

/** The same before either has a text, where the plan tells which certificates apply will put there. */
function chainToBeMade(context: FactContext, resource: Resource): Value<Chain> {
  const certificate = context.pem(resource, 'certificate_body');
  const chain = context.pem(resource, 'certificate_chain');
  const identity = chain?.certificateIdentity;
  if (identity !== undefined && identity === certificate?.certificateIdentity) return known('containsLeaf');
  if (identity !== undefined && identity === certificate?.issuerIdentity) return known('ordered');
  const keys = [chain?.keyIdentity, certificate?.signedBy];
  if (identity !== undefined && keys.every((key) => key !== undefined && isMade(key)) && keys[0] !== keys[1]) {
    return known('misordered');
  }
  return unknown(`the chain of ${resource.address} is not known before apply`);
}
