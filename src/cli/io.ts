import type { Progress } from './progress.js';

/** The process, as commands see it. Only the entry point knows the real one. */
export interface Io {
  /** Adds to standard output. */
  print(text: string): void;
  /** Adds to standard error, as it is. */
  printError(text: string): void;
  /** Adds a line to standard error, with the name of the program before it. */
  notice(line: string): void;
  /** Writes a file that the command line names or, where a folder is given, the configuration in that folder. */
  write(path: string, text: string, configFolder?: string): void;
  exit(code: 0 | 1 | 2 | 3): void;
  /** Starts to tell somebody at a terminal what takes long; does nothing where nobody watches. */
  startProgress(): Progress;
  /** True where standard input is a person's keyboard. */
  readonly stdinIsTerminal: boolean;
  readonly color: boolean;
  /** How wide text for people is. Unit: columns. */
  readonly width: number;
}

/** The widest that text for people is, whatever the terminal. Unit: columns. */
export const WIDEST = 100;

/** Words in lines of a width; a longer word, such as a URL, has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
