import { LIST_CERTIFICATES } from '../facts/iam/request.js';
import { parseArn, partitionOf } from '../model/arn.js';
import type { Permission } from '../model/facts.js';
import { type Answer, type LiveCertificate, type PermissionAnswer, unanswered } from './answers.js';
import { inPool } from './deadline.js';
import { kindNamed } from './deployers.js';
import { type AwsCall, type Failure, failureOf, isNotFound } from './failure.js';
import type { Question } from './questions.js';
import { elsewhere, type Session } from './session.js';

/** Calls at a time about single certificates. ACM takes ten a second. Source: https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html */
const PARALLEL_CALLS = 5;

type GiveAnswer = (arn: string, answer: Answer) => void;

/**
 * Asks ACM in one Region: first for the list, which says about every certificate at once what is asked, then about what
 * the list lacks. Returns whether the caller may list.
 */
export async function askAcm(
  session: Session,
  region: string,
  questions: readonly Question[],
  answer: GiveAnswer,
): Promise<Permission | Failure> {
  const { credentials, options, deadline, nameOf } = session;
  const { openAcm } = await import('./aws/acm.js');
  const acm = openAcm(region, credentials, options, deadline.signal);
  session.closeWith(acm);
  const call = (action: string): AwsCall => ({
    service: `ACM in ${nameOf(region)}`,
    action,
    timeoutMs: deadline.timeoutMs,
  });

  const listed = new Map<string, LiveCertificate>();
  let listFailure: Failure | undefined;
  try {
    const isEnough = () => questions.every(({ arn }) => listed.has(arn));
    await deadline.bound(acm.list((arn, certificate) => void listed.set(arn, certificate), isEnough));
  } catch (error) {
    // What the pages before a failing one listed counts all the same.
    listFailure = failureOf(error, call(LIST_CERTIFICATES));
  }
  for (const { arn } of questions) {
    const certificate = listed.get(arn);
    if (certificate !== undefined) answer(arn, { kind: 'found', certificate });
  }

  const incomplete = questions.filter(({ arn, isEssential }) => isEssential && isIncomplete(listed.get(arn)));
  await inPool(PARALLEL_CALLS, incomplete, async (question) => {
    const { arn } = question;
    const caller = await session.callerIn(partitionOf(region));
    if (!listed.has(arn)) {
      // To describe a certificate is another permission than to list all; after any other failure a call is in vain.
      const inVain = listFailure?.kind === 'denied' ? undefined : listFailure;
      const hopeless = elsewhere(question, caller, 'certificate') ?? inVain;
      if (hopeless !== undefined) return answer(arn, unanswered(hopeless));
    }
    try {
      answer(arn, { kind: 'found', certificate: await deadline.bound(acm.describe(arn)) });
    } catch (error) {
      if (listed.has(arn)) return;
      if (isNotFound(error)) return answer(arn, missingFor(caller));
      const failure = failureOf(error, call('acm:DescribeCertificate'));
      answer(arn, unanswered(failure.kind === 'denied' ? (listFailure ?? failure) : failure));
    }
  });
  return listPermission(listFailure, listed.size > 0);
}

/** An older ACM lists no key algorithm, and none lists more than a hundred names. */
function isIncomplete(certificate: LiveCertificate | undefined): boolean {
  return certificate?.keyAlgorithm === undefined || certificate.domainNames === undefined;
}

/** Which account has no such certificate matters: as long as that is not known, the certificate may be in another. */
function missingFor(caller: Awaited<ReturnType<Session['callerIn']>>): Answer {
  return 'arn' in caller ? { kind: 'missing' } : unanswered(caller);
}

function listPermission(failure: Failure | undefined, listedSome: boolean): Permission | Failure {
  if (failure === undefined || listedSome) return 'allowed';
  if (failure.kind !== 'denied') return failure;
  return failure.explicitDeny === true ? 'denied' : 'notGranted';
}

/** Asks IAM about its server certificates, one by one: its list contains no keys. */
export async function askIam(session: Session, questions: readonly Question[], answer: GiveAnswer): Promise<void> {
  const { deadline } = session;
  await inPool(PARALLEL_CALLS, questions, async (question) => {
    const { arn, name, partition } = question;
    const caller = await session.callerIn(partition);
    const away = elsewhere(question, caller, 'certificate');
    if (away !== undefined) return answer(arn, unanswered(away));
    try {
      const iam = await session.iamIn(partition);
      const certificate = await deadline.bound(iam.serverCertificate(name, arn));
      answer(arn, certificate === undefined ? missingFor(caller) : { kind: 'found', certificate });
    } catch (error) {
      const call = { service: 'IAM', action: 'iam:GetServerCertificate', timeoutMs: deadline.timeoutMs };
      answer(arn, isNotFound(error) ? missingFor(caller) : unanswered(failureOf(error, call)));
    }
  });
}

/** Asks IAM, for each Region, whether the policies of a role or user let it list certificates there. */
export async function askRole(
  session: Session,
  role: string,
  regions: readonly string[],
): Promise<ReadonlyMap<string, PermissionAnswer>> {
  const { deadline } = session;
  const { partition = '', account = '' } = parseArn(role) ?? {};
  const away = elsewhere({ partition, account }, await session.callerIn(partition), kindNamed(role));
  if (away !== undefined) return new Map(regions.map((region) => [region, away]));
  const iam = await session.iamIn(partition);
  const answers = regions.map(async (region): Promise<readonly [string, PermissionAnswer]> => {
    try {
      return [region, await deadline.bound(iam.simulate(role, LIST_CERTIFICATES, region))];
    } catch (error) {
      if (isNotFound(error)) return [region, NO_SUCH_ROLE];
      const call = { service: 'IAM', action: 'iam:SimulatePrincipalPolicy', timeoutMs: deadline.timeoutMs };
      return [region, failureOf(error, call)];
    }
  });
  return new Map(await Promise.all(answers));
}

const NO_SUCH_ROLE: Failure = {
  kind: 'noSuchRole',
  reason: 'IAM has no role or user of that ARN',
  remedy: 'give --as-role the whole ARN, with the path where it has one',
};
