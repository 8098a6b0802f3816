/** Why an input, a policy or an option cannot be used; told to the user, exit code 2. */
export interface Problem {
  /** The file or option; empty for the command line as a whole. */
  readonly path: string;
  /** One clause in lower case: what is wrong with it. */
  readonly message: string;
  /** What to do or to run instead. */
  readonly hint?: string;
  /** The last lines of what a command said that was run for it. */
  readonly said?: readonly string[];
}

/** Thrown where an input cannot be used; carries every problem found, not only the first. */
export class UnusableInput extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.flatMap((problem) => [formatProblem(problem), ...(problem.said ?? [])]).join('\n'));
    this.name = 'UnusableInput';
    this.problems = problems;
  }
}

export function formatProblem(problem: Problem): string {
  const hint = problem.hint === undefined ? '' : `; ${problem.hint}`;
  return `${problem.path === '' ? '' : `${problem.path}: `}${problem.message}${hint}`;
}

/** What the operating system says when it refuses a file, in words. Source: https://man7.org/linux/man-pages/man3/errno.3.html */
const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'this is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'no such file',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'no such file, because a part of the path is not a folder',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ERR_FS_FILE_TOO_LARGE: 'larger than 2 GiB',
};

/** Why a call on a file failed, as one clause. */
export function systemRefusal(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
  return Object.hasOwn(REFUSALS, code) ? (REFUSALS[code] ?? code) : `the system refuses it (${code})`;
}

/** What a system call that names no file is about. */
const WITHOUT_PATH: Readonly<Record<string, string>> = { read: 'standard input', uv_cwd: 'the working directory' };

/**
 * What to tell the user of an error; undefined for a fault of ours. What the operating system refuses is no fault of ours,
 * wherever it was thrown: such an error names the system call.
 */
export function problemsOf(error: unknown): readonly Problem[] | undefined {
  if (error instanceof UnusableInput) return error.problems;
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  const call = String(error.syscall);
  const path = 'path' in error && typeof error.path === 'string' ? error.path : (WITHOUT_PATH[call] ?? call);
  if (error.syscall === 'mkdtemp') {
    const hint = 'set TMPDIR to a folder for temporary files that exists and that you can write';
    return [{ path, message: `no temporary folder can be made: ${systemRefusal(error)}`, hint }];
  }
  return [{ path, message: systemRefusal(error) }];
}
