/** The library: what `import … from 'elbcert'` gives. */
export { type Config, readConfig } from './config/index.js';
export type { CertificateFacts, DeployerFacts, DomainFacts, ListenerFacts, LoadBalancerFacts } from './model/facts.js';
export type { Finding, Level, Location, Outcome, PolicyDescription, Subject, Waiver } from './model/finding.js';
export { type Problem, UnusableInput } from './model/problem.js';
export type { InputSummary, Report, Summary } from './model/report.js';
export { toPublicJson, type Value } from './model/value.js';
export { type CheckOptions, check } from './pipeline.js';
export { type Format, findReporter, type RenderOptions, type Reporter, reporters } from './report/index.js';
