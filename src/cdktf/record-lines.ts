import { type NodePrototype, recordLinesOn } from '../read/record-lines.js';
import type { ConstructLike } from './constructs.js';

const RECORDING = new WeakSet<object>();

/**
 * Has findings point at the author's lines. Call it on the app, before stacks are made: every construct then records the
 * lines that make it, and cdk.tf.json holds them. `elbcert check` on the project does without.
 */
export function recordLines(app: ConstructLike): void {
  const prototype: NodePrototype = Object.getPrototypeOf(app.node);
  if (RECORDING.has(prototype)) return;
  RECORDING.add(prototype);
  recordLinesOn(prototype);
}
