import { isRegion, parseArn, partitionOf } from '../model/arn.js';
import type { CertificateFacts, ListenerFacts, Permission } from '../model/facts.js';
import type { Action } from '../model/plan.js';
import { type Answer, unanswered } from './answer.js';
import { askAcm, askIam, askRole } from './ask.js';
import { type ClientOptions, type Credentials, clientOptions } from './aws/client.js';
import type { Caller } from './aws/iam.js';
import { type Deadline, DeadlinePassed, startDeadline } from './deadline.js';
import { explain, explainCredentials, type Failure } from './failure.js';
import { callersOf, homeRegion, type Session } from './session.js';

/** What AWS is to be asked in one run. */
export interface Inquiry {
  /** Each certificate once. */
  readonly questions: readonly Question[];
  /** The Regions of load balancers whose deployer may need `acm:ListCertificates`. */
  readonly regions: readonly string[];
  readonly role: string | undefined;
  readonly timeoutMs: number;
}

/** Whether a principal may list certificates in a Region, as far as AWS told. */
export type Probe = Permission | { readonly dependsOn: string } | Failure;

export interface Answers {
  readonly certificates: ReadonlyMap<string, Answer>;
  /** By Region. */
  readonly caller: ReadonlyMap<string, Probe>;
  /** By Region. */
  readonly role: ReadonlyMap<string, Probe>;
  /** Whoever the credentials are of; undefined where AWS did not tell. */
  readonly whoami: Caller | undefined;
}

/** Asks AWS, all Regions at a time and no longer than the deadline. What fails is an answer, too. */
export async function inquire(inquiry: Inquiry): Promise<Answers> {
  const deadline = startDeadline(inquiry.timeoutMs);
  const closers: (() => void)[] = [];
  try {
    const options = await clientOptions();
    const credentials = await credentialsFor(firstRegion(inquiry), options, deadline);
    if ('kind' in credentials) return withoutAnswers(inquiry, credentials);
    const onClose = (close: () => void) => void closers.push(close);
    return await ask({ credentials, options, deadline, onClose }, inquiry);
  } finally {
    for (const close of closers) close();
    deadline.end();
  }
}

/** Found once, for every client: to look for them in each Region would fail in each. */
async function credentialsFor(
  region: string,
  options: ClientOptions,
  deadline: Deadline,
): Promise<Credentials | Failure> {
  const { findCredentials } = await import('./aws/iam.js');
  try {
    return await deadline.bound(findCredentials(region, options));
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) return explainCredentials(error, process.env);
    return explain(error, { whom: 'the source of AWS credentials', action: '', timeoutMs: deadline.timeoutMs });
  }
}

async function ask(session: Session, { questions, regions, role }: Inquiry): Promise<Answers> {
  const callers = callersOf(session, firstRegionOf(questions, regions));
  const certificates = new Map<string, Answer>();
  const caller = new Map<string, Probe>();
  const byRole = new Map<string, Probe>();
  const answer = (arn: string, given: Answer) => void certificates.set(arn, given);
  const asked = new Set([
    ...regions,
    ...questions.filter(({ source }) => source === 'acm').map(({ region }) => region),
  ]);
  await Promise.all([
    ...[...asked].map(async (region) => {
      const own = questions.filter((question) => question.source === 'acm' && question.region === region);
      const probe = isRegion(region)
        ? await askAcm(session, callers, region, own, answer)
        : refuseRegion(region, own, answer);
      if (regions.includes(region)) caller.set(region, probe);
    }),
    askIam(
      session,
      callers,
      questions.filter(({ source }) => source === 'iam'),
      answer,
    ),
    role === undefined ? undefined : askRole(session, callers, role, regions.filter(isRegion), byRole),
  ]);
  const partition = partitionOf(firstRegion({ questions, regions, role }));
  const told = asked.size + questions.length > 0 ? await callers(partition) : undefined;
  return { certificates, caller, role: byRole, whoami: told !== undefined && 'arn' in told ? told : undefined };
}

/** Words that the AWS client would make a host name of. */
function refuseRegion(
  region: string,
  questions: readonly Question[],
  answer: (arn: string, given: Answer) => void,
): Failure {
  const failure: Failure = {
    kind: 'region',
    reason: `${JSON.stringify(region)} is not a Region that can be asked`,
    remedy: 'write it as eu-west-1',
  };
  for (const { arn } of questions) answer(arn, unanswered(failure));
  return failure;
}

/** The answers where everything failed alike. */
export function withoutAnswers({ questions, regions, role }: Inquiry, failure: Failure): Answers {
  const probes = new Map(regions.map((region) => [region, failure]));
  return {
    certificates: new Map(questions.map(({ arn }) => [arn, unanswered(failure)])),
    caller: probes,
    role: role === undefined ? new Map() : probes,
    whoami: undefined,
  };
}

/** The Region in which to ask what no Region decides: one that is asked anyway, for that is likely to be within reach. */
function firstRegion({ questions, regions, role }: Omit<Inquiry, 'timeoutMs'>): string {
  const [partition] = [
    ...questions.map((question) => question.partition),
    ...(role === undefined ? [] : [parseArn(role)?.partition ?? 'aws']),
  ];
  return firstRegionOf(questions, regions)(partition ?? partitionOf(regions.find(isRegion) ?? ''));
}

function firstRegionOf(questions: readonly Question[], regions: readonly string[]) {
  const all = [...regions, ...questions.map(({ region }) => region)].filter(isRegion);
  return (partition: string): string =>
    all.find((region) => partitionOf(region) === partition) ?? homeRegion(partition);
}

/** A certificate that AWS can be asked about. */
export interface Question {
  readonly arn: string;
  readonly source: 'acm' | 'iam';
  readonly partition: string;
  /** Empty for IAM, which has no Regions. */
  readonly region: string;
  readonly account: string;
  /** The certificate's name without its path, as IAM asks for it. */
  readonly name: string;
  /** False where nothing but its use is unknown: that is worth no call of its own. */
  readonly pressing: boolean;
}

/** The facts that AWS can tell. */
export const FILLABLE = [
  'exists',
  'type',
  'keyAlgorithm',
  'domainNames',
  'notBefore',
  'notAfter',
  'daysUntilExpiry',
  'renewal',
  'issuance',
  'inUse',
] as const satisfies readonly (keyof CertificateFacts)[];

/** What the plan does to a certificate that afterwards is what AWS has before. */
const STEADY: ReadonlySet<Action> = new Set<Action>(['no-op', 'import', 'read', 'state']);

/**
 * The question whose answer fills unknown facts of a certificate. Undefined where there is none to ask: the ARN is not
 * known, or the plan changes the certificate, so that what AWS has before apply says nothing of what it has after.
 */
export function questionOf(certificate: CertificateFacts): Question | undefined {
  const { source, arn, action } = certificate;
  if (source.kind !== 'known' || (source.value !== 'acm' && source.value !== 'iam') || arn.kind !== 'known') return;
  if (action.kind === 'unknown' || (action.kind === 'known' && !STEADY.has(action.value))) return;
  const unknown = FILLABLE.filter((name) => certificate[name].kind === 'unknown');
  const parsed = parseArn(arn.value);
  if (unknown.length === 0 || parsed === undefined) return;
  const { partition, region, account, resource } = parsed;
  return {
    arn: arn.value,
    source: source.value,
    partition,
    region,
    account,
    name: resource.split('/').at(-1) ?? '',
    pressing: unknown.some((name) => name !== 'inUse'),
  };
}

/** The questions about a listener's certificate, or about each that it may be. */
export function questionsOf({ certificate }: ListenerFacts): readonly Question[] {
  const certificates = certificate.alternatives ?? [certificate];
  return certificates.flatMap((one) => questionOf(one) ?? []);
}
