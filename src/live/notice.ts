import { plural } from '../model/words.js';
import { type Answers, isRefusal } from './answers.js';
import type { RegionName } from './region-names.js';

/** What was done, and by whom. Whoever was not judged is told of here alone. */
export function noticeOf(
  { certificates, identity, caller }: Answers,
  isJudged: boolean,
  nameOf: RegionName,
): string | undefined {
  const answered = [...certificates.values()].filter(({ kind }) => kind !== 'unanswered').length;
  const all = certificates.size;
  const count = `${answered === all ? '' : `${answered} of `}${plural(all, 'certificate')}`;
  if (identity === undefined) return all === 0 ? undefined : `looked up ${count} in AWS`;
  const refusing = [...caller].flatMap(([region, answer]) => (isRefusal(answer) ? [nameOf(region)] : []));
  const told = isJudged || refusing.length === 0 ? '' : `, who may not list certificates in ${refusing.join(', ')}`;
  return `looked up ${count} in AWS as ${identity.arn}${told}; apply may run as somebody else`;
}
