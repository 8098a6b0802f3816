import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ACCOUNT, type Account, acmArn } from './double/account.js';

/** A plan of eight listeners whose certificates are known by their ARN alone. */
export const PLAN = fileURLToPath(new URL('plan/plan.json', import.meta.url));

const pem = (file: string) => readFileSync(new URL(`../golden/${file}`, import.meta.url), 'utf8');

export const CALLER = `arn:aws:sts::${ACCOUNT}:assumed-role/ci/build`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;
export const NOW = '2026-11-24T00:00:00Z';

const valid = { notBefore: '2026-10-01T00:00:00Z', notAfter: '2027-10-31T23:59:59Z' };

/** The certificates that the plan names: one of RSA 2048, one of RSA 4096, one of EC, one that is pending, one in another Region; one is missing. */
export const account: Account = {
  id: ACCOUNT,
  callerArn: CALLER,
  certificates: [
    { arn: acmArn('2048'), keyAlgorithm: 'RSA_2048', domainName: 'www.example.com', inUseBy: ['lb'], ...valid },
    {
      arn: acmArn('4096'),
      keyAlgorithm: 'RSA_4096',
      domainName: 'big.example.com',
      type: 'IMPORTED',
      ...valid,
      notAfter: '2026-12-01T00:00:00Z',
    },
    { arn: acmArn('ec38'), keyAlgorithm: 'EC_secp384r1', domainName: 'ec.example.com', ...valid },
    { arn: acmArn('9e4d'), keyAlgorithm: 'RSA_2048', domainName: 'new.example.com', status: 'PENDING_VALIDATION' },
    { arn: acmArn('f2a0', 'eu-central-1'), keyAlgorithm: 'RSA_2048', domainName: 'f.example.com', ...valid },
  ],
  serverCertificates: [
    { arn: `arn:aws:iam::${ACCOUNT}:server-certificate/mail/site`, body: pem('iam-ec-p224/cert.pem') },
  ],
  simulate: () => ({ decision: 'allowed' }),
};
