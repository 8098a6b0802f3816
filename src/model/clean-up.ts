import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What asks a process to end, and by default ends it at once. Source: https://nodejs.org/api/process.html#signal-events */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does work, and cleans up after it even where a signal ends the process meanwhile; the signal then ends it as ever. */
export async function withCleanUp<T>(cleanUp: () => void, work: () => Promise<T>): Promise<T> {
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    stop();
    cleanUp();
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await work();
  } finally {
    stop();
    cleanUp();
  }
}

/** Does work in a folder that only this user can read, and that is gone afterwards whatever ends the work. */
export function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-'));
  return withCleanUp(
    () => rmSync(folder, { recursive: true, force: true }),
    () => work(folder),
  );
}
