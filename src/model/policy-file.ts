import type { Json } from './json.js';

/** A policy of AWS Identity and Access Management in a file. */
export interface PolicyFile {
  readonly path: string;
  /** The policy document. */
  readonly document: Json;
}
