/** A waiver as somebody wrote it, outside the source. */
export interface GivenWaiver {
  /** The id of a policy. */
  readonly policy: string;
  readonly address: string;
  /** Null for every listener of the address. */
  readonly port: number | null;
  readonly reason: string;
  readonly owner: string | null;
  /** The last day that it counts, `2027-01-31`. */
  readonly expires: string | null;
  readonly file: string;
  /** From 1. */
  readonly line: number | null;
}
