import type { Node } from './tree.js';
import { sizeOf, type TerraformValue } from './value.js';

/** One step of a reference after its root: `.name`, or `[key]` with the key evaluated. */
export type ReferencePart =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: TerraformValue };

/** What a caller answers for a reference: a value, and how many of the steps lead to it; the rest is applied to it. */
export interface Found {
  readonly value: TerraformValue;
  readonly used: number;
}

/** Reads files for `file` and its like. Each answers undefined where it cannot tell: the call is then unknown. */
export interface Files {
  /** The bytes of a file; `absent` where there surely is none. */
  readonly read: (path: string) => Uint8Array | 'absent' | undefined;
  /** The files below a folder, as `fileset` matches them. */
  readonly match?: (folder: string, pattern: string) => readonly string[] | undefined;
}

/** What an expression is evaluated in. */
export interface Context {
  /**
   * The value of a reference: `var`, `local`, a resource type and so on, with the steps that follow.
   * Asked for when the evaluation comes to it. Undefined where nothing has that name, which is an error in Terraform.
   */
  readonly lookup: (root: string, steps: readonly ReferencePart[]) => Found | undefined;
  readonly files?: Files;
  /** Shared by the evaluations of one run where given, so that they are bounded together. */
  readonly budget?: Budget;
}

/** How much may be done before the answer is "too large to evaluate". Unit: values made or read, 16 characters each. */
export interface Budget {
  left: number;
  /** How many nodes and references enclose what is evaluated now. */
  depth: number;
  /** How often more was concluded from what is unknown than Terraform concludes; such a value may yet fail. */
  inferred: number;
}

/** About half a second of work at most. */
const DEFAULT_BUDGET = 250_000;
export const MAX_EVALUATION_DEPTH = 500;

export function budgetOf(units = DEFAULT_BUDGET): Budget {
  return { left: units, depth: 0, inferred: 0 };
}

/** Names that a `for` expression, a splat or `templatefile` gives meaning to, innermost first. */
export interface NameScope {
  readonly names: ReadonlyMap<string, TerraformValue>;
  readonly outer: NameScope | undefined;
  /** True where nothing outside has a name: in a file that `templatefile` renders. */
  readonly closed?: boolean;
}

/** All that an evaluation is passed on with. */
export interface EvaluationState {
  readonly context: Context;
  readonly budget: Budget;
  readonly scope: NameScope | undefined;
  /** Evaluates another node in the same context. */
  readonly evaluate: (node: Node, evaluation: EvaluationState) => TerraformValue;
}

/** Thrown where Terraform reports an error; `try` and `can` catch it. */
export class EvaluationError extends Error {
  node: Node | undefined;
}

/** Thrown where a value is beyond what is evaluated here, though Terraform might know it. */
export class Unsure extends Error {}

/** Thrown when the budget is used up; nothing but the entry point catches it. */
export class Exhausted extends Error {}

export function error(message: string): never {
  throw new EvaluationError(message);
}

export function unsure(reason: string): never {
  throw new Unsure(reason);
}

/** Takes units from the budget. To be called before the work is done. */
export function charge(budget: Budget, units: number): void {
  budget.left -= units;
  if (!(budget.left >= 0)) throw new Exhausted();
}

/** Charges for making a value. */
export function made<T extends TerraformValue>(budget: Budget, value: T): T {
  charge(budget, sizeOf(value));
  return value;
}

/** Charges for a text before it is made. Unit of `length`: UTF-16 code units. */
export function chargeText(budget: Budget, length: number): void {
  charge(budget, 1 + length / 16);
}

/** The name that a splat's item has in its scope; no name of an expression can be empty. */
export const ITEM = '';

export function lookUpName(scope: NameScope | undefined, name: string): TerraformValue | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const value = at.names.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** True where a name from outside of all scopes has no meaning. */
export function isClosed(scope: NameScope | undefined): boolean {
  for (let at = scope; at !== undefined; at = at.outer) if (at.closed === true) return true;
  return false;
}
