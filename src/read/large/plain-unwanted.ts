import { passNested } from './pass-over.js';
import { nameStart, readHead, stringEnd } from './plain-head.js';
import type { PlainScan } from './plain-resource.js';
import { hashBlock, VERDICTS } from './scanner.js';

const COMMA = 0x2c;

/**
 * Passes over resources that nobody wants, one after the other, as long as their heads stand in the window and are written
 * as Terraform writes them: most of a plan. How many those were; -1 where the input ended in one.
 */
export function passUnwanted(scan: PlainScan, tag: number, isBlock: boolean): number {
  const { window, read, events, verdict, head } = scan;
  for (let count = 0, from = window.at; ; from = window.at + 1) {
    const { bytes, end } = window;
    if (!readHead(bytes, from, end, head)) return count;
    const { isData, typeFrom, typeTo } = head;
    if (verdict(isData, bytes, typeFrom, typeTo) !== VERDICTS.no) return count;
    let at = typeTo + 1;
    let hash = 0;
    if (isBlock) {
      const nameFrom = nameStart(bytes, at, end);
      at = stringEnd(bytes, nameFrom, end);
      if (at < 0) return count;
      hash = hashBlock(tag, isData, bytes, { from: typeFrom, to: typeTo }, { from: nameFrom, to: at - 1 });
    }
    const start = window.offset + from;
    window.at = at;
    if (passNested(window, read, 1) === 'truncated') return -1;
    if (isBlock) events.blockAt(hash, start, window.offset + window.at - start);
    count += 1;
    // An old byte, where that is the end: then there is no head behind it.
    if (window.bytes[window.at] !== COMMA) return count;
  }
}
