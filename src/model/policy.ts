import type { Level, Subject } from './finding.js';

/** What people read of a policy; its schemas stay with the evaluator. */
export interface PolicyDescription {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly subject: Subject;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly source: readonly string[];
  /** The file it was read from, as the user would write it. */
  readonly file: string;
}
