import { type Finding, LEVELS, type Level } from './finding.js';
import type { ReportedListener, Summary } from './report.js';

/** What a run found, in numbers. `notApplicable` is counted by whoever evaluates: such outcomes are no findings. */
export function summarise(
  listeners: readonly ReportedListener[],
  findings: readonly Finding[],
  notApplicable: number,
): Summary {
  const loadBalancers = listeners.map(({ input, facts }) => JSON.stringify([input, facts.loadBalancer.address]));
  const passed = findings.filter(({ outcome }) => outcome === 'pass');
  const waived = findings.filter(({ outcome, waiver }) => outcome !== 'pass' && waiver !== null);
  const counted = findings.filter(({ waiver }) => waiver === null);
  return {
    loadBalancers: new Set(loadBalancers).size,
    listeners: listeners.length,
    secureListeners: listeners.filter(({ facts: { secure } }) => secure.kind === 'known' && secure.value).length,
    fail: countByLevel(counted.filter(({ outcome }) => outcome === 'fail')),
    open: counted.filter(({ outcome }) => outcome === 'open').length,
    pass: passed.length,
    notApplicable,
    waived: waived.length,
  };
}

function countByLevel(findings: readonly Finding[]): Record<Level, number> {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  return Object.fromEntries(LEVELS.map((level) => [level, count(level)])) as Record<Level, number>;
}
