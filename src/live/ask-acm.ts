import { partitionOf } from '../model/arn.js';
import { type Answer, type LiveCertificate, unanswered } from './answer.js';
import type { Acm } from './aws/acm.js';
import { type Asked, explain, type Failure, isMissing } from './failure.js';
import { inPool } from './in-pool.js';
import type { Question } from './question.js';
import { type Callers, elsewhere, type Session } from './session.js';

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
