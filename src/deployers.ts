import { mayUseAcm } from './facts/deployers/permission.js';
import { collectDeployers, type Deployers, deployerAddresses, type NamedDeployers } from './facts/index.js';
import type { Plan } from './model/plan.js';
import { type Problem, UnusableInput } from './model/problem.js';
import type { ReportedDeployer, ReportedListener } from './model/report.js';
import { didYouMean } from './model/suggest.js';
import type { GivenRegions } from './resolve/index.js';

/** The deployers in some plans, and what the reader should know of those that are in none. */
export interface FoundDeployers {
  readonly deployers: readonly ReportedDeployer[];
  readonly notes: readonly string[];
}

/** Throws: `UnusableInput` where a named address is in no plan. */
export function deployersOf(
  plans: readonly Plan[],
  listeners: readonly ReportedListener[],
  named: NamedDeployers,
  regions: GivenRegions,
): FoundDeployers {
  refuseUnknown(plans, named);
  const all = listeners.map(({ facts }) => facts);
  const found = plans.map((plan) => {
    const own = listeners.filter(({ input }) => input === plan.path).map(({ facts }) => facts);
    const mayNeedOne = own.some(mayUseAcm);
    return { input: plan.path, mayNeedOne, ...collectDeployers(plan, regions, named, { own, all }) };
  });
  return {
    deployers: found.flatMap(({ input, deployers }) => deployers.map((facts) => ({ input, facts }))),
    notes: notesOf(found, named),
  };
}

function refuseUnknown(plans: readonly Plan[], { addresses }: NamedDeployers): void {
  if (addresses.length === 0) return;
  const known = plans.flatMap(deployerAddresses);
  const problems = addresses
    .filter((address) => !known.includes(address))
    .map((address): Problem => {
      const what = `${JSON.stringify(address)} is no role, user, group or policy of the plan`;
      return { path: '--deployer', message: `${what}${didYouMean(address, known)}`, hint: HINT };
    });
  if (problems.length > 0) throw new UnusableInput(problems);
}

const HINT = 'a deployer that is in no plan is named by its policies: --deployer-policy FILE';

interface FoundInPlan extends Deployers {
  readonly input: string;
  /** True where a secure listener has a certificate from ACM, or may: its deployer has to list certificates. */
  readonly mayNeedOne: boolean;
}

/** What was not checked: a role that a provider assumes, or a plan whose deployer is not known. Nothing where the user named one. */
function notesOf(found: readonly FoundInPlan[], { policies }: NamedDeployers): readonly string[] {
  const isNamed = found.some(({ deployers }) => deployers.some(({ why }) => why.startsWith('named')));
  if (policies.length > 0 || isNamed) return [];
  const assumed = found.flatMap(({ elsewhere }) => elsewhere.map(assumedNote));
  if (assumed.length > 0) return [...new Set(assumed)];
  const silent = found.filter(({ deployers, mayNeedOne }) => deployers.length === 0 && mayNeedOne);
  if (silent.length === 0) return [];
  const where = found.length > 1 ? ` of ${firstOf(silent.map(({ input }) => input))}` : '';
  return [`whether the deployer${where} may list certificates (acm:ListCertificates); ${NAME_ONE}`];
}

/** Unit: names. More make a line that nobody reads. */
const MOST_NAMES = 3;

/** The first names of a list, and how many others there are. */
function firstOf(names: readonly string[]): string {
  const others = names.length - MOST_NAMES;
  if (others <= 1) return names.join(', ');
  return `${names.slice(0, MOST_NAMES).join(', ')} and ${others} others`;
}

const NAME_ONE = 'name it with --deployer ADDRESS or --deployer-policy FILE';

function assumedNote({ provider, name }: Deployers['elsewhere'][number]): string {
  const role = name === undefined ? 'a role' : `the role ${JSON.stringify(name)}`;
  return `whether ${role}, which provider ${provider} assumes, may list certificates (acm:ListCertificates); it is not in the plan, give its policies with --deployer-policy FILE`;
}
