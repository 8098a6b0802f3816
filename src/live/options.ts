/** How certificates are looked up in AWS. */
export interface LiveOptions {
  /** Whether a look-up that a verdict needs must succeed. */
  readonly required?: boolean;
  /** The longest that everything together may take. */
  readonly timeoutMs?: number;
  /** The ARN of a role whose permission to deploy is asked for, too. */
  readonly asRole?: string | undefined;
  /** Whether account ids that AWS told are shown. */
  readonly showAccountIds?: boolean;
}

/** Enough for a slow network, short enough for somebody who waits at a terminal. */
export const DEFAULT_TIMEOUT_MS = 15_000;
