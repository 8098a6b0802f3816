export { choosePolicies } from './choose-policies.js';
export type { Config } from './config.js';
export { findConfig, readConfig } from './read-config.js';
