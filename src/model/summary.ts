import type { Finding, Level } from './finding.js';
import type { ReportedListener, Summary } from './report.js';

/** What a run found, in numbers. `notApplicable` is counted by whoever evaluates: such outcomes are no findings. */
export function summarise(
  listeners: readonly ReportedListener[],
  findings: readonly Finding[],
  notApplicable: number,
): Summary {
  const fail: Record<Level, number> = { error: 0, warning: 0, note: 0 };
  let open = 0;
  let pass = 0;
  let waived = 0;
  for (const { outcome, level, waiver } of findings) {
    if (outcome === 'pass') pass += 1;
    else if (waiver !== null) waived += 1;
    else if (outcome === 'open') open += 1;
    else fail[level] += 1;
  }
  return {
    loadBalancers: countLoadBalancers(listeners),
    listeners: listeners.length,
    secureListeners: listeners.filter(({ facts: { secure } }) => secure.kind === 'known' && secure.value).length,
    fail,
    open,
    pass,
    notApplicable,
    waived,
  };
}

function countLoadBalancers(listeners: readonly ReportedListener[]): number {
  const byInput = new Map<string, Set<string>>();
  for (const { input, facts } of listeners) {
    const addresses = byInput.get(input);
    if (addresses === undefined) byInput.set(input, new Set([facts.loadBalancer.address]));
    else addresses.add(facts.loadBalancer.address);
  }
  let count = 0;
  for (const { size } of byInput.values()) count += size;
  return count;
}
