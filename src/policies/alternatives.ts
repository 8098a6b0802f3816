/** The same facts with each of the certificates that it may be; none where it is the one that is told. */
export function withEachCertificate(facts: object): readonly object[] {
  const certificate = 'certificate' in facts ? facts.certificate : undefined;
  if (typeof certificate !== 'object' || certificate === null || !('alternatives' in certificate)) return [];
  if (!Array.isArray(certificate.alternatives)) return [];
  return certificate.alternatives.map((one: unknown) => ({ ...facts, certificate: one }));
}
