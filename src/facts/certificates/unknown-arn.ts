import { blockAddress, formatModulePath, type ModulePath } from '../../model/address.js';
import { distinctBy } from '../../model/collections.js';
import {
  type CertificateFacts,
  eitherCertificate,
  MOST_ALTERNATIVES,
  noCertificate,
  otherCertificate,
  unknownCertificate,
} from '../../model/facts.js';
import type { Plan, Resource } from '../../model/plan.js';
import { known, unknown } from '../../model/value.js';
import { firstNames } from '../../model/words.js';
import {
  type AttributeOrigin,
  argumentGroup,
  behindDeadEnds,
  type DeadEnd,
  hiddenName,
  type Origin,
  textAttribute,
  visibleFrom,
} from '../../resolve/index.js';
import { couldHoldCertificateArn } from '../possible-text.js';
import { type FactContext, perPlan, sourceOf, type TracedCertificate } from '../sources.js';
import { withAwait, withEarlierAwait } from './aws-acm-certificate-validation.js';
import { asSeenFromElsewhere, assumingAlso } from './certificate.js';
import { certificateByEvidence, counterEvidence, SHOW_SOURCE } from './counter-evidence.js';
import { certificateOfPrefix, isCertificateArn, namedCertificate } from './named-certificate.js';

const REMEDY = 'reference the certificate directly, so that the plan shows which one it is';

/**
 * The certificate of a listener whose ARN is not known before apply. It is one of those that the references lead to,
 * as long as everything else they lead to is known. Behind a reference that leads nowhere (a local, a `dynamic` block)
 * stands something that its module can see and that is not known yet: only where no more than certificates can be
 * that, it is one of those. An expression that refers to several things may choose text that the plan does not show.
 */
export function certificateOfUnknownArn(
  context: FactContext,
  listener: Resource,
  reason: string,
  source: { readonly key: string; readonly origins: () => readonly Origin[] | undefined },
): TracedCertificate {
  const { namedBy, assumes } = context;
  const key = JSON.stringify([namedBy, assumes, formatModulePath(listener.module), blockAddress(listener), source.key]);
  const kept = possibilities(context.resolver);
  const found = kept.get(key) ?? possibleCertificates(context, listener, source.origins());
  kept.set(key, found);
  switch (found.kind) {
    case 'open':
      return { facts: unknownCertificate(found.reason ?? reason, REMEDY), trace: [] };
    case 'same':
      return found.certificate;
    case 'several':
      return oneOfSeveral(found, (certificate) => withAwait(context, listener, certificate, found.ways));
    default:
      return found satisfies never;
  }
}

/** What the unknown ARN in a block may turn out to be. */
type Possibilities =
  | { readonly kind: 'open'; readonly reason: string | undefined }
  /** The same for every instance of the block. */
  | { readonly kind: 'same'; readonly certificate: TracedCertificate }
  | SeveralCertificates;

interface SeveralCertificates {
  readonly kind: 'several';
  readonly certificates: readonly TracedCertificate[];
  readonly assuming: string | null;
  readonly ways: () => readonly Origin[] | undefined;
}

/** By block and expression: instances under `for_each` share them, or the time would be that of each with each. */
const possibilities = perPlan(() => new Map<string, Possibilities>());

function possibleCertificates(
  context: FactContext,
  listener: Resource,
  references: readonly Origin[] | undefined,
): Possibilities {
  const traced = references && withStandIns(context, references);
  const direct = (traced ?? []).filter((origin) => origin.kind !== 'deadEnd');
  const possibleIn = (module: ModulePath) => withStandIns(context, context.resolver.possibleOrigins(module));
  const behind = traced === undefined ? visibleFrom([listener.module], possibleIn) : behindDeadEnds(traced, possibleIn);
  const deadEnd = [...(traced ?? []), ...(behind ?? [])].find((origin) => origin.kind === 'deadEnd');
  const open = { kind: 'open', reason: deadEnd?.kind === 'deadEnd' ? deadEnd.reason : undefined } as const;
  if (behind === undefined) return open;

  const isAfter = context.resolver.isMadeAfter(listener);
  const isDirect = new Set<Origin>(direct);
  const attributes = [...direct, ...behind].filter((origin) => origin.kind === 'attribute');
  const other = attributes.find((origin) => {
    if (namesCertificate(context, origin)) return false;
    const { plan, resource } = origin;
    if (resource !== undefined && plan === context.resolver.plan && isAfter(resource)) return false;
    return isDirect.has(origin) || couldHoldCertificateArn(context.sources, origin);
  });
  const certificates = certificatesAt(context, attributes);
  if (other !== undefined && deadEnd === undefined)
    return { kind: 'open', reason: `known after apply: ${nameOf(other)}` };
  if (other !== undefined || certificates.length === 0) return open;
  const modules = hiddenModules(listener, traced);
  const isHidden = modules.length > 0 || direct.some((origin) => origin.kind === 'attribute' && origin.isOneOfSeveral);
  if (isHidden && !context.assumes) return open;
  const hidden = hiddenExpression(traced, deadEnd);
  const evidence = modules
    .map((module) => counterEvidence(context, module, (reference) => isAfter({ ...reference, module })))
    .find((found) => found !== undefined);
  if (evidence !== undefined) {
    const referred = certificatesAt(context, evidence.certificates, 'also known');
    const among = (referred.length > 0 ? referred : certificates).map(({ facts }) => facts);
    return { kind: 'same', certificate: certificateByEvidence(evidence, among, hidden) };
  }
  const ways = traced === undefined || behind.length > 0 ? undefined : direct;
  const assuming = !isHidden
    ? null
    : `${hidden} yields the ARN of ${certificates.length === 1 ? '' : 'one of '}${namesOf(certificates)}`;
  const several = { kind: 'several', certificates, assuming, ways: () => ways } as const;
  if (certificates.length <= MOST_ALTERNATIVES) return several;
  // What each instance of the block does with each of so many certificates is not told apart.
  const certificate = oneOfSeveral(several, (one) => withAwait(context, listener, one, several.ways));
  return { kind: 'same', certificate };
}

/** The certificate that is one of several, each as it stands to its user. */
function oneOfSeveral(
  { certificates, assuming }: SeveralCertificates,
  asUsed: (certificate: TracedCertificate) => TracedCertificate,
): TracedCertificate {
  const used = certificates.map(asUsed).map(({ facts, trace }) => ({ trace, facts: assumingAlso(facts, assuming) }));
  const [only] = used;
  if (only !== undefined && used.length === 1) return only;
  const possible = used.map(({ facts }) => facts);
  const reason = `one of ${namesOf(used)}; the plan does not say which`;
  return { facts: eitherCertificate(possible, reason, SHOW_SOURCE), trace: [] };
}

/** The most certificates that one text names. */
const MOST_NAMES = 10;

function namesOf(certificates: readonly TracedCertificate[]): string {
  return firstNames(
    certificates.map(({ facts }) => addressOf(facts)),
    MOST_NAMES,
  );
}

function hiddenExpression(traced: readonly Origin[] | undefined, end: Origin | undefined): string {
  if (end?.kind === 'deadEnd') return hiddenName(end);
  return traced === undefined ? 'a dynamic block' : 'its expression';
}

/** The modules in which an expression that the plan does not show decides. */
function hiddenModules(listener: Resource, traced: readonly Origin[] | undefined): readonly ModulePath[] {
  if (traced === undefined) return [listener.module];
  return traced.flatMap((origin) => (origin.kind === 'deadEnd' && origin.module !== undefined ? [origin.module] : []));
}

/**
 * The certificate of a listener whose expression was evaluated: it is what one of the origins is. `ways` is what the
 * expression depends on.
 */
export function certificateOfOrigins(
  context: FactContext,
  listener: Resource,
  reason: string,
  origins: readonly Origin[],
  ways: () => readonly Origin[],
): TracedCertificate {
  const found = withStandIns(context, origins).map((origin) => certificateAt(context, origin));
  const certificates = distinctBy(found, ({ facts }) => JSON.stringify(facts));
  const issued = certificates.map((certificate) => withAwait(context, listener, certificate, ways));
  const [only] = issued;
  if (only !== undefined && issued.length === 1) return only;
  const possible = issued.map(({ facts }) => facts);
  return { facts: eitherCertificate(possible, `one of ${namesOf(issued)}; ${reason}`), trace: [] };
}

function certificateAt(context: FactContext, origin: Origin): TracedCertificate {
  switch (origin.kind) {
    case 'known':
      return certificateNamed(context, typeof origin.value === 'string' ? origin.value : '', origin.sensitive);
    case 'attribute': {
      const [certificate] = certificatesAt(context, [origin], 'also known');
      if (certificate !== undefined) return certificate;
      if (isOtherArn(context, origin)) return misnamedCertificate(nameOf(origin));
      return { facts: unknownCertificate(`known after apply: ${nameOf(origin)}`, REMEDY), trace: [] };
    }
    case 'deadEnd':
      return {
        facts: certificateOfPrefix(origin.prefix ?? '', origin.reason, isWellFormed(context, origin)),
        trace: [],
      };
    default:
      return origin satisfies never;
  }
}

/**
 * Whether a text is an ARN of a certificate: where it has that form, or ends with the rest of one or the name of one in
 * IAM. Undefined where that is not known.
 */
function isWellFormed(context: FactContext, { like, rest }: DeadEnd): boolean | undefined {
  if (like !== undefined) return isCertificateArn(like);
  if (rest === undefined || !namesCertificate(context, rest)) return undefined;
  const isArn = sourceOf(context.sources.certificates, rest)?.arnAttributes.includes('id') === true;
  return rest.attribute !== 'id' || isArn ? true : undefined;
}

/** The ARN or id of another resource of the AWS provider, which tells what it made itself. */
function isOtherArn(context: FactContext, origin: AttributeOrigin): boolean {
  const { mode, type, attribute } = origin;
  if (mode !== 'managed' || !type.startsWith('aws_') || couldHoldCertificateArn(context.sources, origin)) return false;
  return attribute === 'arn' || attribute === 'id' || sourceOf(context.sources.certificates, origin) !== undefined;
}

function nameOf({ via, attribute }: AttributeOrigin): string {
  return [via.at(-1), attribute].filter((part) => part !== undefined).join('.');
}

/** A validation that is referred to as a whole, as in a `for` expression, stands for the certificate that it waits for. */
function withStandIns(context: FactContext, origins: readonly Origin[]): readonly Origin[] {
  const seen = new Set<string>();
  return origins.flatMap((origin) => {
    if (origin.kind !== 'attribute' || origin.attribute !== undefined || origin.resource === undefined) return [origin];
    const { plan, resource, via } = origin;
    const argument = sourceOf(context.sources.certificates, resource)?.standsFor;
    if (argument === undefined) return [origin];
    const group = `${plan.path} ${argumentGroup(plan, resource, argument)}`;
    if (seen.has(group)) return [];
    seen.add(group);
    const behind = context.in(plan).resolver.traceAttribute(resource, argument);
    return behind.map((one) => ({ ...one, via: [...via, ...one.via] }));
  });
}

/** Whether people name a certificate in this way, rightly or not. */
function namesCertificate({ sources }: FactContext, origin: AttributeOrigin): boolean {
  const source = sourceOf(sources.certificates, origin);
  if (source === undefined) return false;
  const { arnAttributes, notArnAttributes = [] } = source;
  const { attribute } = origin;
  if (attribute === undefined) return arnAttributes.length > 0;
  return arnAttributes.includes(attribute) || notArnAttributes.includes(attribute);
}

/** The certificates that some attributes name, each once. One whose ARN is known is not what is unknown. */
function certificatesAt(
  context: FactContext,
  origins: readonly AttributeOrigin[],
  which: 'only unknown' | 'also known' = 'only unknown',
): readonly TracedCertificate[] {
  const certificates = new Map<string, TracedCertificate>();
  for (const origin of origins) {
    const { plan, resource, attribute, via } = origin;
    if (resource === undefined || !namesCertificate(context, origin)) continue;
    const { notArnAttributes = [], endsArn } = sourceOf(context.sources.certificates, origin) ?? {};
    const isNoArn = attribute !== undefined && notArnAttributes.includes(attribute);
    const names = context.namedBy === 'iamId' ? 'id' : 'arn';
    if (which === 'only unknown' && !isNoArn && textAttribute(resource, names).kind === 'known') continue;
    const name = isNoArn ? `${resource.address}.${attribute}` : resource.address;
    const isHidden = which === 'only unknown' && attribute !== undefined && endsArn?.includes(attribute) === true;
    const described = isNoArn && !isHidden ? undefined : describedCertificate(context, plan, resource);
    const named = isHidden && described !== undefined ? withHiddenText(described, name) : described;
    const certificate = isNoArn && !isHidden ? misnamedCertificate(name) : named;
    const key = `${plan.path} ${name}`;
    if (certificate === undefined || certificates.has(key)) continue;
    certificates.set(key, { ...certificate, trace: [...via.slice(0, -1), ...certificate.trace] });
  }
  return [...certificates.values()];
}

/** The certificate that a resource of this input, or of another, is. */
function describedCertificate(context: FactContext, plan: Plan, resource: Resource): TracedCertificate | undefined {
  const own = context.in(plan);
  const certificate = own.certificate(resource);
  if (certificate === undefined || plan === context.resolver.plan) return certificate;
  const awaited = withEarlierAwait(own, certificate);
  return { ...awaited, facts: asSeenFromElsewhere(plan, awaited.facts) };
}

/** The certificate whose name an expression that the plan does not show refers to: an ARN that ends with it, or the name alone. */
function withHiddenText({ facts, trace }: TracedCertificate, name: string): TracedCertificate {
  const sources = facts.source.kind === 'known' ? [facts.source.value] : [];
  const reason = `known after apply: text with ${name}, which the plan does not show`;
  const source = unknown(reason, {
    candidates: [...sources, 'other' as const],
    remedy: SHOW_SOURCE,
  });
  return { facts: { ...facts, source }, trace };
}

function misnamedCertificate(reference: string): TracedCertificate {
  return { facts: { ...otherCertificate, arn: unknown(`known after apply: ${reference}`) }, trace: [reference] };
}

function certificateNamed(context: FactContext, text: string, sensitive: boolean | undefined): TracedCertificate {
  return text === '' ? { facts: noCertificate, trace: [] } : namedCertificate(context, known(text, sensitive));
}

function addressOf({ address, arn, source }: CertificateFacts): string {
  if (address.kind === 'known') return address.value;
  if (source.kind === 'known' && source.value === 'none') return 'no certificate';
  return arn.kind === 'known' && arn.sensitive !== true ? arn.value : 'a certificate';
}
