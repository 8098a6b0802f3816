import type { Report } from '../model/report.js';
import { grouped } from './grouped.js';
import { plural } from './plural.js';
import { STANDINGS, type Standing, standingOf } from './standing.js';

/** The report in one line, and how many listeners and deployers stand how. */
export interface Verdict {
  readonly standing: Standing;
  readonly text: string;
  readonly listeners: Readonly<Record<Standing, number>>;
}

export function verdictOf(report: Report): Verdict {
  const inputs = grouped(report);
  const listeners = inputs.flatMap(({ loadBalancers }) =>
    loadBalancers.flatMap((loadBalancer) =>
      loadBalancer.listeners.flatMap(({ findings, facts }) =>
        Array(Math.max(1, facts.length)).fill(standingOf(findings)),
      ),
    ),
  );
  const deployers = inputs.flatMap((input) => input.deployers.map(({ findings }) => standingOf(findings)));
  const counts = countStandings(listeners);
  const standing = STANDINGS.find((word) => listeners.includes(word) || deployers.includes(word)) ?? 'pass';
  const subjects = {
    listener: { all: listeners.length, so: counts[standing] },
    deployer: { all: deployers.length, so: deployers.filter((word) => word === standing).length },
  };
  return { standing, listeners: counts, text: verdictText(standing, subjects.listener, subjects.deployer) };
}

interface Share {
  readonly all: number;
  /** Those that stand as the verdict does. */
  readonly so: number;
}

const CLAUSES = {
  error: 'must be fixed before apply',
  warning: 'with warnings, nothing that AWS refuses',
  note: 'with remarks, nothing that AWS refuses',
  open: 'cannot be decided yet',
  waived: 'waived, nothing else found',
} as const satisfies Record<Exclude<Standing, 'pass'>, string>;

function verdictText(standing: Standing, listeners: Share, deployers: Share): string {
  if (listeners.all === 0 && deployers.all === 0) return 'no Classic Load Balancer to check';
  if (standing === 'pass')
    return listeners.all === 1
      ? 'the listener is fine'
      : `all ${listeners.all} listeners are ${listeners.all === 1 ? 'is' : 'are'} fine`;
  const shares = [
    ...(listeners.so === 0 ? [] : [`${listeners.so} of ${plural(listeners.all, 'listener')}`]),
    ...(deployers.so === 0 ? [] : [`${deployers.so} of ${plural(deployers.all, 'deployer')}`]),
  ];
  return `${shares.join(' and ')} ${CLAUSES[standing]}`;
}

function countStandings(standings: readonly Standing[]): Record<Standing, number> {
  const count = (standing: Standing) => standings.filter((word) => word === standing).length;
  return Object.fromEntries(STANDINGS.map((standing) => [standing, count(standing)])) as Record<Standing, number>;
}
