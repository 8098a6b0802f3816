import type { DomainSource } from '../sources.js';
import awsApiGatewayDomainName from './aws-api-gateway-domain-name.js';
import awsApigatewayv2DomainName from './aws-apigatewayv2-domain-name.js';
import awsCloudfrontDistribution from './aws-cloudfront-distribution.js';
import awsCognitoUserPoolDomain from './aws-cognito-user-pool-domain.js';

/** Every resource type that answers for names of its own with a certificate, and is no load balancer. */
export const domainSources: readonly DomainSource[] = [
  awsCloudfrontDistribution,
  awsApiGatewayDomainName,
  awsApigatewayv2DomainName,
  awsCognitoUserPoolDomain,
];
