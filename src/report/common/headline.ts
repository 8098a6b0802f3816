import { plural } from '../../model/words.js';
import type { InputGroup } from './groups.js';
import { STANDINGS, type Standing, standingOfAll, worstStanding } from './standing.js';

/** The report in one line, and how many listeners and domains stand how. */
export interface Headline {
  readonly standing: Standing;
  readonly text: string;
  readonly rows: Readonly<Record<Standing, number>>;
}

export function headlineOf(inputs: readonly InputGroup[]): Headline {
  const listeners = inputs.flatMap(({ loadBalancers }) =>
    loadBalancers.flatMap((loadBalancer) =>
      loadBalancer.listeners.flatMap(({ findings, facts }) =>
        Array<Standing>(Math.max(1, facts.length)).fill(standingOfAll(findings)),
      ),
    ),
  );
  const domains = inputs.flatMap((input) => input.domains.map(({ findings }) => standingOfAll(findings)));
  const deployers = inputs.flatMap((input) => input.deployers.map(({ findings }) => standingOfAll(findings)));
  const standing = worstStanding([...listeners, ...domains, ...deployers]);
  return {
    standing,
    text: headlineText(standing, [
      [listeners, 'listener'],
      [domains, 'domain'],
      [deployers, 'deployer'],
    ]),
    rows: Object.fromEntries(STANDINGS.map((one) => [one, count([...listeners, ...domains], one)])) as Record<
      Standing,
      number
    >,
  };
}

const CLAUSES = {
  error: 'must be fixed before apply',
  warning: 'with warnings, no errors',
  note: 'with remarks, no errors',
  open: 'open, nothing fails',
  waived: 'waived, nothing else found',
} as const satisfies Record<Exclude<Standing, 'pass'>, string>;

type Subjects = readonly (readonly [standings: readonly Standing[], noun: string])[];

function headlineText(standing: Standing, subjects: Subjects): string {
  const [first, ...others] = subjects.filter(([standings]) => standings.length > 0);
  if (first === undefined) return 'no load balancer or domain to check';
  if (standing === 'pass') {
    const judged = [first, ...others].filter(([, noun]) => noun !== 'deployer');
    const named = (judged.length > 0 ? judged : [first]).map(([standings, noun]) => share(standings, standing, noun));
    return `${named.join(' and ')} ${named.length === 1 && first[0].length === 1 ? 'is' : 'are'} fine`;
  }
  const shares = subjects.map(([standings, noun]) => share(standings, standing, noun)).filter(Boolean);
  return `${shares.join(' and ')} ${CLAUSES[standing]}`;
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
