import type { CertificateFacts, DeployerFacts, ListenerFacts } from '../model/facts.js';
import type { Json } from '../model/json.js';
import { absent, known, unknown, type Value } from '../model/value.js';

const REGION = 'eu-west-1';
const PARTITION = 'aws';
const ACCOUNT = '123456789012';
const ADDRESS = 'aws_elb.web';

const none: CertificateFacts = {
  source: known('none'),
  arn: absent,
  region: absent,
  partition: absent,
  account: absent,
  address: absent,
  origin: absent,
  exists: absent,
  type: absent,
  keyAlgorithm: absent,
  domainNames: absent,
  notBefore: absent,
  notAfter: absent,
  daysUntilExpiry: absent,
  renewal: absent,
  issuance: absent,
  inUse: absent,
  keyMatches: absent,
  chain: absent,
  action: absent,
  alternatives: null,
};

const acm: CertificateFacts = {
  ...none,
  source: known('acm'),
  arn: known(`arn:aws:acm:${REGION}:${ACCOUNT}:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0`),
  region: known(REGION),
  partition: known(PARTITION),
  account: known(ACCOUNT),
  address: known('aws_acm_certificate.site'),
  origin: known('managed'),
  exists: known(true),
  type: known('requested'),
  keyAlgorithm: known('RSA_2048'),
  domainNames: known(['www.example.com']),
  notBefore: known('2026-01-01T00:00:00Z'),
  notAfter: known('2027-01-31T23:59:59Z'),
  daysUntilExpiry: known(365),
  renewal: known('automatic'),
  issuance: known('issued'),
  inUse: known(true),
  action: known('no-op'),
};

const iam: CertificateFacts = {
  ...acm,
  source: known('iam'),
  arn: known(`arn:aws:iam::${ACCOUNT}:server-certificate/site`),
  region: absent,
  address: known('aws_iam_server_certificate.site'),
  type: known('uploaded'),
  renewal: known('manual'),
  issuance: absent,
  inUse: absent,
  keyMatches: known(true),
  chain: known('ordered'),
};

const other: CertificateFacts = { ...none, source: known('other'), arn: known('arn:aws:s3:::certificates') };

const undecided: CertificateFacts = {
  ...acm,
  ...Object.fromEntries(Object.keys(acm).map((name) => [name, unknown('known after apply')])),
  alternatives: null,
};

const CERTIFICATES: Readonly<Record<string, CertificateFacts>> = { acm, iam, other, none };

/** The certificate that an example starts from: a sound one of its source; all unknown where the source is. */
export function exampleCertificate(source: Json | undefined): CertificateFacts {
  if (source === undefined) return acm;
  return (typeof source === 'string' ? CERTIFICATES[source] : undefined) ?? undecided;
}

/** What an example leaves unsaid of a listener: HTTPS on port 443, with a certificate that breaks no policy. */
export function exampleListener(certificate: CertificateFacts, secure: Value<boolean>): ListenerFacts {
  return {
    address: ADDRESS,
    constructPath: null,
    port: known(443),
    protocol: known('HTTPS'),
    secure,
    instancePort: known(80),
    instanceProtocol: known('HTTP'),
    instancePortSecurity: known('consistent'),
    loadBalancer: {
      address: ADDRESS,
      type: 'aws_elb',
      name: known('web'),
      region: known(REGION),
      partition: known(PARTITION),
      account: known(ACCOUNT),
      action: 'create',
    },
    certificate,
    tlsPolicy: {
      name: known('ELBSecurityPolicy-TLS-1-2-2017-01'),
      minimumVersion: known('TLSv1.2'),
      rsaCiphers: known(true),
      ecdsaCiphers: known(true),
    },
    certainty: 'certain',
    doubt: null,
    now: '2026-01-31T12:00:00Z',
    trace: [ADDRESS],
  };
}

/** What an example leaves unsaid of a deployer. */
export const exampleDeployer: DeployerFacts = {
  address: 'aws_iam_role.deploy',
  arn: null,
  file: null,
  kind: 'role',
  why: 'its policies allow elasticloadbalancing:CreateLoadBalancer',
  permissions: { 'acm:ListCertificates': known('allowed') },
  grounds: { 'acm:ListCertificates': known('aws_iam_policy.deploy statement 1 allows acm:List* on *') },
  additions: { 'acm:ListCertificates': absent },
  usesAcm: known(true),
  trace: ['aws_iam_role.deploy'],
};
