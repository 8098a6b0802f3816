import { arrayOf, type Json } from '../../model/json.js';
import type { SourceLine } from '../../model/plan.js';

/** Longer lines are no frame that Node.js wrote. Unit: characters. */
const LONGEST_FRAME = 2000;

/**
 * The line of the author's own code in the stack trace that a construct recorded: the first frame outside node_modules
 * and Node.js itself.
 * Source: https://v8.dev/docs/stack-trace-api
 */
export function authorsLine(stackTrace: Json | undefined): SourceLine | undefined {
  for (const frame of arrayOf(stackTrace)) {
    if (typeof frame !== 'string' || frame.length > LONGEST_FRAME) continue;
    const [, place] = /\(([^()]+)\)\s*$/.exec(frame) ?? [undefined, frame.trim().replace(/^at /, '')];
    const [, file, line, column] =
      /^(?:file:\/\/)?(\/.+|[A-Za-z]:[\\/].+):(\d{1,9}):(\d{1,9})$/.exec(place ?? '') ?? [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) continue;
    return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
