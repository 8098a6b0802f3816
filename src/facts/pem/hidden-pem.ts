import type { Resource } from '../../model/plan.js';
import { type AttributeOrigin, behindDeadEnds, hiddenName, type Origin } from '../../resolve/index.js';
import { couldHoldPem } from '../possible-text.js';
import { type FactContext, isArnAttribute, type PemContent, sourceOf } from '../sources.js';

/** What the arguments hold that PEM is handed to. */
const HELD: ReadonlyMap<string, PemContent> = new Map([
  ['certificate_body', 'certificate'],
  ['certificate_chain', 'certificate'],
  ['cert_request_pem', 'request'],
  ['certificate_request_pem', 'request'],
  ['private_key', 'privateKey'],
  ['private_key_pem', 'privateKey'],
]);

/** The attributes that a hidden expression yields one of, under an assumption. */
export interface HiddenPem {
  readonly possible: readonly AttributeOrigin[];
  readonly assuming: string;
}

/**
 * What may stand behind the local that an argument refers to: the PEM of the argument's kind that its module can see and
 * that is not known yet. Undefined where anything else may be, or where hidden expressions of the module refer to more.
 */
export function hiddenPem(
  context: FactContext,
  resource: Resource,
  name: string,
  origins: readonly Origin[],
): HiddenPem | undefined {
  const { resolver } = context;
  const held = HELD.get(name);
  const hidden = origins.filter((origin) => origin.kind === 'deadEnd');
  const [first] = hidden;
  if (!context.assumes || first === undefined || held === undefined) return undefined;
  const behind = behindDeadEnds(origins, resolver.possibleOrigins);
  if (behind === undefined) return undefined;

  const isAfter = resolver.isMadeAfter(resource);
  const attributes = [...origins, ...behind].flatMap((origin) => {
    if (origin.kind !== 'attribute') return [];
    const { plan, resource: other } = origin;
    return plan === resolver.plan && other !== undefined && isAfter(other) ? [] : [origin];
  });
  const possible = attributes.flatMap((origin) => withContent(context, origin, held));
  const isElse = attributes.some((origin) => {
    return couldHoldPem(context.sources, origin) || (origins.includes(origin) && !holds(context, origin, held));
  });
  const explained = hiddenContents(context, resource);
  const isMore = hidden.some(({ module = [] }) =>
    (resolver.relevantReferences(module) ?? []).some((reference) => {
      if (!reference.isHidden || isAfter({ ...reference, module })) return false;
      // The ARN of a certificate is for what uses it, and no part of a PEM.
      const isArn = isArnAttribute(context.sources, reference);
      return !isArn && !explained.some((content) => holds(context, reference, content));
    }),
  );
  if (isElse || isMore || possible.length === 0) return undefined;
  const names = [...new Set(possible.map(nameOf))];
  return {
    possible,
    assuming: `${hiddenName(first)} yields ${names.length === 1 ? '' : 'one of '}${names.join(', ')}`,
  };
}

function nameOf({ via, attribute }: AttributeOrigin): string {
  return `${via.at(-1)}.${attribute}`;
}

/** What the arguments of a resource hold that come through a local. */
function hiddenContents({ resolver }: FactContext, resource: Resource): readonly PemContent[] {
  return [...HELD].flatMap(([name, content]) => {
    return resolver.traceAttribute(resource, name).some(({ kind }) => kind === 'deadEnd') ? [content] : [];
  });
}

function holds(
  { sources }: FactContext,
  reference: Pick<AttributeOrigin, 'mode' | 'type' | 'attribute'>,
  held: PemContent,
): boolean {
  const attributes = sourceOf(sources.pem, reference)?.attributes ?? {};
  const { attribute } = reference;
  return attribute === undefined ? Object.values(attributes).includes(held) : attributes[attribute] === held;
}

/** The attribute with some content that an origin stands for, which may be a resource as a whole. */
function withContent({ sources }: FactContext, origin: AttributeOrigin, held: PemContent): readonly AttributeOrigin[] {
  const attributes = Object.entries(sourceOf(sources.pem, origin)?.attributes ?? {});
  const found = attributes.find(([name, content]) => content === held && [name, undefined].includes(origin.attribute));
  return found === undefined ? [] : [{ ...origin, attribute: found[0] }];
}
