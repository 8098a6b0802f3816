import { type Judgement, maybe, no, yes } from '../../model/truth.js';
import type { Value } from '../../model/value.js';
import type { PolicyText } from './document.js';

/** What a principal asks AWS to do. */
export interface IamRequest {
  /** In IAM's spelling: `acm:ListCertificates`. */
  readonly action: string;
  readonly resource: ResourceTest;
  readonly region: Value<string>;
}

/** Whether a pattern of a policy's `Resource` covers the resource of a request; where that is unknown, why. */
export type ResourceTest = (pattern: PolicyText) => Judgement<string>;

/** Whoever deploys an ACM certificate has to be able to list them. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html */
export const LIST_CERTIFICATES = 'acm:ListCertificates';

/** What puts a certificate on a Classic Load Balancer. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancing.html */
export const DEPLOY_ACTIONS = [
  'elasticloadbalancing:CreateLoadBalancer',
  'elasticloadbalancing:CreateLoadBalancerListeners',
  'elasticloadbalancing:SetLoadBalancerListenerSSLCertificate',
] as const;

/**
 * The resource of an action without resource types: only a statement on all resources grants it.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html
 */
export const noResource: ResourceTest = (pattern) => {
  if (pattern.kind === 'unknown') return pattern.arnOf === undefined ? maybe(pattern.reason) : no;
  if (matchesEverything(pattern.value)) return yes;
  return EVERY_ARN.test(pattern.value) ? maybe(`"${pattern.value}" may not cover an action without a resource`) : no;
};

/** A pattern of all ARNs. Whether it covers what has none is not documented. */
const EVERY_ARN = /^arn:[*:]*\*$/;

/**
 * A Classic Load Balancer, whose ARN is `arn:PARTITION:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/NAME`. A pattern
 * that covers some of them may cover the one that is meant.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancing.html
 */
export const loadBalancerResource: ResourceTest = (pattern) => {
  if (pattern.kind === 'unknown') return maybe(pattern.reason);
  const { value } = pattern;
  if (matchesEverything(value)) return yes;
  const withoutVariables = value.replace(/\$\{[^}]*\}/g, '*');
  return overlap(tokensOf(withoutVariables), CLASSIC) ? maybe(`"${value}" may be another load balancer`) : no;
};

function matchesEverything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/** One character of a pattern, or a run of any number; `literal` where it is one certain character. */
interface Token {
  readonly isRun: boolean;
  readonly literal: string | undefined;
  readonly accepts: (character: string) => boolean;
}

function tokensOf(pattern: string, inRun: (character: string) => boolean = () => true): readonly Token[] {
  return [...pattern].map((character): Token => {
    if (character === '*') return { isRun: true, literal: undefined, accepts: inRun };
    if (character === '?') return { isRun: false, literal: undefined, accepts: () => true };
    return { isRun: false, literal: character, accepts: (other) => other === character };
  });
}

/** Partition, Region, account and name have neither colon nor slash; other load balancers do: `loadbalancer/app/NAME/ID`. */
const CLASSIC = tokensOf('arn:*:elasticloadbalancing:*:*:loadbalancer/*', (one) => /[A-Za-z0-9-]/.test(one));

/** Whether some text matches both patterns. */
function overlap(left: readonly Token[], right: readonly Token[]): boolean {
  const seen = new Set<string>();
  const rest: (readonly [left: number, right: number])[] = [[0, 0]];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [at, against] = next;
    if (seen.has(next.join())) continue;
    seen.add(next.join());
    const [one, other] = [left[at], right[against]];
    if (one === undefined && other === undefined) return true;
    if (one?.isRun === true) rest.push([at + 1, against]);
    if (other?.isRun === true) rest.push([at, against + 1]);
    if (one === undefined || other === undefined || !shareCharacter(one, other)) continue;
    rest.push([one.isRun ? at : at + 1, other.isRun ? against : against + 1]);
  }
  return false;
}

/** Of the tokens here, two without a literal always do. */
function shareCharacter(one: Token, other: Token): boolean {
  if (one.literal !== undefined) return other.accepts(one.literal);
  return other.literal === undefined || one.accepts(other.literal);
}
