import type { ModulePath } from '../../model/address.js';
import { type CertificateFacts, certificateWith, eitherCertificate } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { unknown } from '../../model/value.js';
import type { AttributeOrigin, Origin, RelevantReference } from '../../resolve/index.js';
import { isNeverText } from '../possible-text.js';
import { type FactContext, isArnAttribute, sourceOf, type TracedCertificate } from '../sources.js';
import { assumingAlso } from './certificate.js';

/** What speaks against taking one of the visible certificates for what a hidden expression yields. */
export interface CounterEvidence {
  /** The attribute that a hidden expression refers to. */
  readonly reference: string;
  /** `condition` for what cannot be the text itself, `name` for a name or id of a certificate, `text` for other text. */
  readonly kind: 'condition' | 'name' | 'text';
  /** The attributes of certificates that expressions of the module refer to. */
  readonly certificates: readonly AttributeOrigin[];
}

const KINDS: readonly CounterEvidence['kind'][] = ['text', 'name', 'condition'];

/** What to do where an expression decides that the plan does not show. */
export const SHOW_SOURCE = 'give --root DIR, or check the plan file';

/**
 * The strongest evidence that a hidden expression of a module is more than a reference to a certificate. What Terraform
 * makes after the listener, as `isAfter` says, is none.
 */
export function counterEvidence(
  context: FactContext,
  module: ModulePath,
  isAfter: (other: Pick<Resource, 'mode' | 'type' | 'name'>) => boolean,
): CounterEvidence | undefined {
  const relevant = context.resolver.relevantReferences(module) ?? [];
  const references = relevant.filter((reference) => !isAfter(reference));
  const against = references
    .filter(({ isHidden }) => isHidden)
    .flatMap((reference) => {
      const kind = kindOf(context, module, reference);
      return kind === undefined ? [] : [{ reference, kind }];
    })
    .sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
  const [strongest] = against;
  if (strongest === undefined) return undefined;
  const { type, name, attribute } = strongest.reference;
  return {
    reference: [type, name, attribute].filter((part) => part !== undefined).join('.'),
    kind: strongest.kind,
    certificates: references.flatMap((reference) => certificatesIn(context, module, reference)),
  };
}

function kindOf(
  context: FactContext,
  module: ModulePath,
  reference: RelevantReference,
): CounterEvidence['kind'] | undefined {
  const source = sourceOf(context.sources.certificates, reference);
  const { attribute } = reference;
  if (source !== undefined) {
    const namesIt = attribute === undefined || source.arnAttributes.includes(attribute);
    if (namesIt || attribute === source.standsFor) return undefined;
    return source.notArnAttributes?.includes(attribute) === true ? 'name' : 'condition';
  }
  if (certificatesIn(context, module, reference).length > 0) return undefined;
  return isNeverText(reference) ? 'condition' : 'text';
}

/** The certificates whose ARN an attribute is, or repeats; none where it may be anything else. */
function certificatesIn(
  context: FactContext,
  module: ModulePath,
  { mode, type, name, attribute }: RelevantReference,
): readonly AttributeOrigin[] {
  const { plan, index } = context.resolver;
  const origins = index.instances(module, mode, type, name).flatMap((resource): readonly Origin[] => {
    const set = attribute === undefined ? [] : context.resolver.traceAttribute(resource, attribute);
    return set.length > 0
      ? set
      : [{ kind: 'attribute', plan, resource, mode, type, attribute, via: [resource.address] }];
  });
  const named = origins.filter((origin) => origin.kind === 'attribute' && isArnAttribute(context.sources, origin));
  return named.length === origins.length ? named.filter((origin) => origin.kind === 'attribute') : [];
}

/**
 * The certificate of a hidden expression that refers to more than certificates. A condition chooses between the
 * certificates that the module refers to or, where that is only one, between it and text that the plan does not show.
 */
export function certificateByEvidence(
  { reference, kind }: CounterEvidence,
  possible: readonly CertificateFacts[],
  hidden: string,
): TracedCertificate {
  const reason = `known after apply, and an expression that the plan does not show refers to ${reference}`;
  const rest = unknown<never>(reason, { remedy: SHOW_SOURCE });
  const either = eitherCertificate(possible, reason);
  const sources = [...new Set(possible.flatMap(({ source }) => (source.kind === 'known' ? [source.value] : [])))];
  const source = unknown(reason, { candidates: [...sources, 'other' as const], remedy: SHOW_SOURCE });
  switch (kind) {
    case 'condition': {
      const assuming = `${hidden} yields the ARN of a certificate`;
      const facts = possible.length > 1 ? either : certificateWith(rest, { source: either.source });
      return { facts: assumingAlso(facts, assuming), trace: [] };
    }
    case 'name':
      return { facts: { ...either, source, alternatives: null }, trace: [] };
    case 'text':
      return { facts: certificateWith(rest, { source }), trace: [] };
    default:
      return kind satisfies never;
  }
}
