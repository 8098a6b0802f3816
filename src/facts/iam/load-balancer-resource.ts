import type { ResourceTest } from './decide.js';
import { matchesEverything } from './match.js';
import { maybe, no, yes } from './truth.js';

/**
 * Whether a pattern covers the ARN of a Classic Load Balancer, `arn:PARTITION:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/NAME`.
 * One that names some of them may cover the one that is meant.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancing.html
 */
export const loadBalancerResource: ResourceTest = (pattern) => {
  if (pattern.kind === 'unknown') return maybe(pattern.reason);
  const { value } = pattern;
  if (matchesEverything(value)) return yes;
  if (namesOtherService(value)) return no;
  return meets(tokensOf(value.replace(/\$\{[^}]*\}/g, '*')), CLASSIC)
    ? maybe(`"${value}" may be another load balancer`)
    : no;
};

/** True where everything up to the service is plain text, and the service is another one; no part of an ARN holds a colon. */
function namesOtherService(pattern: string): boolean {
  const [, service] = /^[^*?$:]*:[^*?$:]*:([^*?$:]*):/.exec(pattern) ?? [];
  return service !== undefined && service !== 'elasticloadbalancing';
}

/** A character, or a run of characters that all pass a test. */
type Token =
  | { readonly kind: 'one'; readonly accepts: (character: string) => boolean; readonly literal: string | undefined }
  | { readonly kind: 'run'; readonly accepts: (character: string) => boolean };

const anything = () => true;

function tokensOf(pattern: string): readonly Token[] {
  return [...pattern].map((character): Token => {
    if (character === '*') return { kind: 'run', accepts: anything };
    if (character === '?') return { kind: 'one', accepts: anything, literal: undefined };
    return { kind: 'one', accepts: (other) => other === character, literal: character };
  });
}

/** Partition, Region, account and name have neither colon nor slash; other load balancers do: `loadbalancer/app/NAME/ID`. */
const CLASSIC: readonly Token[] = tokensOf('arn:*:elasticloadbalancing:*:*:loadbalancer/*').map((token) => {
  return token.kind === 'run' ? { kind: 'run', accepts: (character) => /[A-Za-z0-9-]/.test(character) } : token;
});

/** Whether there is text that both describe. */
function meets(pattern: readonly Token[], template: readonly Token[]): boolean {
  const seen = new Set<number>();
  const width = template.length + 1;
  const rest: (readonly [at: number, against: number])[] = [[0, 0]];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [at, against] = next;
    const place = at * width + against;
    if (seen.has(place)) continue;
    seen.add(place);
    const left = pattern[at];
    const right = template[against];
    if (left === undefined && right === undefined) return true;
    if (left?.kind === 'run') rest.push([at + 1, against]);
    if (right?.kind === 'run') rest.push([at, against + 1]);
    if (left === undefined || right === undefined || !overlap(left, right)) continue;
    rest.push([left.kind === 'run' ? at : at + 1, right.kind === 'run' ? against : against + 1]);
  }
  return false;
}

function overlap(left: Token, right: Token): boolean {
  if (left.kind === 'one' && left.literal !== undefined) return right.accepts(left.literal);
  if (right.kind === 'one' && right.literal !== undefined) return left.accepts(right.literal);
  return true;
}
