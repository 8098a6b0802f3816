/** Whoever deploys an ACM certificate has to be able to list them. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html */
export const LIST_CERTIFICATES = 'acm:ListCertificates';

/** What puts a certificate on a Classic Load Balancer. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancing.html */
export const DEPLOY_ACTIONS = [
  'elasticloadbalancing:CreateLoadBalancer',
  'elasticloadbalancing:CreateLoadBalancerListeners',
  'elasticloadbalancing:SetLoadBalancerListenerSSLCertificate',
] as const;
