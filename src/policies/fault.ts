/** One thing that is wrong in a policy file: where, what, and what to do. */
export interface Fault {
  /** A JSON pointer; empty for the whole file. */
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

export type ReportFault = (pointer: string, message: string, hint?: string) => void;

/** A JSON pointer one step further. Source: https://www.rfc-editor.org/rfc/rfc6901 */
export function below(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function pointerNames(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
