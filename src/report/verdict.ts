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
  warning: 'with warnings, no errors',
  note: 'with remarks, no errors',
  open: 'cannot be decided yet',
  waived: 'waived, nothing else found',
} as const satisfies Record<Exclude<Standing, 'pass'>, string>;

function verdictText(standing: Standing, listeners: Share, deployers: Share): string {
  if (listeners.all === 0 && deployers.all === 0) return 'no Classic Load Balancer to check';
  const shares = [share(listeners, 'listener'), share(deployers, 'deployer')].filter(Boolean);
  if (standing !== 'pass') return `${shares.join(' and ')} ${CLAUSES[standing]}`;
  return `${shares[0]} ${(listeners.all || deployers.all) === 1 ? 'is' : 'are'} fine`;
}

/** `2 of 6 listeners`, `all 6 listeners`, `the listener`; nothing where none stands so. */
function share({ all, so }: Share, noun: string): string {
  if (so === 0) return '';
  if (all === 1) return `the ${noun}`;
  return so === all ? `all ${plural(all, noun)}` : `${so} of ${plural(all, noun)}`;
}

function countStandings(standings: readonly Standing[]): Record<Standing, number> {
  const count = (standing: Standing) => standings.filter((word) => word === standing).length;
  return Object.fromEntries(STANDINGS.map((standing) => [standing, count(standing)])) as Record<Standing, number>;
}
