import { readFileSync } from 'node:fs';

/** What Terraform made of one expression. */
export interface Recording {
  readonly text: string;
  readonly result: 'value' | 'error' | 'sensitive' | 'unknown' | 'invalid' | 'valid';
  /** The value as `jsonencode` writes it. */
  readonly json?: string;
  /** The type as the console's `type` writes it, without white space. */
  readonly type?: string;
}

/** What a plan says of one expression over values that are known after apply. */
export interface UnknownRecording {
  readonly text: string;
  readonly after: unknown;
  readonly unknown: unknown;
}

/** The expressions of a file: one a line, "␤" for a line break. */
export function readLines(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !/^##? /.test(line))
    .map((line) => line.replaceAll('␤', '\n'));
}

export function readRecordings<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

/** A type in one spelling for Terraform's console and for here. */
export function sameTypeText(type: string): string {
  return type
    .replace(/ = /g, ':')
    .replace(/["\s]/g, '')
    .replace(/\bdynamic\b/g, 'any');
}
