import { allFacts, eitherFacts } from '../../model/facts/table.js';
import { PEM_FACTS } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { known, oneOf, unknown, type Value } from '../../model/value.js';
import { type DeadEnd, type KnownOrigin, type Origin, textAttribute } from '../../resolve/index.js';
import { daysUntil, formatDate } from '../dates.js';
import { type FactContext, type PemContent, type PemFacts, sourceOf } from '../sources.js';
import { hiddenPem } from './hidden-pem.js';
import { contentOf, contentOfBlocks, pemBlocksIn } from './pem-content.js';
import { readCertificatePem, readPrivateKeyPem } from './pem-text.js';

/**
 * What is known of the PEM in an attribute: read from its text, or traced to what will make it. Undefined where the
 * resource has none.
 */
export function pemOfAttribute(context: FactContext, resource: Resource, name: string): PemFacts | undefined {
  const text = textAttribute(resource, name);
  if (text.kind === 'absent') return undefined;
  if (text.kind === 'known')
    return pemOfText(context, text.value, `${resource.address}.${name}`, text.sensitive === true);
  const evaluated = context.resolver.evaluatedPart(resource, [name]);
  const origins = evaluated?.origins ?? context.resolver.traceAttribute(resource, name);
  const hidden = evaluated === undefined ? hiddenPem(context, resource, name, origins) : undefined;
  if (hidden !== undefined) {
    const possible = hidden.possible.map((origin) => pemOfOrigin(context, origin, text.reason));
    return {
      ...eitherPem(possible, `${text.reason}, and the plan does not say which it is`),
      assuming: hidden.assuming,
    };
  }
  const isChosen =
    evaluated === undefined && origins.some((origin) => origin.kind === 'attribute' && origin.isOneOfSeveral);
  if (isChosen && !context.assumes) return unknownPem(text.reason);
  const described = origins.flatMap((origin) => {
    if (origin.kind !== 'known') return [pemOfOrigin(context, origin, text.reason)];
    return evaluated !== undefined ? [pemOfKnown(context, origin, `${resource.address}.${name}`)] : [];
  });
  const pem = described.length === 0 ? unknownPem(text.reason) : eitherPem(described, text.reason);
  if (!isChosen) return pem;
  return { ...pem, assuming: `${resource.address}.${name} yields one of the texts that its expression refers to` };
}

function pemOfOrigin(context: FactContext, origin: Exclude<Origin, KnownOrigin>, reason: string): PemFacts {
  switch (origin.kind) {
    case 'deadEnd':
      return pemOfParts(context, origin);
    case 'attribute': {
      const { resource } = origin;
      const source = sourceOf(context.sources.pem, origin);
      const name = origin.attribute ?? '';
      const holds =
        source !== undefined && Object.hasOwn(source.attributes, name) ? source.attributes[name] : undefined;
      if (resource === undefined || source === undefined || holds === undefined) return unknownPem(reason);
      if (holds === 'nothing') return { ...unknownPem(`${resource.address}.${name} is no PEM`), holds: known(holds) };
      const certificateIdentity =
        holds === 'certificate' ? `${origin.plan.path} ${resource.address}.${name}` : undefined;
      return { certificateIdentity, ...source.describe(context.in(origin.plan), resource, name), holds: known(holds) };
    }
    default:
      return origin satisfies never;
  }
}

/** A text that is put together from PEM that apply makes, and others. Its first certificate is the one that counts. */
function pemOfParts(context: FactContext, { parts = [], isBase64, reason }: DeadEnd): PemFacts {
  if (isBase64 === true) return { ...unknownPem(reason), holds: known('nothing') };
  const made = parts.map((part) => (typeof part === 'string' ? part : pemOfOrigin(context, part, reason)));
  const blocks = made.flatMap((part): readonly (PemContent | undefined)[] => {
    if (typeof part === 'string') return pemBlocksIn(part);
    return [part.holds.kind === 'known' ? part.holds.value : undefined];
  });
  if (blocks.length === 0 || !blocks.every((block) => block !== undefined)) return unknownPem(reason);
  const [first] = made.filter((part) => typeof part === 'object' || pemBlocksIn(part).length > 0);
  const facts = typeof first === 'object' ? { ...first, certificateIdentity: undefined } : unknownPem(reason);
  return { ...facts, holds: contentOfBlocks(blocks, 'the text') };
}

/** Known text among what an attribute can turn out to be: PEM, or nothing that anybody can read. */
function pemOfKnown(context: FactContext, { value, sensitive }: KnownOrigin, where: string): PemFacts {
  return typeof value === 'string' ? pemOfText(context, value, where, sensitive) : unknownPem(`${where} is no text`);
}

/** What is known of the PEM in a text. */
export function pemOfText(context: FactContext, text: string, where: string, sensitive: boolean): PemFacts {
  const certificate = readCertificatePem(text);
  if (certificate === undefined) {
    const key = readPrivateKeyPem(text);
    const nothing = unknownPem(key === undefined ? `${where} holds no PEM that can be read` : 'a private key');
    if (key === undefined) return { ...nothing, holds: contentOf(text, where) };
    const { keyAlgorithm, keyIdentity } = key;
    return { ...nothing, keyAlgorithm: known(keyAlgorithm), keyIdentity, holds: contentOf(text, where) };
  }
  return {
    holds: contentOf(text, where),
    keyAlgorithm: known(certificate.keyAlgorithm),
    domainNames: known(certificate.domainNames, sensitive),
    selfSigned: known(certificate.selfSigned),
    notBefore: known(formatDate(certificate.notBefore)),
    notAfter: known(formatDate(certificate.notAfter)),
    daysUntilExpiry: daysUntil(known(certificate.notAfter), context.now),
    keyIdentity: certificate.keyIdentity,
    assuming: null,
    trace: [],
  };
}

/** A PEM of which nothing is known, for one reason. */
export function unknownPem(reason: string): PemFacts {
  return {
    ...allFacts(PEM_FACTS, unknown(reason)),
    holds: unknown(reason),
    keyIdentity: undefined,
    assuming: null,
    trace: [],
  };
}

/** What PEM says of a certificate; `later` where there is none to read. */
export function pemOr(pem: PemFacts | undefined, later: Value<never>) {
  return {
    keyAlgorithm: pem?.keyAlgorithm ?? later,
    domainNames: pem?.domainNames ?? later,
    selfSigned: pem?.selfSigned ?? later,
    knownNames: pem?.domainNames ?? later,
    notBefore: pem?.notBefore ?? later,
  };
}

function eitherPem(pems: readonly PemFacts[], reason: string): PemFacts {
  const [first] = pems;
  if (first !== undefined && pems.length === 1) return first;
  const holds = oneOf(
    pems.map((pem) => pem.holds),
    reason,
  );
  const assuming = pems.find((pem) => pem.assuming !== null)?.assuming ?? null;
  return { ...eitherFacts(PEM_FACTS, pems, reason), holds, keyIdentity: undefined, assuming, trace: [] };
}
