import { type FactTable, text, texts } from './table.js';

/** The services that elbcert judges, Classic Load Balancers first. What each takes is in src/facts/services.ts. */
export const SERVICES = ['classic-elb', 'alb', 'nlb', 'cloudfront', 'api-gateway', 'cognito'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** The services that have listeners. */
export const LISTENER_SERVICES = ['classic-elb', 'alb', 'nlb'] as const satisfies readonly ServiceName[];

/** The services that answer for names of their owners' own, without a load balancer. */
export const DOMAIN_SERVICES = ['cloudfront', 'api-gateway', 'cognito'] as const satisfies readonly ServiceName[];

/** What a service takes as the certificate of a listener or a domain. */
export const ACCEPTS_FACTS = {
  keyAlgorithms: texts(
    "The keys of ACM certificates that the service takes, in ACM's spelling; null where AWS does not document it.",
    { example: ['RSA_1024', 'RSA_2048', 'RSA_3072'] },
  ),
  sources: texts('Where the certificates that the service takes come from: `acm`, `iam`.', {
    example: ['acm', 'iam'],
  }),
  region: text('The Region that an ACM certificate must be in for the service to see it.', { example: 'eu-west-1' }),
  partition: text('The AWS partition that the certificate must be in: that of the load balancer or domain.', {
    example: 'aws',
  }),
  account: text('The 12-digit AWS account that the certificate must be in: that of the load balancer or domain.', {
    example: '123456789012',
  }),
} as const satisfies FactTable;
