import { parseArn, partitionOf } from '../model/arn.js';
import { type Answer, LIST_CERTIFICATES, type LiveCertificate, unanswered } from './answer.js';
import type { Acm } from './aws/acm.js';
import type { Iam } from './aws/iam.js';
import { inPool } from './deadline.js';
import { type Asked, explain, type Failure, isMissing } from './failure.js';
import type { Probe, Question } from './inquiry.js';
import { type Callers, elsewhere, homeRegion, type Session } from './session.js';

/** ACM takes ten DescribeCertificate a second. Source: https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html */
const DESCRIBES = 5;

/** Failures after which it is worth asking about one certificate: to describe it is another permission than to list all. */
const WORTH_DESCRIBING: ReadonlySet<Failure['kind']> = new Set<Failure['kind']>(['denied']);

/**
 * Asks ACM in one Region: first for the list, which says of every certificate at once what is asked, then about what the
 * list lacks. Returns whether the caller may list.
 */
export async function askAcm(
  session: Session,
  callers: Callers,
  region: string,
  questions: readonly Question[],
  answer: (arn: string, given: Answer) => void,
): Promise<'allowed' | 'denied' | 'notGranted' | Failure> {
  const { credentials, options, deadline } = session;
  const { openAcm } = await import('./aws/acm.js');
  const acm = openAcm(region, credentials, options, deadline.signal);
  session.onClose(acm.close);
  const asked = (action: string): Asked => ({ whom: `ACM in ${region}`, action, timeoutMs: deadline.timeoutMs });

  const listed = new Map<string, LiveCertificate>();
  const failure = await list(acm, session, questions, listed, asked('acm:ListCertificates'));
  const lacking = questions.filter(({ arn, pressing }) => pressing && isLacking(listed.get(arn)));
  for (const { arn } of questions) {
    const certificate = listed.get(arn);
    if (certificate !== undefined) answer(arn, { kind: 'found', certificate });
  }
  if (lacking.length > 0) {
    const caller = await callers(partitionOf(region));
    await inPool(DESCRIBES, lacking, async (question) => {
      const { arn } = question;
      if (!listed.has(arn)) {
        const away = elsewhere(question, caller, 'certificate');
        if (away !== undefined) return answer(arn, unanswered(away));
        if (failure !== undefined && !WORTH_DESCRIBING.has(failure.kind)) return answer(arn, unanswered(failure));
      }
      try {
        answer(arn, { kind: 'found', certificate: await deadline.bound(acm.describe(arn)) });
      } catch (error) {
        if (listed.has(arn)) return;
        // Which account has no such certificate matters: without that, it may be in another.
        if (isMissing(error)) return answer(arn, 'arn' in caller ? { kind: 'missing' } : unanswered(caller));
        const undescribed = explain(error, asked('acm:DescribeCertificate'));
        answer(arn, unanswered(undescribed.kind === 'denied' ? (failure ?? undescribed) : undescribed));
      }
    });
  }
  return permission(failure, listed.size > 0);
}

/** Fills `listed`, also where a later page fails. */
async function list(
  acm: Acm,
  { deadline }: Session,
  questions: readonly Question[],
  listed: Map<string, LiveCertificate>,
  asked: Asked,
): Promise<Failure | undefined> {
  const enough = () => questions.every(({ arn }) => listed.has(arn));
  try {
    await deadline.bound(acm.list((arn, certificate) => void listed.set(arn, certificate), enough));
    return undefined;
  } catch (error) {
    return explain(error, asked);
  }
}

/** An older ACM lists no key algorithm, and none lists more than a hundred names. */
function isLacking(certificate: LiveCertificate | undefined): boolean {
  return certificate?.keyAlgorithm === undefined || certificate.domainNames === undefined;
}

function permission(failure: Failure | undefined, listedSome: boolean) {
  if (failure === undefined || listedSome) return 'allowed';
  if (failure.kind !== 'denied') return failure;
  return failure.explicitDeny === true ? 'denied' : 'notGranted';
}

const GETS = 5;

/** Asks IAM about its server certificates, one by one: its list tells no keys. */
export async function askIam(
  session: Session,
  callers: Callers,
  questions: readonly Question[],
  answer: (arn: string, given: Answer) => void,
): Promise<void> {
  if (questions.length === 0) return;
  const { deadline } = session;
  const clients = await iamByPartition(session);
  await inPool(GETS, questions, async (question) => {
    const { arn, name, partition } = question;
    const caller = await callers(partition);
    const away = elsewhere(question, caller, 'certificate');
    if (away !== undefined) return answer(arn, unanswered(away));
    const missing: Answer = 'arn' in caller ? { kind: 'missing' } : unanswered(caller);
    try {
      const certificate = await deadline.bound(clients(partition).serverCertificate(name, arn));
      answer(arn, certificate === undefined ? missing : { kind: 'found', certificate });
    } catch (error) {
      const asked = { whom: 'IAM', action: 'iam:GetServerCertificate', timeoutMs: deadline.timeoutMs };
      answer(arn, isMissing(error) ? missing : unanswered(explain(error, asked)));
    }
  });
}

/** IAM of each partition, opened once. */
export async function iamByPartition(session: Session): Promise<(partition: string) => Iam> {
  const { credentials, options, deadline } = session;
  const { openIam } = await import('./aws/iam.js');
  const opened = new Map<string, Iam>();
  return (partition) => {
    const before = opened.get(partition);
    if (before !== undefined) return before;
    const iam = openIam(homeRegion(partition), credentials, options, deadline.signal);
    session.onClose(iam.close);
    opened.set(partition, iam);
    return iam;
  };
}

/** Asks IAM, for each Region, whether the policies of a role let it list certificates there. */
export async function askRole(
  session: Session,
  callers: Callers,
  role: string,
  regions: readonly string[],
  probes: Map<string, Probe>,
): Promise<void> {
  const { deadline } = session;
  const { partition = '', account = '' } = parseArn(role) ?? {};
  const away = elsewhere({ partition, account }, await callers(partition), 'role');
  const iam = await iamByPartition(session);
  await Promise.all(
    regions.map(async (region) => {
      if (away !== undefined) return void probes.set(region, away);
      try {
        const simulated = deadline.bound(iam(partition).simulate(role, LIST_CERTIFICATES, region));
        probes.set(region, await simulated);
      } catch (error) {
        const asked = { whom: 'IAM', action: 'iam:SimulatePrincipalPolicy', timeoutMs: deadline.timeoutMs };
        probes.set(region, explain(error, asked));
      }
    }),
  );
}
