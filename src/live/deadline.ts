/** Thrown in the place of what outlasts the time that a run may spend on AWS. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** The end of the time for everything that is asked of AWS. */
export interface Deadline {
  readonly timeoutMs: number;
  /** Stops requests; what does not listen to it is left behind by `bound`. */
  readonly signal: AbortSignal;
  /** The promise, or a rejection with `DeadlinePassed` once the time is over. */
  bound<T>(promise: Promise<T>): Promise<T>;
  /** Stops the clock and every request under way. */
  end(): void;
}

/**
 * The AWS client's own limits leave gaps: an abort signal does not reach the search for credentials, and a request
 * timeout does not reach the look-up of a host name. A race has none.
 */
export function startDeadline(timeoutMs: number): Deadline {
  const controller = new AbortController();
  let reject: (reason: Error) => void = () => {};
  const passed = new Promise<never>((_resolve, rejectPassed) => {
    reject = rejectPassed;
  });
  passed.catch(() => {});
  const clock = setTimeout(() => {
    reject(new DeadlinePassed());
    controller.abort();
  }, timeoutMs);
  return {
    timeoutMs,
    signal: controller.signal,
    bound: (promise) => {
      promise.catch(() => {});
      return Promise.race([promise, passed]);
    },
    end() {
      clearTimeout(clock);
      controller.abort();
    },
  };
}

/** Runs a function for each thing, at most `size` of them at a time. */
export async function inPool<T>(size: number, things: readonly T[], run: (thing: T) => Promise<void>): Promise<void> {
  const rest = [...things];
  const worker = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: Math.min(size, things.length) }, worker));
}
