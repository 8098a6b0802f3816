export { assumptionNote } from './assumption-note.js';
export { type Evaluation, evaluateStrictly } from './evaluate.js';
export { type ExampleResult, runExamples } from './examples.js';
export { judgeSubjects } from './findings.js';
export { type LoadOptions, loadPolicies } from './load.js';
export type { FactPath, Policy, PolicyVariant } from './policy.js';
