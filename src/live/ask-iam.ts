import { type Answer, unanswered } from './answer.js';
import type { Iam } from './aws/iam.js';
import { explain, isMissing } from './failure.js';
import { homeRegion } from './home-region.js';
import { inPool } from './in-pool.js';
import type { Question } from './question.js';
import { type Callers, elsewhere, type Session } from './session.js';

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
