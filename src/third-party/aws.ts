/** The AWS clients, with what they ask: https://github.com/aws/aws-sdk-js-v3 */
export { ACMClient, DescribeCertificateCommand, ListCertificatesCommand } from '@aws-sdk/client-acm';
export { GetServerCertificateCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
export { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
export { Agent } from 'agent-base';
export { HttpsProxyAgent } from 'https-proxy-agent';
export { getProxyForUrl } from 'proxy-from-env';
