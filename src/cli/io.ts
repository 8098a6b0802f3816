import type { Progress } from './progress.js';

/** The process, as commands see it. Only the entry point knows the real one. */
export interface Io {
  /** Adds to standard output. */
  print(text: string): void;
  /** Adds a line to standard error. */
  notice(line: string): void;
  /** Writes a file that the user named. */
  write(path: string, text: string): void;
  exit(code: 0 | 1 | 2 | 3): void;
  /** Starts to tell somebody at a terminal what takes long; does nothing where nobody watches. */
  startProgress(): Progress;
  /** Called once or more before an input is read that takes long, and told whether it is scanned in WebAssembly. */
  suitLargeInput(inWebAssembly: boolean): void;
  /** True where standard input is a person's keyboard. */
  readonly stdinIsTerminal: boolean;
  readonly color: boolean;
}
