/** The resource types, managed and data alike, whose ARN is a certificate's. */
export const certificateTypes: ReadonlySet<string> = new Set(['aws_acm_certificate', 'aws_iam_server_certificate']);
