import { isRegion, parseArn, partitionOf } from '../model/arn.js';
import { type Answer, type Answers, allUnanswered, type PermissionAnswer, unanswered } from './answers.js';
import { askAcm, askIam, askRole } from './ask.js';
import { type ClientOptions, type Credentials, clientOptions } from './aws/client.js';
import { credentialsFailure } from './credentials-failure.js';
import { type Deadline, DeadlinePassed, startDeadline } from './deadline.js';
import { type Failure, failureOf } from './failure.js';
import type { Inquiry, Question } from './questions.js';
import { type RegionName, regionNames } from './region-names.js';
import { homeRegion, type Session, startSession } from './session.js';

/** Asks AWS, in all Regions at the same time and no longer than the deadline. What fails is an answer, too. */
export async function inquire(inquiry: Inquiry): Promise<Answers> {
  const deadline = startDeadline(inquiry.timeoutMs);
  let session: Session | undefined;
  try {
    const options = clientOptions();
    const credentials = await credentialsFor(firstRegion(inquiry), options, deadline);
    if ('kind' in credentials) return allUnanswered(inquiry, credentials);
    const nameOf = regionNames(inquiry.sensitiveRegions);
    session = startSession(credentials, options, deadline, (partition) => regionIn(partition, inquiry), nameOf);
    return await ask(session, inquiry);
  } finally {
    session?.close();
    deadline.end();
  }
}

/** Credentials are looked for once, for every client: a search in each Region would fail in each. */
async function credentialsFor(
  region: string,
  options: ClientOptions,
  deadline: Deadline,
): Promise<Credentials | Failure> {
  const { findCredentials } = await import('./aws/sts.js');
  try {
    const credentials = await deadline.bound(findCredentials(region, options));
    return hasStrayCharacter(credentials) ? STRAY_CHARACTER : credentials;
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) return credentialsFailure(error, process.env);
    return failureOf(error, { service: 'the source of AWS credentials', action: '', timeoutMs: deadline.timeoutMs });
  }
}

/** No request can carry a line break, and no key of AWS contains white space. */
function hasStrayCharacter({ accessKeyId, secretAccessKey, sessionToken = '' }: Credentials): boolean {
  return /[^!-~]/.test(accessKeyId + secretAccessKey + sessionToken);
}

const STRAY_CHARACTER: Failure = {
  kind: 'refusedKeys',
  reason: 'the AWS credentials contain a line break or another character that no key has',
  remedy: 'remove it from the variable, secret or file that they come from',
};

async function ask(session: Session, inquiry: Inquiry): Promise<Answers> {
  const { questions, regions, role } = inquiry;
  const certificates = new Map<string, Answer>();
  const caller = new Map<string, PermissionAnswer>();
  const answer = (arn: string, given: Answer) => void certificates.set(arn, given);
  const ofAcm = questions.filter(({ source }) => source === 'acm');
  const acmRegions = new Set([...regions, ...ofAcm.map(({ region }) => region)]);
  const [byRole] = await Promise.all([
    role === undefined ? new Map<string, PermissionAnswer>() : askRole(session, role, regions.filter(isRegion)),
    askIam(
      session,
      questions.filter(({ source }) => source === 'iam'),
      answer,
    ),
    ...[...acmRegions].map(async (region) => {
      const own = ofAcm.filter((question) => question.region === region);
      const permission = isRegion(region)
        ? await askAcm(session, region, own, answer)
        : refuseRegion(region, own, answer, session.nameOf);
      if (regions.includes(region)) caller.set(region, permission);
    }),
  ]);
  const identity = await session.callerIn(partitionOf(firstRegion(inquiry)));
  return { certificates, caller, role: byRole, identity: 'arn' in identity ? identity : undefined };
}

/** A Region that the AWS client would make a host name of, although it is not one. */
function refuseRegion(
  region: string,
  questions: readonly Question[],
  answer: (arn: string, given: Answer) => void,
  nameOf: RegionName,
): Failure {
  const failure: Failure = {
    kind: 'region',
    reason: `${JSON.stringify(nameOf(region))} is not a Region that can be asked`,
    remedy: 'write it as eu-west-1',
  };
  for (const { arn } of questions) answer(arn, unanswered(failure));
  return failure;
}

/** The Region in which to ask what no Region decides: one that is asked anyway, because it is likely to be reachable. */
export function firstRegion(inquiry: Inquiry): string {
  const { questions, regions, role } = inquiry;
  const [partition = partitionOf(regions.find(isRegion) ?? '')] = [
    ...questions.map((question) => question.partition),
    ...(role === undefined ? [] : [parseArn(role)?.partition ?? 'aws']),
  ];
  return regionIn(partition, inquiry);
}

/** A Region of the partition in which something is asked anyway, or else one that every account has. */
function regionIn(partition: string, { questions, regions }: Inquiry): string {
  const asked = [...regions, ...questions.map(({ region }) => region)].filter(isRegion);
  return asked.find((region) => partitionOf(region) === partition) ?? homeRegion(partition);
}
