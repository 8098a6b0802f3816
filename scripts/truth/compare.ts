import type { Outcome, Report } from '../../src/index.js';
import { isObject, type Json } from '../../src/model/json.js';

/** The ways in which a plan is judged. */
export const MODES = ['plan alone', 'folder', 'plan file'] as const;
export type JudgeMode = (typeof MODES)[number];

/** What is held against the state: the policies that depend on which certificate a listener has. */
const POLICIES = ['certificate-required', 'certificate-source', 'acm-same-region', 'acm-key-algorithm'] as const;
export type ComparedPolicy = (typeof POLICIES)[number];

export interface Verdict {
  readonly policy: ComparedPolicy;
  readonly address: string;
  readonly port: number | null;
  readonly outcome: Outcome;
  /** True where it rests on what plan JSON alone does not show. */
  readonly isAssumed: boolean;
  /** What it is open for. */
  readonly message: string;
}

/** The verdicts of one report. */
export function verdictsOf(report: Report): readonly Verdict[] {
  return [...report.listeners, ...report.domains].flatMap(({ facts }) => {
    const port = 'port' in facts && facts.port.kind === 'known' ? facts.port.value : null;
    return POLICIES.map((policy): Verdict => {
      const finding = report.findings.find(
        (one) => one.policyId === policy && one.address === facts.address && one.port === port,
      );
      return {
        policy,
        address: facts.address,
        port,
        outcome: finding?.outcome ?? 'notApplicable',
        // No finding says what it is assumed for that a policy does not apply.
        isAssumed: (finding === undefined ? facts.certificate.assuming : finding.assuming) !== null,
        message: finding?.message ?? '',
      };
    });
  });
}

/** One listener, or one domain, as Terraform made it. */
export interface AppliedListener {
  readonly address: string;
  /** Null for a domain. */
  readonly port: number | null;
  readonly outcomes: Readonly<Record<ComparedPolicy, Outcome | undefined>>;
  readonly text: string;
}

/** The listeners in a state, with what each policy has to say of them; undefined where the state does not tell. */
export function appliedListeners(state: Json): readonly AppliedListener[] {
  const resources = resourcesOf(member(member(state, 'values'), 'root_module'));
  const keys = new Map<Json, Json>();
  for (const { type, values } of resources)
    if (type === 'aws_acm_certificate' && member(values, 'key_algorithm') !== undefined)
      keys.set(member(values, 'arn') ?? null, member(values, 'key_algorithm') ?? null);
  return resources.flatMap((resource) => usesOf(resource).map((use) => applied(resource.address, use, keys)));
}

/** How a resource uses a certificate. */
interface CertificateUse {
  readonly port: number | null;
  readonly isSecure: boolean;
  readonly arn: string;
  /** Where an ACM certificate must be. */
  readonly region: string;
  readonly takes: { readonly keys: RegExp; readonly isIamTaken: boolean };
}

/** The keys that a Network Load Balancer takes and a Classic one does not are on curves. */
const TAKES = {
  classic: { keys: /^RSA_(?:1024|2048|3072)$/, isIamTaken: true },
  application: { keys: /^(?:RSA_|EC_)/, isIamTaken: true },
  network: { keys: /^(?:RSA_(?:1024|2048|3072)|EC_)/, isIamTaken: true },
  distribution: { keys: /^(?:RSA_|EC_prime256v1$)/, isIamTaken: false },
} as const;

function usesOf({ type, values }: StateResource): readonly CertificateUse[] {
  const [, , , region = ''] = String(member(values, 'arn')).split(':');
  const protocol = (of: Json, name: string) => String(member(of, name)).toUpperCase();
  switch (type) {
    case 'aws_elb':
      return items(member(values, 'listener')).map((listener): CertificateUse => {
        const isSecure = ['HTTPS', 'SSL'].includes(protocol(listener, 'lb_protocol'));
        const port = Number(member(listener, 'lb_port'));
        return { port, isSecure, arn: textOf(listener, 'ssl_certificate_id'), region, takes: TAKES.classic };
      });
    case 'aws_lb_listener': {
      const takes = protocol(values, 'protocol') === 'TLS' ? TAKES.network : TAKES.application;
      const port = Number(member(values, 'port'));
      return [{ port, isSecure: true, arn: textOf(values, 'certificate_arn'), region, takes }];
    }
    case 'aws_cloudfront_distribution': {
      const [viewer = null] = items(member(values, 'viewer_certificate'));
      const arn = textOf(viewer, 'acm_certificate_arn');
      return [{ port: null, isSecure: true, arn, region: 'us-east-1', takes: TAKES.distribution }];
    }
    default:
      return [];
  }
}

function applied(address: string, use: CertificateUse, keys: ReadonlyMap<Json, Json>): AppliedListener {
  const { port, isSecure, arn, region } = use;
  const key = keys.get(arn);
  const secure = isSecure ? 'secure' : 'plain';
  return {
    address,
    port,
    outcomes: outcomesOf(use, typeof key === 'string' ? key : undefined),
    text: `${secure} listener for ${region} with "${arn}", key ${JSON.stringify(key ?? null)}`,
  };
}

function textOf(value: Json, name: string): string {
  const found = member(value, name);
  return typeof found === 'string' ? found : '';
}

const ACM = /^arn:aws:acm:([a-z0-9-]+):\d{12}:certificate\/[\w-]+$/;
const IAM = /^arn:aws:iam::\d{12}:server-certificate\/[\w+=,.@/-]+$/;

/** What the policies demand, written a second time: the plan's facts play no part in it. */
function outcomesOf(
  { isSecure, arn, region, takes }: CertificateUse,
  key: string | undefined,
): Readonly<Record<ComparedPolicy, Outcome | undefined>> {
  const acm = ACM.exec(arn);
  const judged = (applies: boolean, holds: boolean): Outcome => (!applies ? 'notApplicable' : holds ? 'pass' : 'fail');
  const isAcm = isSecure && acm !== null;
  return {
    'certificate-required': judged(isSecure, arn !== ''),
    'certificate-source': judged(isSecure && arn !== '', acm !== null || (takes.isIamTaken && IAM.test(arn))),
    'acm-same-region': judged(isAcm, acm?.[1] === region),
    'acm-key-algorithm': isAcm && key === undefined ? undefined : judged(isAcm, takes.keys.test(key ?? '')),
  };
}

interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly values: Json;
}

function resourcesOf(module: Json | undefined): readonly StateResource[] {
  const own = items(member(module, 'resources')).map((resource) => ({
    address: String(member(resource, 'address')),
    type: member(resource, 'mode') === 'managed' ? String(member(resource, 'type')) : 'data',
    values: member(resource, 'values') ?? null,
  }));
  return [...own, ...items(member(module, 'child_modules')).flatMap(resourcesOf)];
}

function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Where a verdict and the state differ, or two modes do. */
export interface Contradiction {
  readonly mode: string;
  readonly subject: string;
  readonly text: string;
}

/** Whether an outcome cannot be right; where it is unknown whether a policy applies, it passes if it would in any case. */
function differ(outcome: Outcome, truth: Outcome): boolean {
  return outcome !== truth && !(outcome === 'pass' && truth === 'notApplicable');
}

/** Verdicts without a mark that the state contradicts, and listeners that are missing or too many. */
export function againstState(
  mode: JudgeMode,
  verdicts: readonly Verdict[],
  applied: readonly AppliedListener[],
  refused: ReadonlySet<string>,
): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const standing = new Map(applied.map((listener) => [`${listener.address} ${listener.port}`, listener]));
  const addresses = new Set(applied.map(({ address }) => address));
  const judged = new Set(verdicts.map(({ address, port }) => `${address} ${port}`));
  for (const subject of standing.keys())
    if (!judged.has(subject) && !judged.has(`${subject.split(' ')[0]} null`))
      found.push({ mode, subject, text: 'the listener is not in the report' });
  for (const { policy, address, port, outcome, isAssumed } of verdicts) {
    const subject = `${address} ${port}`;
    if (outcome === 'open' || isAssumed) continue;
    if (refused.has(address) && policy === 'certificate-source' && outcome === 'pass') {
      const others = verdicts.filter((one) => one.address === address && one.policy === policy);
      if (others.every((one) => one.outcome === 'pass'))
        found.push({ mode, subject, text: `${policy} is pass, and the provider refuses the ARN` });
    }
    if (!addresses.has(address)) continue;
    const listener = standing.get(subject);
    // A port that is not known is that of any listener.
    if (listener === undefined && port === null) continue;
    if (listener === undefined) {
      found.push({ mode, subject, text: `${policy} is ${outcome}, and there is no such listener` });
      continue;
    }
    const truth = listener.outcomes[policy];
    if (truth !== undefined && differ(outcome, truth))
      found.push({ mode, subject, text: `${policy} is ${outcome}, and the state says ${truth}: ${listener.text}` });
  }
  return found;
}

/** Verdicts without a mark that differ from mode to mode, though neither is open. */
export function betweenModes(verdicts: ReadonlyMap<JudgeMode, readonly Verdict[]>): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const first = new Map<string, { readonly mode: JudgeMode; readonly outcome: Outcome }>();
  for (const [mode, all] of verdicts)
    for (const { policy, address, port, outcome, isAssumed } of all) {
      if (outcome === 'open' || isAssumed) continue;
      const subject = `${address} ${port}`;
      const other = first.get(`${subject} ${policy}`);
      if (other === undefined) first.set(`${subject} ${policy}`, { mode, outcome });
      else if (differ(outcome, other.outcome) && differ(other.outcome, outcome))
        found.push({ mode: `${other.mode} / ${mode}`, subject, text: `${policy} is ${other.outcome} and ${outcome}` });
    }
  return found;
}
