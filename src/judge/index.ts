export { didYouMean } from '../model/suggest.js';
export { pathsOf } from './conditions.js';
export { type Evaluation, type Evaluations, evaluateStrictly, evaluator } from './evaluate.js';
export { type ExampleResult, runExamples } from './examples.js';
export { type LoadOptions, loadPolicies } from './load.js';
export type { FactPath, Policy } from './policy.js';
export { describeUnknowns, type UnknownFacts, unknownFacts } from './worlds.js';
