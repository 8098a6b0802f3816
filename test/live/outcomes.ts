import type { LiveRun } from './run-live.js';

interface Reported {
  readonly findings: readonly {
    readonly policyId: string;
    readonly outcome: string;
    readonly address: string;
    readonly port: number | null;
    readonly message: string;
  }[];
  readonly listeners: readonly {
    readonly address: string;
    readonly port: number;
    readonly certificate: Readonly<Record<string, unknown>>;
  }[];
  readonly deployers: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly string[];
}

/** The report of a run with `--format json`. */
export function reported(run: LiveRun): Reported {
  return JSON.parse(run.stdout) as Reported;
}

/** What a policy says of each listener, by port. */
export function outcomes(run: LiveRun, policyId: string): Readonly<Record<string, string>> {
  const found = reported(run).findings.filter((finding) => finding.policyId === policyId);
  return Object.fromEntries(found.map(({ address, port, outcome }) => [`${address.slice(8)}:${port}`, outcome]));
}

/** The certificate of a listener, as facts show it. */
export function certificateOf(run: LiveRun, port: number): Readonly<Record<string, unknown>> {
  return reported(run).listeners.find((listener) => listener.port === port)?.certificate ?? {};
}
