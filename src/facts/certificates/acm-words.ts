/** DescribeCertificate has been seen to answer `RSA-2048`. Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/acm/certificate.go */
export function normaliseKeyAlgorithm(text: string): string {
  const [family = '', ...rest] = text.replaceAll('-', '_').split('_');
  return [family.toUpperCase(), ...rest.map((part) => part.toLowerCase())].join('_');
}

/** `PENDING_VALIDATION` as `pendingValidation`. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
export function normaliseStatus(status: string): string {
  return status.toLowerCase().replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
