import type { Interest } from '../../model/plan.js';
import { UnusableInput } from '../../model/problem.js';
import type { ByteSource } from '../byte-source.js';
import { documentBuilder, type ScannedDocument } from './build-document.js';
import { brokenValue } from './kept-bytes.js';
import { plainScanner } from './plain-scanner.js';
import type { ScanEnd, Scanner } from './scanner.js';
import { loadWasmScanner } from './wasm-scanner.js';

/** Unit: bytes. What stays in a processor's own cache. */
const WINDOW = 1 << 18;

let chosen: Scanner | undefined;

/** Whether plans are scanned by WebAssembly here. */
export function scansInWebAssembly(): boolean {
  return chooseScanner() !== plainScanner;
}

/** The fastest scanner that runs here; `ELBCERT_SCANNER=plain` is for measuring the other one. */
function chooseScanner(): Scanner {
  chosen ??= (process.env['ELBCERT_SCANNER'] === 'plain' ? undefined : loadWasmScanner()) ?? plainScanner;
  return chosen;
}

/**
 * The part of a plan or state that is read, without the rest of it ever being in memory. What is passed over is held to
 * balanced brackets and quotes only. Throws: UnusableInput where the input ends early or is no JSON.
 */
export function scanDocument(
  path: string,
  source: ByteSource,
  interest: Interest,
  scanner: Scanner = chooseScanner(),
  window = WINDOW,
): ScannedDocument {
  const builder = documentBuilder(path, source, interest);
  const end = run(path, scanner, builder, {
    window,
    holdBlocks: source.again === undefined,
    signs: interest.onDemand?.signs,
  });
  if (end.kind === 'whole') return builder.build();
  const hint = 'write the file again: terraform show -json tfplan > plan.json';
  if (end.kind === 'truncated') throw new UnusableInput([{ path, message: 'the JSON ends in the middle', hint }]);
  throw new UnusableInput([{ path, message: `this is not valid JSON at byte ${end.offset}`, hint }]);
}

/** JSON.parse's own messages quote the input, so none gets out. */
function run(path: string, scanner: Scanner, ...given: Parameters<Scanner>): ScanEnd {
  try {
    return scanner(...given);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UnusableInput([brokenValue(path)]);
    throw error;
  }
}
