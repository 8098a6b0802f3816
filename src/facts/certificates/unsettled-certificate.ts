import { formatModulePath, type ModulePath } from '../../model/address.js';
import type { CertificateFacts } from '../../model/facts.js';
import { eitherCertificate, noCertificate, otherCertificate, unknownCertificate } from '../../model/facts.js';
import type { Plan, Resource } from '../../model/plan.js';
import { type Known, known, unknown } from '../../model/value.js';
import { type AttributeOrigin, type Origin, textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import { standingIn, type TracedCertificate } from './certificate.js';
import { describeCertificate } from './index.js';
import { withIssuance } from './issuance.js';
import { namedCertificate } from './literal.js';
import { couldHoldCertificateArn } from './possible-arn.js';

const REMEDY = 'reference the certificate directly, so that the plan shows which one it is';

/**
 * The certificate of a listener whose ARN is not known before apply. It is one of those that the references lead to,
 * as long as everything else they lead to is known. Behind a reference that leads nowhere (a local, a `dynamic` block)
 * stands something that its module can see and that is not known yet: only where no more than certificates can be
 * that, it is one of those.
 */
export function unsettledCertificate(
  context: FactContext,
  listener: Resource,
  reason: string,
  references: readonly Origin[] | undefined,
): TracedCertificate {
  const traced = references && throughValidations(context, references);
  const direct = (traced ?? []).filter((origin) => origin.kind !== 'deadEnd');
  const hidden = traced === undefined ? seenFrom(context, [listener.module]) : behindDeadEnds(context, traced);
  const deadEnd = [...(traced ?? []), ...(hidden ?? [])].find((origin) => origin.kind === 'deadEnd');
  const open = { facts: unknownCertificate(deadEnd?.kind === 'deadEnd' ? deadEnd.reason : reason, REMEDY), trace: [] };
  if (hidden === undefined) return open;

  const attributes = [...direct, ...hidden].filter((origin) => origin.kind === 'attribute');
  const others = attributes.filter((origin) => !namesCertificate(origin));
  const unsettling = others.find((origin) => direct.includes(origin) || couldHoldCertificateArn(origin));
  const whole = context.resolver.plan.expressions === 'whole';
  const certificates = [...certificatesAt(context, attributes), ...(whole ? namedAmong(context, direct) : [])];
  if (unsettling !== undefined && deadEnd === undefined) {
    return { facts: unknownCertificate(`known after apply: ${nameOf(unsettling)}`, REMEDY), trace: [] };
  }
  if (unsettling !== undefined || certificates.length === 0) return open;

  const ways = () => (traced === undefined || hidden.length > 0 ? undefined : direct);
  const issued = certificates.map((certificate) => withIssuance(context, listener, certificate, ways));
  const [only] = issued;
  if (only !== undefined && issued.length === 1) return only;
  const names = issued.map((certificate) => addressOf(certificate.facts)).join(', ');
  return {
    facts: eitherCertificate(
      issued.map((one) => one.facts),
      `one of ${names}; the ${whole ? 'stack' : 'plan'} does not say which`,
    ),
    trace: [],
  };
}

function nameOf({ via, attribute }: AttributeOrigin): string {
  return [via.at(-1), attribute].filter((part) => part !== undefined).join('.');
}

/** What may stand behind the dead ends among some origins; undefined where anything may. */
function behindDeadEnds(context: FactContext, origins: readonly Origin[]): readonly Origin[] | undefined {
  const modules = origins.flatMap((origin) => (origin.kind === 'deadEnd' ? [origin.module] : []));
  return modules.every((module) => module !== undefined) ? seenFrom(context, modules) : undefined;
}

/** A validation that is referred to as a whole, as in a `for` expression, stands for the certificate that it waits for. */
function throughValidations(context: FactContext, origins: readonly Origin[]): readonly Origin[] {
  return origins.flatMap((origin) => {
    const whole =
      origin.kind === 'attribute' && origin.attribute === undefined && origin.type === 'aws_acm_certificate_validation';
    if (!whole || origin.resource === undefined) return [origin];
    const { plan, resource, via } = origin;
    return context
      .in(plan)
      .resolver.traceAttribute(resource, 'certificate_arn')
      .map((behind) => ({ ...behind, via: [...via, ...behind.via] }));
  });
}

/** Everything not yet known that expressions in some modules can see, through the dead ends on the way; undefined where one leads anywhere. */
function seenFrom(context: FactContext, modules: readonly ModulePath[]): readonly Origin[] | undefined {
  const seen = new Set<string>();
  const found: Origin[] = [];
  const rest = [...modules];
  for (let module = rest.pop(); module !== undefined; module = rest.pop()) {
    const name = formatModulePath(module);
    if (seen.has(name)) continue;
    seen.add(name);
    for (const origin of throughValidations(context, context.resolver.possibleOrigins(module))) {
      if (origin.kind !== 'deadEnd') found.push(origin);
      else if (origin.module === undefined) return undefined;
      else rest.push(origin.module);
    }
  }
  return found;
}

/** Attributes by which people name a certificate of these types, rightly or not. */
const NAMING_ATTRIBUTES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  aws_acm_certificate: ['arn', 'id', undefined],
  aws_acm_certificate_validation: ['id'],
  aws_iam_server_certificate: ['arn', 'id', 'name', undefined],
};

/**
 * Attributes that are no ARN, whatever they look like: AWS answers CertificateNotFound for them.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/server_certificate.go
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/acm/certificate_validation.go
 */
const MISNAMING_ATTRIBUTES: ReadonlySet<string> = new Set([
  'aws_acm_certificate_validation.id',
  'aws_iam_server_certificate.id',
  'aws_iam_server_certificate.name',
]);

function namesCertificate(origin: AttributeOrigin): boolean {
  return (
    Object.hasOwn(NAMING_ATTRIBUTES, origin.type) && NAMING_ATTRIBUTES[origin.type]?.includes(origin.attribute) === true
  );
}

/** The certificates that some attributes name, each once. One whose ARN is known is not what is unknown. */
function certificatesAt(context: FactContext, origins: readonly AttributeOrigin[]): readonly TracedCertificate[] {
  const certificates = new Map<string, TracedCertificate>();
  for (const origin of origins) {
    const { plan, resource, attribute, via } = origin;
    if (resource === undefined || !namesCertificate(origin)) continue;
    const misnamed = MISNAMING_ATTRIBUTES.has(`${origin.type}.${attribute}`);
    if (!misnamed && textAttribute(resource, 'arn').kind === 'known') continue;
    const certificate = misnamed
      ? misnamedCertificate(`${resource.address}.${attribute}`)
      : describeStanding(context, plan, resource);
    const key = `${plan.path} ${misnamed ? `${resource.address}.${attribute}` : resource.address}`;
    if (certificate === undefined || certificates.has(key)) continue;
    certificates.set(key, { ...certificate, trace: [...via.slice(0, -1), ...certificate.trace] });
  }
  return [...certificates.values()];
}

/** The certificate that a resource of this input, or of another, is. */
function describeStanding(context: FactContext, plan: Plan, resource: Resource): TracedCertificate | undefined {
  const certificate = describeCertificate(context.in(plan), resource);
  if (certificate === undefined || plan === context.resolver.plan) return certificate;
  return { ...certificate, facts: standingIn(plan, certificate.facts) };
}

function misnamedCertificate(reference: string): TracedCertificate {
  return { facts: { ...otherCertificate, arn: unknown(`known after apply: ${reference}`) }, trace: [reference] };
}

/**
 * The certificates that known texts among some origins name. Where expressions are whole, each is one that the
 * listener can turn out to have: one that a plan would show has been taken already.
 */
function namedAmong(context: FactContext, origins: readonly Origin[]): readonly TracedCertificate[] {
  const texts = new Map<string, Known<string>>();
  for (const origin of origins) {
    if (origin.kind !== 'known') continue;
    const text = typeof origin.value === 'string' ? origin.value : '';
    texts.set(text, known(text, origin.sensitive));
  }
  return [...texts.values()].map((text) => {
    return text.value === '' ? { facts: noCertificate, trace: [] } : namedCertificate(context, text);
  });
}

function addressOf({ address, arn, source }: CertificateFacts): string {
  if (address.kind === 'known') return address.value;
  if (source.kind === 'known' && source.value === 'none') return 'no certificate';
  return arn.kind === 'known' && arn.sensitive !== true ? arn.value : 'a certificate';
}
