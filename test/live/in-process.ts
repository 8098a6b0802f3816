import { type FaultOf, startDouble } from './double/double.js';
import { environment } from './run-live.js';
import { account } from './world.js';

/** Runs in this process, beside a double of AWS. */
export async function withDouble<T>(
  run: (calls: () => readonly string[]) => Promise<T>,
  faultOf?: FaultOf,
): Promise<T> {
  const double = await startDouble(account, faultOf);
  const before = { ...process.env };
  Object.assign(process.env, environment(double.url));
  try {
    return await run(() => double.calls.map(({ service, action, region }) => `${service} ${action} ${region}`));
  } finally {
    process.env = before;
    await double.close();
  }
}
