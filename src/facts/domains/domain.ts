import { type CertificateFacts, type DomainFacts, eitherCertificate, noCertificate } from '../../model/facts.js';
import { scalarText } from '../../model/json.js';
import type { Body, Resource } from '../../model/plan.js';
import { absent, known, unknown, type Value } from '../../model/value.js';
import { attribute, blockOf, knownElements, type Path, textAttribute } from '../../resolve/index.js';
import { findCertificate } from '../certificates/find-certificate.js';
import { formatDate } from '../dates.js';
import type { FactContext, TracedCertificate } from '../sources.js';
import { type DomainNames, withCoverage } from './coverage.js';

/** A domain as it is planned, its certificate found. */
export interface FoundDomain
  extends Pick<DomainFacts, 'service' | 'region' | 'endpointType' | 'certificateArgument' | 'accepts'> {
  readonly names: DomainNames;
  readonly certificate: TracedCertificate;
  /** Whether it needs a certificate; undefined where its names, or a certificate that it has, decide. */
  readonly secure: Value<boolean> | undefined;
}

/** The facts of a domain. */
export function domainFacts(context: FactContext, resource: Resource, found: FoundDomain): DomainFacts {
  const { resolver } = context;
  const { names, certificate, secure, ...own } = found;
  return {
    ...own,
    address: resource.address,
    constructPath: resource.constructPath ?? null,
    type: resource.type,
    names: listOf(names),
    secure: secure ?? needsCertificate(names, certificate.facts),
    partition: resolver.partition(resource),
    account: resolver.account(resource),
    action: resource.action,
    certificate: withCoverage(certificate.facts, names),
    certainty: 'certain',
    doubt: null,
    fromSource: null,
    now: formatDate(context.now),
    trace: [resource.address, ...certificate.trace],
  };
}

/** The names as one fact: known where all are. */
function listOf({ each, others }: DomainNames): Value<readonly string[]> {
  if (others !== null) return unknown(others.reason);
  const open = each.find((name) => name.kind === 'unknown');
  if (open?.kind === 'unknown') {
    const [only, ...more] = each;
    const candidates = more.length === 0 && only?.kind === 'unknown' ? only.candidates : undefined;
    return unknown(open.reason, candidates === undefined ? {} : { candidates: candidates.map((one) => [one]) });
  }
  const names = each.flatMap((name) => (name.kind === 'known' ? [name.value] : []));
  return known(
    names,
    each.some((name) => name.kind === 'known' && name.sensitive === true),
  );
}

function needsCertificate({ each, others }: DomainNames, { source }: CertificateFacts): Value<boolean> {
  if (each.length > 0 || (source.kind === 'known' && source.value !== 'none')) return known(true);
  if (others !== null) return unknown(others.reason);
  if (source.kind === 'unknown')
    return source.candidates?.includes('none') === false ? known(true) : unknown(source.reason);
  return known(false);
}

/** The one name that an argument holds. */
export function nameIn(resource: Resource, argument: string): DomainNames {
  const name = textAttribute(resource, argument);
  return { each: name.kind === 'absent' ? [] : [name], others: null };
}

/** The names in an argument that is a set of them: those that are known, also where others are not. */
export function namesIn(resource: Resource, argument: string): DomainNames {
  const all = attribute(resource, [argument]);
  if (all.kind === 'unknown') {
    const each = knownElements(resource, argument).map((name) => known(name));
    return { each, others: { reason: all.reason } };
  }
  if (all.kind === 'absent' || !Array.isArray(all.value)) return { each: [], others: null };
  const names = all.value.filter((name) => typeof name === 'string' && name !== '');
  return { each: names.map((name) => known(scalarText(name), all.sensitive)), others: null };
}

/**
 * The certificate that an argument names; `within` is the one nested block that it stands in. Undefined where the
 * argument is surely left out, or null.
 */
export function certificateIn(
  context: FactContext,
  resource: Resource,
  argument: string,
  within?: string,
): TracedCertificate | undefined {
  const path: Path = within === undefined ? [argument] : [within, 0, argument];
  const named = textAttribute(resource, ...path);
  if (named.kind === 'absent') return undefined;
  return findCertificate(
    context,
    resource,
    named,
    () => bodiesOf(context, resource, within).flatMap((body) => body.expression(argument) ?? []),
    () => context.resolver.evaluatedPart(resource, path),
  );
}

function bodiesOf({ resolver }: FactContext, resource: Resource, within: string | undefined): readonly Body[] {
  const body = blockOf(resolver.plan, resource)?.block.body;
  if (body === undefined) return [];
  return within === undefined ? [body] : body.blocks(within);
}

/** One of two arguments that each may name the certificate, whichever is not null. */
export interface NamedBy {
  readonly argument: string;
  readonly certificate: TracedCertificate | undefined;
}

/** Whether an argument surely names something. */
export function isSurelySet({ certificate }: NamedBy): boolean {
  const source = certificate?.facts.source;
  return source?.kind === 'known' && source.value !== 'none' && source.value !== 'other';
}

/** The certificate of the arguments that are set: of the first that surely is; one of several where none surely is. */
export function firstNamed(candidates: readonly NamedBy[]): {
  readonly certificate: TracedCertificate;
  readonly argument: Value<string>;
} {
  const set = candidates.filter(({ certificate }) => certificate !== undefined);
  const sure = set.findIndex(isSurelySet);
  const possible = sure < 0 ? set : set.slice(0, sure + 1);
  const [first, ...others] = possible;
  if (first?.certificate === undefined) return { certificate: { facts: noCertificate, trace: [] }, argument: absent };
  if (others.length === 0) return { certificate: first.certificate, argument: known(first.argument) };
  const names = possible.map(({ argument }) => argument);
  const reason = `the certificate is that of ${names.join(' or ')}; the plan does not say which is set`;
  const facts = possible.flatMap(({ certificate }) => certificate?.facts ?? []);
  return {
    certificate: { facts: eitherCertificate(facts, reason), trace: [] },
    argument: unknown(reason, { candidates: names }),
  };
}
