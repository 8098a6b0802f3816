import type { Json } from '../../model/json.js';
import { repeatedMember } from '../../model/json-members.js';
import { UnusableInput } from '../../model/problem.js';
import type { ByteSource } from '../byte-source.js';
import { type Deferred, PARSE } from '../shape.js';
import type { Span } from './scanner.js';

/** A large input, as far as values in it wait to be read. */
export interface Input {
  readonly path: string;
  readonly again: ByteSource['again'];
}

/** A value that was passed over: its place in the input or, where that cannot be read again, its bytes. */
export class Later implements Deferred {
  readonly length: number;
  readonly #input: Input;
  readonly #at: number | Buffer;

  private constructor(input: Input, at: number | Buffer, length: number) {
    this.length = length;
    this.#input = input;
    this.#at = at;
  }

  static of(input: Input, { window, from, to, offset }: Span): Later {
    const at = input.again === undefined ? Buffer.from(window.subarray(from, to)) : offset;
    return new Later(input, at, to - from);
  }

  /** A value within this one. Unit: bytes. */
  within(from: number, length: number): Later {
    const at = typeof this.#at === 'number' ? this.#at + from : this.#at.subarray(from, from + length);
    return new Later(this.#input, at, length);
  }

  /** Puts the bytes from a place on there and returns how many. Throws: UnusableInput where the input changed. */
  copy(into: Buffer, from = 0): number {
    const target = into.subarray(0, Math.min(into.length, this.length - from));
    if (typeof this.#at === 'number') this.#input.again?.(this.#at + from, target);
    else this.#at.copy(target, 0, from);
    return target.length;
  }

  [PARSE](): Json {
    const bytes = Buffer.allocUnsafe(this.length);
    this.copy(bytes);
    return parseBytes(this.#input.path, bytes);
  }
}

/** Throws: UnusableInput where the bytes are no JSON, or too many. */
export function parseBytes(path: string, bytes: Buffer, from?: number, to?: number): Json {
  return refusingSyntax(path, () => {
    const text = bytes.toString('utf8', from, to);
    const json = JSON.parse(text) as Json;
    if (repeatedMember(text) !== undefined) throw memberTwice(path);
    return json;
  });
}

/** Readers differ in which of two members of one name counts. */
export function memberTwice(path: string): UnusableInput {
  return brokenJson(path, 'an object in it has two members of one name');
}

/** What something gives that parses JSON. JSON.parse's own messages quote the input, so none gets out. */
export function refusingSyntax<T>(path: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError) throw brokenJson(path);
    if (error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG')
      throw new UnusableInput([{ path, message: 'one value in it is larger than 512 MiB' }]);
    throw error;
  }
}

export function brokenJson(path: string, message = 'this is not valid JSON'): UnusableInput {
  const hint = 'write the file again: terraform show -json tfplan > plan.json';
  return new UnusableInput([{ path, message, hint }]);
}
