import type { InputGroup } from './groups.js';
import { plural } from './names.js';
import { STANDINGS, type Standing, standingOfAll, worstStanding } from './standing.js';

/** The report in one line, and how many listeners stand how. */
export interface Headline {
  readonly standing: Standing;
  readonly text: string;
  readonly listeners: Readonly<Record<Standing, number>>;
}

export function headlineOf(inputs: readonly InputGroup[]): Headline {
  const listeners = inputs.flatMap(({ loadBalancers }) =>
    loadBalancers.flatMap((loadBalancer) =>
      loadBalancer.listeners.flatMap(({ findings, facts }) =>
        Array<Standing>(Math.max(1, facts.length)).fill(standingOfAll(findings)),
      ),
    ),
  );
  const deployers = inputs.flatMap((input) => input.deployers.map(({ findings }) => standingOfAll(findings)));
  const standing = worstStanding([...listeners, ...deployers]);
  return {
    standing,
    text: headlineText(standing, listeners, deployers),
    listeners: Object.fromEntries(STANDINGS.map((one) => [one, count(listeners, one)])) as Record<Standing, number>,
  };
}

const CLAUSES = {
  error: 'must be fixed before apply',
  warning: 'with warnings, no errors',
  note: 'with remarks, no errors',
  open: 'open, nothing fails',
  waived: 'waived, nothing else found',
} as const satisfies Record<Exclude<Standing, 'pass'>, string>;

function headlineText(standing: Standing, listeners: readonly Standing[], deployers: readonly Standing[]): string {
  if (listeners.length === 0 && deployers.length === 0) return 'no Classic Load Balancer to check';
  const shares = [share(listeners, standing, 'listener'), share(deployers, standing, 'deployer')].filter(Boolean);
  if (standing !== 'pass') return `${shares.join(' and ')} ${CLAUSES[standing]}`;
  return `${shares[0]} ${(listeners.length || deployers.length) === 1 ? 'is' : 'are'} fine`;
}

/** `2 of 6 listeners`, `all 6 listeners`, `the listener`; nothing where none stands so. */
function share(standings: readonly Standing[], standing: Standing, noun: string): string {
  const so = count(standings, standing);
  const all = standings.length;
  if (so === 0) return '';
  if (all === 1) return `the ${noun}`;
  return so === all ? `all ${plural(all, noun)}` : `${so} of ${plural(all, noun)}`;
}

function count(standings: readonly Standing[], wanted: Standing): number {
  return standings.filter((standing) => standing === wanted).length;
}
