import { judgeSubjects, loadPolicies } from '../../src/judge/index.js';
import type { ListenerFacts } from '../../src/model/facts.js';
import type { Finding, Location } from '../../src/model/finding.js';
import type { Report, ReportedListener } from '../../src/model/report.js';
import { absent, known, unknown } from '../../src/model/value.js';
import { certificate, listener, loadBalancer, report } from './build.js';

const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1', 'ap-southeast-2'];

/**
 * The report on an estate of so many load balancers, judged by the baseline pack: mostly fine, every tenth with a
 * certificate of another Region, every ninth with a large key, some open, some from IAM, some plain.
 */
export function estate(count: number): Report {
  const made = estates.get(count) ?? makeEstate(count);
  estates.set(count, made);
  return made;
}

const estates = new Map<number, Report>();
const policies = loadPolicies({ policyPaths: [], disable: [] });

function makeEstate(count: number): Report {
  const listeners = Array.from({ length: count }, (_, at) => listenersOf(at)).flat();
  const { findings, notApplicable } = judgeSubjects(policies, { listeners, domains: [], deployers: [] });
  return report({ listeners, policies, findings: findings.map(withPlace).map(withWaiver) }, notApplicable);
}

function listenersOf(at: number): readonly ReportedListener[] {
  const team = ['shop', 'search', 'billing', 'media', 'login'][at % 5] ?? 'shop';
  const address = `module.${team}["${at}.example"].aws_elb.web`;
  const region = REGIONS[at % 7 < 4 ? 0 : at % REGIONS.length] ?? 'eu-west-1';
  const common = {
    address,
    loadBalancer: loadBalancer(address, { region: known(region), name: known(`${team}-${at}`) }),
  };
  const secure = listener({ ...common, ...certificateOf(at, team, region) });
  const plain = listener({
    ...common,
    port: known(80),
    protocol: known('HTTP'),
    secure: known(false),
    certificate: none,
    trace: [address],
  });
  return at % 3 === 0 ? [plain, secure] : [secure];
}

const none = certificate({
  source: known('none'),
  arn: absent,
  region: absent,
  partition: absent,
  account: absent,
  address: absent,
  origin: absent,
  type: absent,
  keyAlgorithm: absent,
  domainNames: absent,
  renewal: absent,
  issuance: absent,
  action: absent,
});

function certificateOf(at: number, team: string, region: string): Partial<ListenerFacts> {
  const lb = `module.${team}["${at}.example"].aws_elb.web`;
  const made = (address: string, more: Parameters<typeof certificate>[0], ...via: string[]) => ({
    trace: [lb, ...via, address],
    certificate: certificate({
      address: known(address),
      region: known(region),
      domainNames: known([`${team}.example.com`]),
      ...more,
    }),
  });
  if (at === 1) return { certificate: none, trace: [lb] };
  if (at % 10 === 0) return made('module.cdn.aws_acm_certificate.edge', { region: known('us-east-1') });
  if (at % 9 === 2) {
    return {
      ...made(`aws_acm_certificate.${team}["${region}"]`, { keyAlgorithm: known('RSA_4096'), type: known('imported') }),
      trace: [lb, `aws_acm_certificate.${team}["${region}"]`, `tls_private_key.${team}["${region}"]`],
    };
  }
  if (at % 11 === 3) {
    const literal = `arn:aws:acm:${region}:123456789012:certificate/0b61e8d2-41c6-4a2f-9a55-3a1c9b8a6d10`;
    return {
      trace: [lb],
      certificate: certificate({
        arn: known(literal),
        region: known(region),
        address: absent,
        origin: known('literal'),
        type: absent,
        keyAlgorithm: unknown('the plan has only the ARN of the certificate', { remedy: 'give --live' }),
        domainNames: absent,
      }),
    };
  }
  if (at % 13 === 4) {
    const reason = 'known after apply: data.aws_acm_certificate.found.arn';
    return {
      trace: [lb, 'data.aws_acm_certificate.found'],
      certificate: certificate({
        region: unknown(reason),
        keyAlgorithm: unknown(reason),
        arn: unknown(reason),
        address: unknown(reason),
      }),
    };
  }
  if (at % 8 === 5) {
    return made(`aws_iam_server_certificate.${team}`, {
      source: known('iam'),
      region: absent,
      type: known('uploaded'),
    });
  }
  return made(`aws_acm_certificate.${team}["${region}"]`, {}, `aws_acm_certificate_validation.${team}["${region}"]`);
}

function withPlace(finding: Finding): Finding {
  const location: Location = {
    file: 'modules/web/main.tf',
    line: 26,
    column: 7,
    via: 'the configuration beside the plan',
  };
  return finding.address.includes('"2') ? { ...finding, location } : finding;
}

function withWaiver(finding: Finding): Finding {
  const accepted = finding.policyId === 'acm-key-algorithm' && finding.address.startsWith('module.media');
  return accepted
    ? { ...finding, waiver: { reason: 'goes away with the move to an ALB', source: '.elbcert.yaml' } }
    : finding;
}
