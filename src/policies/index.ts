export { type Evaluation, evaluateStrictly } from './evaluate.js';
export { type Evaluations, evaluator } from './evaluate-all.js';
export { type ExampleResult, runExamples } from './examples.js';
export { type LoadOptions, loadPolicies } from './load.js';
export { pathsOf } from './paths.js';
export type { FactPath, Policy } from './policy.js';
export { didYouMean } from './suggest.js';
export { describeUnknowns, type UnknownFacts, unknownFacts } from './unknowns.js';
