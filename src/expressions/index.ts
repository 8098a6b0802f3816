/** Terraform's expression language: text to tree, tree to value. */
export { constrain } from './constrain.js';
export { type Evaluated, evaluateExpression, type Failed, TOO_LARGE } from './evaluate.js';
export { type Budget, budgetOf, type Context, type Files, type Found, type ReferencePart } from './evaluation.js';
export { fromJson, toJson } from './json.js';
export { type Invalid, type Parsed, parseExpression, parseTemplate } from './parse.js';
export { type Defaults, parseTypeConstraint, type TypeConstraint, typeConstraintOf } from './parse-type.js';
export { type ExpressionReference, formatReference, type ReferenceStep, referencesIn } from './references.js';
export { makeSet } from './sets.js';
export { refinementOfShape, sampleOf, tailOf, wholePartsOf } from './text-parts.js';
export type { Node, NodeOf, Range } from './tree.js';
export * from './types.js';
export {
  bool,
  integerValue,
  isNotNull,
  isWhollyKnown,
  list,
  map,
  nullOf,
  number,
  object,
  type Refinement,
  reasonOf,
  string,
  type TerraformValue,
  type TextForm,
  tuple,
  typeOf,
  type UnknownValue,
  unknownValue,
  type ValueOrigin,
  withOrigin,
  withSensitive,
} from './value.js';
