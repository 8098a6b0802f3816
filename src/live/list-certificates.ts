/** What the guide requires of whoever deploys a certificate from ACM. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html */
export const LIST_CERTIFICATES = 'acm:ListCertificates';
