import { type ByteSource, fill } from './byte-source.js';
import { decode, encodingOf, utf16Source } from './bytes.js';

/** Unit: bytes. White space in front of a plan's first key takes less. */
const FIRST_KEY = 1024;

/** The keys that plans and states begin with: Terraform's order, or sorted, or whichever a tool left in front. */
const KEYS: ReadonlySet<string> = new Set([
  'action_invocations',
  'applyable',
  'checks',
  'complete',
  'configuration',
  'deferred_action_invocations',
  'deferred_changes',
  'errored',
  'format_version',
  'output_changes',
  'planned_values',
  'prior_state',
  'relevant_attributes',
  'resource_changes',
  'resource_drift',
  'terraform_version',
  'timestamp',
  'values',
  'variables',
]);

/** Whether a text that begins like this is worth scanning: the first key in it is one of a plan or a state. */
export function isScannable(beginning: Buffer): boolean {
  const text = decode(beginning.subarray(0, FIRST_KEY));
  const key = /^\s*\{\s*"(\w+)"\s*:/.exec(text)?.[1];
  return key !== undefined && KEYS.has(key);
}

/** The input as a scanner takes it: UTF-8, without a byte order mark. */
export function scannable(beginning: Buffer, source: ByteSource): ByteSource {
  const { kind, mark } = encodingOf(beginning);
  fill(source, Buffer.alloc(mark));
  if (kind !== 'utf8') return utf16Source(source, kind === 'utf16be');
  if (mark === 0) return source;
  const { again } = source;
  return { ...source, again: again && ((offset, length) => again(offset + mark, length)) };
}
