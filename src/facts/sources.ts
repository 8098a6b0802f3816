import type { TextForm } from '../expressions/index.js';
import type { Mode } from '../model/address.js';
import { onceEach } from '../model/collections.js';
import type { PEM_FACTS } from '../model/facts/listener.js';
import type { FactsOf } from '../model/facts/table.js';
import type { CertificateFacts, DomainFacts, ListenerFacts } from '../model/facts.js';
import type { Plan, Resource } from '../model/plan.js';
import type { Value } from '../model/value.js';
import type { Resolver } from '../resolve/index.js';

/** A resource type that facts are read from. Its module declares all that there is to know of it. */
export interface ResourceSource {
  readonly mode: Mode;
  readonly type: string;
  /** Its nested blocks, by dotted path (`spec`, `spec.port`), and whether its schema has them in a list or a set. */
  readonly nestedBlocks?: Readonly<Record<string, 'list' | 'set'>>;
  /** True where computed attributes repeat text that somebody else wrote, the ARN of a certificate perhaps. */
  readonly repeatsText?: true;
  /** Other types that its facts are read from. */
  readonly alsoReads?: readonly ResourceSource[];
}

/** A resource type that creates listeners. */
export interface ListenerSource extends ResourceSource {
  /** The argument that names the certificate of a listener, as people write it; none of a type that is not followed. */
  readonly certificateArgument?: string;
  /** Where its source configures one listener; the whole resource where this is undefined. */
  readonly listenerBlock?: ListenerBlock;
  /** The listeners that a standing resource has after apply. */
  collect(context: FactContext, resource: Resource): readonly ListenerFacts[];
  /** Why a standing resource may have listeners that `collect` cannot see, in one clause. */
  unseen?(resource: Resource): string | undefined;
  /** The names in a standing resource that decide about no listener, but nearly are such as do: a clause for each, with the name that may be meant. */
  misspellings?(resource: Resource): readonly string[];
}

/** A resource type that answers for names of its own with a certificate, and is no load balancer. */
export interface DomainSource extends ResourceSource {
  /** The domain that a standing resource is after apply; undefined for one that answers for no names of its own. */
  collect(context: FactContext, resource: Resource): DomainFacts | undefined;
}

/** The nested block that configures one listener: findings point at it, and at its arguments. */
export interface ListenerBlock {
  readonly name: string;
  /** The arguments that tell one listener's block from another's. */
  readonly port: string;
  readonly protocol: string;
  readonly instancePort: string;
  readonly instanceProtocol: string;
  readonly certificate: string;
}

/** A certificate, and the resources on the way to its key. */
export interface TracedCertificate {
  readonly facts: CertificateFacts;
  readonly trace: readonly string[];
}

/** A resource type that people name as a listener's certificate, rightly or not. */
export interface CertificateSource extends ResourceSource {
  /** The attributes that hold the certificate's ARN; a reference to the whole resource stands for them. */
  readonly arnAttributes: readonly string[];
  /** Attributes that people take for the ARN and that are none: AWS answers CertificateNotFound for them. */
  readonly notArnAttributes?: readonly string[];
  /** Those of them that an ARN can end with, as in a template: only the text of the expression tells. */
  readonly endsArn?: readonly string[];
  /** What the ARN that apply gives a resource consists of, as far as the input tells. */
  arnShape?(context: FactContext, resource: Resource): readonly (string | TextForm)[];
  /** The argument that names the certificate which a reference to the whole resource stands for. */
  readonly standsFor?: string;
  /** The certificate that a resource is; undefined for one that is none itself. */
  describe(context: FactContext, resource: Resource): TracedCertificate | undefined;
}

/** What a PEM text holds. */
export type PemContent =
  | 'certificate'
  | 'certificates'
  | 'privateKey'
  | 'encryptedKey'
  | 'openSshKey'
  | 'publicKey'
  | 'request'
  | 'nothing';

/** What is known of a certificate or of a private key before its PEM is. */
export interface PemFacts extends FactsOf<typeof PEM_FACTS> {
  readonly holds: Value<PemContent>;
  /** The same text for every PEM of one key pair; undefined where that cannot be told. */
  readonly keyIdentity: string | undefined;
  /** The same text for every PEM of one certificate that apply makes; undefined where that cannot be told. */
  readonly certificateIdentity?: string | undefined;
  /** That of the certificate whose key signs it. */
  readonly issuerIdentity?: string | undefined;
  /** The identity of the key that signs it. */
  readonly signedBy?: string | undefined;
  /** What is assumed of an expression that the plan does not show; null where nothing is. */
  readonly assuming: string | null;
  /** The resources that make it. */
  readonly trace: readonly string[];
}

/** A resource type that makes certificates or private keys as PEM text. */
export interface PemSource extends ResourceSource {
  /** Its attributes that hold PEM, and what each of them holds. */
  readonly attributes: Readonly<Record<string, PemContent>>;
  describe(context: FactContext, resource: Resource, attribute: string): Omit<PemFacts, 'holds'>;
}

/** Every resource type that facts are read from. */
export interface FactSources {
  readonly listeners: readonly ListenerSource[];
  readonly domains: readonly DomainSource[];
  readonly certificates: readonly CertificateSource[];
  readonly pem: readonly PemSource[];
  /** What deployers and providers are read from. */
  readonly others: readonly ResourceSource[];
}

/** What collecting facts needs. */
export interface FactContext {
  readonly sources: FactSources;
  readonly resolver: Resolver;
  /** The certificates of this plan by their ARN, or by what else names them here. */
  readonly arns: ArnIndex;
  /** What names a certificate here: its ARN or, for a few arguments, its id in IAM. */
  readonly namedBy: 'arn' | 'iamId';
  /** Whether a fact may rest on an assumption about expressions that the plan does not show. */
  readonly assumes: boolean;
  /** The clock that dates are held against. */
  readonly now: Date;
  /** What is known of the PEM in an attribute; undefined where the resource has none. */
  pem(resource: Resource, attribute: string): PemFacts | undefined;
  /** The certificate that a resource is, described once; undefined for a resource that is none. */
  certificate(resource: Resource): TracedCertificate | undefined;
  /** The context of an input: of this one, or of another that its remote states lead to. */
  in(plan: Plan): FactContext;
}

/** A certificate that the plan knows by its ARN. */
export interface ArnEntry {
  readonly resource: Resource;
  /** True where the plan deletes or replaces what has this ARN now. */
  readonly goes: boolean;
}

export type ArnIndex = ReadonlyMap<string, ArnEntry>;

/** The source of a resource's type. */
export function sourceOf<T extends ResourceSource>(
  sources: readonly T[],
  resource: Pick<Resource, 'mode' | 'type'>,
): T | undefined {
  return sources.find(({ mode, type }) => mode === resource.mode && type === resource.type);
}

/** Whether an attribute is the ARN of a certificate. */
export function isArnAttribute(
  { certificates }: FactSources,
  { attribute, ...type }: Pick<Resource, 'mode' | 'type'> & { readonly attribute: string | undefined },
): boolean {
  return attribute !== undefined && sourceOf(certificates, type)?.arnAttributes.includes(attribute) === true;
}

/** What a function makes of a plan, made once for each: many listeners, or many principals, ask for the same. */
export const perPlan: <T>(make: (resolver: Resolver) => T) => (resolver: Resolver) => T = onceEach;
