import type { Random } from './random.js';

/** Which arguments the AWS provider has: since version 6 every resource may name its Region. */
export type Style = 'v5' | 'v6';

/** A module that is being written, the root module among them. */
export interface Scope {
  readonly random: Random;
  readonly style: Style;
  /** False where a module has the provider of its caller without being given it: Terraform lets no such module pass it on. */
  readonly mayPassProviders: boolean;
  /** Its provider configurations, as a resource names them: `aws`, `aws.west`. */
  readonly providers: readonly string[];
  /** Blocks of HCL, in the order in which they are written. */
  readonly blocks: string[];
  readonly locals: string[];
  /** Expressions that are text and, mostly, the ARN of a certificate. */
  readonly arns: string[];
  /** Expressions that are maps of ARNs whose keys are known, with those keys. */
  readonly maps: { readonly expression: string; readonly keys: readonly string[] }[];
  /** Expressions that are maps of objects with an attribute `arn`: `aws_acm_certificate.m`, `module.x`. */
  readonly owners: string[];
  /** The same as lists of two. */
  readonly lists: string[];
  /** Certificates that stand once: `aws_acm_certificate.a`. */
  readonly certificates: string[];
  /** PEM of certificates. */
  readonly pems: string[];
  /** Text that is known only after apply. */
  readonly token: string;
  /** A name that nothing else in the module has. */
  name(prefix: string): string;
}

export const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1'] as const;

/** Values that most modules have as variables; a plan knows them. */
export const KNOWN_VARIABLES = { flag: 'bool', env: 'string', empty: 'string', index: 'number' } as const;

export function addLocal(scope: Scope, expression: string): string {
  const name = scope.name('l');
  scope.locals.push(`  ${name} = ${expression}`);
  return `local.${name}`;
}

export function quoted(text: string): string {
  return JSON.stringify(text);
}
