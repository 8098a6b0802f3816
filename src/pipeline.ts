import { type AnnotateOptions, annotate } from './annotate/index.js';
import { applyAcknowledgements } from './annotate/suppress/acknowledged.js';
import { isTouched } from './annotate/suppress/baseline.js';
import { type Config, choosePolicies } from './config/index.js';
import { deployersOf, namedDeployers } from './deployers.js';
import { type CollectUsers, interestIn, otherUses, unseenListeners, usersCollector } from './facts/index.js';
import { assumptionNote, judgeSubjects, type Policy } from './judge/index.js';
import type { LiveOptions } from './live/index.js';
import { lookUpInAws, withLookedUp } from './look-up-in-aws.js';
import { type DomainFacts, isOfService, type ListenerFacts, type ServiceName } from './model/facts.js';
import type { Grounded } from './model/grounds.js';
import { version } from './model/package.js';
import type { Plan } from './model/plan.js';
import { UnusableInput } from './model/problem.js';
import { type CollectedFacts, type Report, summarise, summariseInput } from './model/report.js';
import { plural } from './model/words.js';
import { type InputOptions, readPlanInputs } from './read/inputs.js';
import { openConfigurations } from './read/source/index.js';
import { type GivenRegions, withSource } from './resolve/index.js';
import { unusedRegions } from './resolve/unused-regions.js';

/** What facts depend on besides the plan. */
export interface CollectOptions extends Pick<AnnotateOptions, 'changedOnly' | 'sources'> {
  /** Regions by provider key, for what the inputs do not tell; under '' for providers that set none. */
  readonly regions?: GivenRegions;
  /** The services to judge; all where this is undefined. */
  readonly services?: readonly ServiceName[] | undefined;
  /** The clock that dates are held against. */
  readonly now?: Date;
  /** Addresses of roles, users, groups and policies that deploy. */
  readonly deployers?: readonly string[];
  /** The policies of one principal that deploys: files, or ARNs of policies that AWS manages. */
  readonly deployerPolicies?: readonly string[];
  /** Its permissions boundary, likewise. */
  readonly deployerBoundary?: string | undefined;
  /** For whoever collects the facts of one input after the other: what does so with the same clock and Regions. */
  readonly collectUsers?: CollectUsers;
}

/** Everything that a check depends on. */
export interface CheckOptions
  extends InputOptions,
    Omit<CollectOptions, 'collectUsers'>,
    Omit<AnnotateOptions, 'config' | 'now' | 'onNotice' | 'configurations' | 'isPart'> {
  /** The folders that were planned: one for all inputs, or one for each; `REPOSITORY//FOLDER` where modules stand elsewhere. */
  readonly roots?: readonly string[];
  readonly config?: Config | undefined;
  /** Files and folders of the user's own policies. */
  readonly policyPaths?: readonly string[];
  /** Ids of policies to leave out. */
  readonly disable?: readonly string[];
  /** Packs that come with elbcert and are not in force unless they are named: `classic-elb-tls`. */
  readonly packs?: readonly string[];
  /** Look up in AWS what the inputs do not tell. Without this nothing is sent anywhere. */
  readonly live?: LiveOptions | undefined;
}

/**
 * Reads inputs, collects their facts and holds those against the policies.
 * Rejects: `UnusableInput` where an input or a policy cannot be used, or a look-up that is required fails; nothing was
 * judged then.
 */
export async function check(options: CheckOptions): Promise<Report> {
  const { policyPaths = [], disable = [], packs = [], config, roots = [], onNotice = () => {} } = options;
  const chosen = choosePolicies({ policyPaths, disable, packs }, config);
  const { policies } = chosen;
  const recorded = await readPlans(options);
  const configurations = await openConfigurations(recorded, { roots, onNotice });
  const plans = recorded.map((plan) => withSource(plan, configurations.get(plan.path)));
  options.onProgress?.('checking listeners');
  const facts = collectFacts(plans, options);
  const live = await lookUpInAws(facts, policies, options);
  const report = judge(plans, policies, withLookedUp(facts, live), options);
  const configured = { ...report, configuration: config?.file ?? null, policyChanges: chosen.changes };
  return annotate(configured, plans, { ...options, configurations });
}

/** The report on plans that were read already, without what only the source or AWS tells. */
export function checkPlans(plans: readonly Plan[], policies: readonly Policy[], options: CollectOptions = {}): Report {
  return judge(plans, policies, collectFacts(plans, options), options);
}

type ReadPlansOptions = InputOptions & Pick<CheckOptions, 'deployers' | 'sources' | 'regions' | 'config'>;

/** The plans in some inputs. Whoever is named as a deployer is reported on whatever it may do: all about it is read. */
export async function readPlans(options: ReadPlansOptions): Promise<readonly Plan[]> {
  const { deployers = [], sources, regions = new Map(), config, onNotice = () => {} } = options;
  const interest = interestIn(sources);
  const plans = await readPlanInputs(options, {
    ...interest,
    onDemand: deployers.length > 0 ? undefined : interest.onDemand,
  });
  // A configuration may be meant for other plans, too.
  const given = [...regions.keys()].filter((key) => config?.regions.has(key) !== true);
  for (const notice of unusedRegions(plans, given)) onNotice(notice);
  return plans;
}

/** The facts in some plans. Throws: `UnusableInput` where a deployer that is named cannot be found. */
export function collectFacts(plans: readonly Plan[], options: CollectOptions): CollectedFacts {
  const { regions = new Map(), now = new Date(), changedOnly = false, services } = options;
  const collectUsers = options.collectUsers ?? usersCollector({ now, regions }, options.sources);
  const users = plans.map((plan) => ({ input: plan.path, ...collectUsers(plan) }));
  const isWanted = ({ facts }: Grounded<ListenerFacts | DomainFacts>) =>
    services === undefined || isOfService(facts, services);
  const all = {
    listeners: users.flatMap(({ input, listeners }) => listeners.filter(isWanted).map((one) => ({ input, ...one }))),
    domains: users.flatMap(({ input, domains }) => domains.filter(isWanted).map((one) => ({ input, ...one }))),
  };
  refuseTooMany(all);
  const listeners = changedOnly ? all.listeners.filter(({ facts }) => isTouched(facts)) : all.listeners;
  const domains = changedOnly ? all.domains.filter(({ facts }) => isTouched(facts)) : all.domains;
  const named = namedDeployers(options);
  // The guide asks for acm:ListCertificates for Classic Load Balancers only; Terraform itself needs it for look-ups.
  const classic = listeners.filter(({ facts }) => isOfService(facts, ['classic-elb']));
  const unseen = plans.flatMap((plan) => unseenListeners(plan, options.sources));
  const unchanged = unchangedNote([
    ['listener', all.listeners.length - listeners.length],
    ['domain', all.domains.length - domains.length],
  ]);
  return {
    listeners,
    domains,
    notes: [...unseen, ...plans.flatMap(otherUses), ...unchanged],
    ...deployersOf(plans, classic, named, { regions, changedOnly }),
  };
}

/** More than any estate has in one run. Judging so many takes about 8 s and 440 MiB. */
const MOST_SUBJECTS = 50_000;

function refuseTooMany({ listeners, domains }: Pick<CollectedFacts, 'listeners' | 'domains'>): void {
  const count = listeners.length + domains.length;
  const [first] = [...listeners, ...domains];
  if (first === undefined || count <= MOST_SUBJECTS) return;
  const most = MOST_SUBJECTS.toLocaleString('en');
  const message = `there are ${count.toLocaleString('en')} listeners and domains, and one run judges ${most}`;
  throw new UnusableInput([{ path: first.input, message, hint: 'check fewer plans, or services, at a time' }]);
}

/** What `changedOnly` leaves out, in one line; none where it leaves out nothing. */
function unchangedNote(left: readonly (readonly [noun: string, count: number])[]): readonly string[] {
  const counts = left.flatMap(([noun, count]) => (count === 0 ? [] : [plural(count, noun)]));
  return counts.length === 0 ? [] : [`${counts.join(' and ')} that the plan does not change (--changed-only)`];
}

/** Which services alone were judged; none where all were. */
function servicesNote(services: CollectOptions['services']): readonly string[] {
  return services === undefined
    ? []
    : [`any service but ${services.join(', ')} (--service, or services in the configuration)`];
}

function judge(
  plans: readonly Plan[],
  policies: readonly Policy[],
  collected: CollectedFacts,
  { now = new Date(), services }: CollectOptions,
): Report {
  const { listeners, domains, deployers, notes, unknownDeployers } = collected;
  const judged = judgeSubjects(policies, collected);
  const findings = applyAcknowledgements(judged.findings, plans);
  const unseen = [...servicesNote(services), ...notes];
  const judgesDeployers = policies.some(({ subjects }) => subjects.includes('deployer'));
  return {
    tool: { name: 'elbcert', version },
    configuration: null,
    now: now.toISOString(),
    inputs: plans.map(summariseInput),
    summary: summarise(collected, findings, judged.notApplicable),
    listeners,
    domains,
    deployers,
    findings,
    policies,
    policyChanges: [],
    notes: [
      ...assumptionNote(findings),
      ...unseen,
      ...(judgesDeployers ? unknownDeployers.map(({ note }) => note) : []),
    ],
    unseen,
  };
}
