import type { Mode } from '../../model/address.js';
import type { Resource } from '../../model/plan.js';
import type { Value } from '../../model/value.js';
import type { FactContext } from '../fact-context.js';

/** What is known of a certificate or of a private key before its PEM is. */
export interface PemFacts {
  readonly keyAlgorithm: Value<string>;
  readonly domainNames: Value<readonly string[]>;
  readonly notBefore: Value<string>;
  readonly notAfter: Value<string>;
  readonly daysUntilExpiry: Value<number>;
  /** The same text for every PEM of one key pair; undefined where that cannot be told. */
  readonly keyIdentity: string | undefined;
  /** The resources that make it. */
  readonly trace: readonly string[];
}

/** A resource type that makes certificates or private keys as PEM text. */
export interface PemSource {
  readonly mode: Mode;
  readonly type: string;
  /** Its attributes that hold the PEM. */
  readonly attributes: readonly string[];
  describe(context: FactContext, resource: Resource): PemFacts;
}
