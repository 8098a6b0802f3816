import {
  type CertificateFacts,
  type DeployerFacts,
  type DomainFacts,
  type ListenerFacts,
  type LoadBalancerFacts,
  noTlsPolicy,
} from '../../src/model/facts.js';
import type { Finding } from '../../src/model/finding.js';
import {
  type InputSummary,
  type Report,
  type ReportedDeployer,
  type ReportedDomain,
  type ReportedListener,
  summarise,
} from '../../src/model/report.js';
import { absent, known, unknown } from '../../src/model/value.js';
import type { RenderOptions } from '../../src/report/index.js';
import text from '../../src/report/text.js';

export const plain: RenderOptions = { color: false, verbosity: 'normal', failOn: 'error', strict: false };

export function certificate(more: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    source: known('acm'),
    arn: known('arn:aws:acm:us-east-1:123456789012:certificate/1'),
    region: known('us-east-1'),
    partition: known('aws'),
    account: known('123456789012'),
    path: absent,
    address: known('aws_acm_certificate.site'),
    origin: known('managed'),
    exists: known(true),
    type: known('requested'),
    keyAlgorithm: known('RSA_2048'),
    domainNames: known(['www.example.com']),
    selfSigned: known(false),
    knownNames: known(['www.example.com']),
    notBefore: absent,
    notAfter: absent,
    daysUntilExpiry: absent,
    renewal: known('automatic'),
    issuance: known('awaited'),
    inUse: known(false),
    pem: absent,
    pemFault: absent,
    keyMatches: absent,
    chain: absent,
    replacement: absent,
    destroyedInUse: known(false),
    nameConflict: absent,
    action: known('create'),
    assuming: null,
    alternatives: null,
    ...more,
  };
}

export function loadBalancer(address: string, more: Partial<LoadBalancerFacts> = {}): LoadBalancerFacts {
  return {
    address,
    type: 'aws_elb',
    name: known('web'),
    region: known('us-east-1'),
    partition: known('aws'),
    account: known('123456789012'),
    action: 'create',
    ...more,
  };
}

/** A distribution with one alias, and a certificate of us-east-1 for it, unless told otherwise. */
export function domain(more: Partial<DomainFacts> = {}, input = 'plan.json'): ReportedDomain {
  const address = more.address ?? 'aws_cloudfront_distribution.site';
  return {
    input,
    facts: {
      address,
      constructPath: null,
      service: 'cloudfront',
      type: 'aws_cloudfront_distribution',
      names: known(['www.example.com']),
      secure: known(true),
      region: absent,
      partition: known('aws'),
      account: known('123456789012'),
      action: 'create',
      endpointType: absent,
      certificateArgument: known('viewer_certificate.acm_certificate_arn'),
      accepts: {
        keyAlgorithms: known(['RSA_2048']),
        sources: known(['acm', 'iam']),
        region: known('us-east-1'),
        partition: known('aws'),
        account: known('123456789012'),
      },
      certificate: { ...certificate(), covers: known('all'), uncovered: known([]), alternatives: null },
      certainty: 'certain',
      doubt: null,
      fromSource: null,
      now: '2026-01-01T00:00:00Z',
      trace: [address, 'aws_acm_certificate.site'],
      ...more,
    },
  };
}

/** An HTTPS listener on port 443 of `aws_elb.web`, unless told otherwise. */
export function listener(more: Partial<ListenerFacts> = {}, input = 'plan.json'): ReportedListener {
  const address = more.address ?? 'aws_elb.web';
  const balancer = more.loadBalancer ?? loadBalancer(address);
  return {
    input,
    facts: {
      address,
      constructPath: null,
      service: known('classic-elb'),
      port: known(443),
      protocol: known('HTTPS'),
      secure: known(true),
      instancePort: known(8080),
      instanceProtocol: known('HTTP'),
      instancePortSecurity: known('consistent'),
      portUnique: known(true),
      loadBalancer: balancer,
      certificateArgument: 'ssl_certificate_id',
      accepts: {
        keyAlgorithms: known(['RSA_1024', 'RSA_2048', 'RSA_3072']),
        sources: known(['acm', 'iam']),
        region: balancer.region,
        partition: balancer.partition,
        account: balancer.account,
      },
      certificate: certificate(),
      tlsPolicy: noTlsPolicy,
      certainty: 'certain',
      doubt: null,
      fromSource: null,
      now: '2026-01-01T00:00:00Z',
      trace: [address, 'aws_acm_certificate.site'],
      ...more,
    },
  };
}

export function deployer(more: Partial<DeployerFacts> = {}, input = 'plan.json'): ReportedDeployer {
  return {
    input,
    facts: {
      address: 'aws_iam_role.ci',
      arn: null,
      file: null,
      kind: 'role',
      why: 'its policies allow elasticloadbalancing:CreateLoadBalancer',
      permissions: { 'acm:ListCertificates': known('notGranted') },
      grounds: { 'acm:ListCertificates': known('no statement of aws_iam_policy.ci allows it') },
      additions: {
        'acm:ListCertificates': known(['actions   = ["acm:ListCertificates"]', 'resources = ["*"]']),
      },
      usesAcm: known(true),
      fromSource: null,
      trace: ['aws_iam_role.ci'],
      ...more,
    },
  };
}

/** A failing finding on `aws_elb.web` listener 443, unless told otherwise. */
export function finding(more: Partial<Finding> = {}): Finding {
  const address = more.address ?? 'aws_elb.web';
  return {
    policyId: 'acm-key-algorithm',
    outcome: 'fail',
    level: 'error',
    input: 'plan.json',
    subject: 'listener',
    address,
    constructPath: null,
    port: 443,
    message: 'certificate key is "RSA_4096", a Classic Load Balancer takes RSA keys up to 3072 bits from ACM',
    fix: 'request an RSA_2048 certificate, or upload this one to IAM with aws_iam_server_certificate',
    decidedBy: ['certificate.keyAlgorithm'],
    trace: [address, 'aws_acm_certificate.site'],
    location: null,
    assuming: null,
    fromSource: null,
    waiver: null,
    ...more,
  };
}

export function input(more: Partial<InputSummary> = {}): InputSummary {
  return {
    path: 'plan.json',
    kind: 'terraform-plan',
    formatVersion: '1.2',
    terraformVersion: '1.11.4',
    complete: true,
    notes: [],
    ...more,
  };
}

export function report(more: Partial<Omit<Report, 'summary'>> = {}, notApplicable = 0): Report {
  const { listeners = [], domains = [], findings = [] } = more;
  return {
    tool: { name: 'elbcert', version: '0.1.0' },
    configuration: null,
    now: '2026-01-01T00:00:00Z',
    inputs: [input()],
    summary: summarise({ listeners, domains }, findings, notApplicable),
    listeners,
    domains,
    deployers: [],
    findings,
    policies: [],
    policyChanges: [],
    unseen: more.notes ?? [],
    notes: [],
    ...more,
  };
}

export const notYet = unknown<never>('known after apply: aws_acm_certificate.site.arn', {
  remedy: 'check again with --live',
});

export const waiver = { reason: 'moves in March', source: 'elbcert.yaml' };

export const sameRegion = finding({
  policyId: 'acm-same-region',
  message: 'certificate is in "us-east-1", the load balancer in "eu-west-1"',
  fix: "request the certificate in the load balancer's Region",
});

export function renderText(made: Report, options: Partial<RenderOptions> = {}) {
  return text.render(made, { ...plain, ...options });
}
