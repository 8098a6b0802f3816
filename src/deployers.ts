import { groundedDeployers } from './facts/deployers/grounded.js';
import { certificateLookUps } from './facts/deployers/look-ups.js';
import { mayUseAcm } from './facts/deployers/permission.js';
import { awsManagedDocument, awsManagedName, awsManagedNames } from './facts/iam/aws-managed-policies.js';
import { iamPolicy } from './facts/iam/decide.js';
import { readPolicyDocument } from './facts/iam/document.js';
import { collectDeployers, type Deployers, deployerAddresses, type NamedDeployers } from './facts/index.js';
import type { DeployerFacts, ListenerFacts } from './model/facts.js';
import type { Grounded } from './model/grounds.js';
import type { Plan } from './model/plan.js';
import { type Problem, UnusableInput } from './model/problem.js';
import type { ReportedDeployer, ReportedListener, UnknownDeployer } from './model/report.js';
import { didYouMean } from './model/suggest.js';
import { firstNames } from './model/words.js';
import { readPolicyFiles } from './read/iam-policy-file.js';
import type { GivenRegions } from './resolve/index.js';

/** The deployers in some plans, and what the reader should know of those that are in none. */
export interface FoundDeployers {
  readonly deployers: readonly ReportedDeployer[];
  readonly unknownDeployers: readonly UnknownDeployer[];
  readonly deployedByCaller: readonly ReportedListener[];
}

/** What deployers are collected with. */
interface CollectWith {
  readonly regions: GivenRegions;
  /** True where only what the plan changes counts. */
  readonly changedOnly: boolean;
}

/** Whom the user calls a deployer, in the user's words. */
interface GivenDeployers {
  readonly deployers?: readonly string[];
  readonly deployerPolicies?: readonly string[];
  readonly deployerBoundary?: string | undefined;
}

/** Throws: `UnusableInput` where a policy cannot be read, or a boundary limits nobody. */
export function namedDeployers({
  deployers = [],
  deployerPolicies = [],
  deployerBoundary: boundary,
}: GivenDeployers): NamedDeployers {
  if (boundary !== undefined && deployerPolicies.length === 0) {
    const hint = 'add --deployer-policy; a deployer of the plan has its own';
    throw new UnusableInput([
      { path: '--deployer-boundary', message: 'limits nobody without --deployer-policy', hint },
    ]);
  }
  const given = boundary === undefined ? deployerPolicies : [...deployerPolicies, boundary];
  const isArn = (text: string) => text.startsWith('arn:');
  const problems = given.filter(isArn).flatMap(refuseArn);
  if (problems.length > 0) throw new UnusableInput(problems);
  const files = new Map(
    readPolicyFiles(given.filter((text) => !isArn(text))).map((file) => [file.path, file.document]),
  );
  const policies = given.map((text) => {
    const document = files.get(text);
    return iamPolicy(
      text,
      document === undefined ? awsManagedDocument(awsManagedName(text) ?? '') : readPolicyDocument(text, document),
    );
  });
  return {
    addresses: deployers,
    policies: policies.slice(0, deployerPolicies.length),
    boundary: policies[deployerPolicies.length],
  };
}

/** Of policies that AWS manages elbcert knows what they allow; of others, only their text tells. */
function refuseArn(arn: string): readonly Problem[] {
  const name = awsManagedName(arn);
  const path = JSON.stringify(arn);
  if (name === undefined)
    return [{ path, message: 'this is not the ARN of a policy that AWS manages', hint: GIVE_TEXT }];
  const names = awsManagedNames();
  if (names.includes(name)) return [];
  return [{ path, message: `elbcert knows no such policy${didYouMean(name, names)}`, hint: GIVE_TEXT }];
}

const GIVE_TEXT = 'give its text as a file, as aws iam get-policy-version prints it';

/** Throws: `UnusableInput` where a named address is in no plan. */
export function deployersOf(
  plans: readonly Plan[],
  listeners: readonly ReportedListener[],
  named: NamedDeployers,
  { regions, changedOnly }: CollectWith,
): FoundDeployers {
  refuseUnknown(plans, named);
  const lookUpsIn = (plan: Plan) =>
    certificateLookUps(plan, regions).filter(({ isReadAtApply }) => isReadAtApply || !changedOnly);
  const lookUps = new Map(plans.map((plan) => [plan, lookUpsIn(plan)]));
  const found = plans.map((plan): FoundInPlan => {
    const readsAtApply = lookUps.get(plan)?.some(({ isReadAtApply }) => isReadAtApply) === true;
    const mayNeedOne = readsAtApply || listeners.some(({ input, facts }) => input === plan.path && mayUseAcm(facts));
    const collect = (all: readonly ReportedListener[], of = plan) => {
      const own = all.filter(({ input }) => input === plan.path);
      return collectDeployers(of, regions, named, {
        own: { listeners: own.map(factsOf), lookUps: lookUps.get(of) ?? lookUpsIn(of) },
        all: { listeners: all.map(factsOf), lookUps: [...lookUps.values()].flat() },
      });
    };
    const { deployers: known, assumptions } = collect(listeners);
    const deployers = groundedDeployers(known, listeners, plan.unaided?.folder, (all, evidence) => {
      return collect(all, evidence === 'plan alone' ? plan.unaided?.plan : plan).deployers;
    });
    return { input: plan.path, mayNeedOne, deployers, assumptions };
  });
  const deployers = found.flatMap(({ input, deployers }) => deployers.map((one) => ({ input, ...one })));
  // Whoever is named deploys everything.
  if (named.policies.length > 0 || deployers.some(({ facts: { why } }) => why.startsWith('named'))) {
    return { deployers, unknownDeployers: [], deployedByCaller: [] };
  }
  return {
    deployers,
    unknownDeployers: unknownAmong(found),
    deployedByCaller: listeners.filter(({ input, facts: { address } }) => {
      const own = found.find((one) => one.input === input);
      return own?.assumptions.every(({ serves }) => !serves.has(address));
    }),
  };
}

function factsOf({ facts }: ReportedListener): ListenerFacts {
  return facts;
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

interface FoundInPlan extends Pick<Deployers, 'assumptions'> {
  readonly input: string;
  readonly deployers: readonly Grounded<DeployerFacts>[];
  /** True where somebody has to list certificates: a secure listener has one from ACM, or may, or apply looks one up. */
  readonly mayNeedOne: boolean;
}

/** The roles that providers assume and that are in no plan; else whoever starts Terraform, where no plan tells who deploys it. */
function unknownAmong(found: readonly FoundInPlan[]): readonly UnknownDeployer[] {
  const elsewhere = found.flatMap(({ assumptions }) => assumptions.filter(({ role }) => role === undefined));
  if (elsewhere.length > 0) {
    return [...new Set(elsewhere.map(assumedNote))].map((note) => ({ kind: 'assumedRole', note }));
  }
  const silent = found.filter(({ deployers, mayNeedOne }) => deployers.length === 0 && mayNeedOne);
  if (silent.length === 0) return [];
  const where =
    found.length > 1
      ? ` of ${firstNames(
          silent.map(({ input }) => input),
          MOST_NAMES,
        )}`
      : '';
  const note = `whether the deployer${where} may list certificates (acm:ListCertificates); ${NAME_ONE}`;
  return [{ kind: 'caller', note }];
}

/** Unit: names. More make a line that nobody reads. */
const MOST_NAMES = 3;

const NAME_ONE = 'name it with --deployer ADDRESS or --deployer-policy FILE';

function assumedNote({ provider, name }: Deployers['assumptions'][number]): string {
  const role = name === undefined ? 'a role' : `the role ${JSON.stringify(name)}`;
  return `whether ${role}, which provider ${provider} assumes, may list certificates (acm:ListCertificates); it is not in the plan, give its policies with --deployer-policy FILE`;
}
