import type { Json } from '../../model/json.js';
import { UnusableInput } from '../../model/problem.js';
import type { ByteSource } from '../byte-source.js';
import type { Span } from './scanner.js';

/** Unit: bytes. Small slices are put together into pieces of this size. */
const PIECE = 1 << 16;

/** A value that was passed over and can be parsed when somebody asks for it: where it stands in the input, or its bytes. */
export type Later = { readonly offset: number; readonly length: number } | { readonly bytes: Buffer };

/** Holds on to what can be asked for later: by its place where the input can be read again, otherwise by its bytes. */
export interface KeptBytes {
  /** Copies bytes out of a window that is about to be overwritten. */
  copy(bytes: Buffer, span: Span): Buffer;
  defer(bytes: Buffer, span: Span, offset: number): Later;
  /** Throws: UnusableInput where the input changed. */
  text(later: Later): string;
  /** Throws: UnusableInput where the input changed, or is no JSON there. */
  parse(later: Later): Json;
  /** Throws: UnusableInput where a text is no JSON. */
  parseText(text: string): Json;
}

export function keptBytes(path: string, again: ByteSource['again']): KeptBytes {
  let piece = Buffer.alloc(0);
  let used = 0;

  function copy(bytes: Buffer, { from, to }: Span): Buffer {
    const length = to - from;
    if (length > PIECE >> 2) return Buffer.from(bytes.subarray(from, to));
    if (used + length > piece.length) {
      piece = Buffer.allocUnsafeSlow(PIECE);
      used = 0;
    }
    const target = piece.subarray(used, used + length);
    bytes.copy(target, 0, from, to);
    used += length;
    return target;
  }

  function text(later: Later): string {
    const bytes = 'bytes' in later ? later.bytes : again?.(later.offset, later.length);
    return bytes?.toString('utf8') ?? 'null';
  }

  function parseText(json: string): Json {
    try {
      return JSON.parse(json) as Json;
    } catch (error) {
      if (error instanceof SyntaxError) throw new UnusableInput([brokenValue(path)]);
      throw error;
    }
  }

  return {
    copy,
    defer: (bytes, span, offset) =>
      again === undefined ? { bytes: copy(bytes, span) } : { offset, length: span.to - span.from },
    text,
    parse: (later) => parseText(text(later)),
    parseText,
  };
}

/** A value in a document of sound structure that is no JSON. */
export function brokenValue(path: string) {
  const hint = 'write the file again: terraform show -json tfplan > plan.json';
  return { path, message: 'this is not valid JSON', hint };
}
