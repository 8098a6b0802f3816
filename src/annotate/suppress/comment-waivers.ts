import type { Finding, Location, PolicyDescription } from '../../model/finding.js';
import { didYouMean } from '../../model/suggest.js';
import type { IgnoreComment } from '../locate/ignore-comments.js';
import type { Waived } from './configured-waivers.js';
import { type SuppressibleSubject, subjectKey, suppress } from './suppression.js';
import { waiverFinding, waiverPolicies } from './waiver-policies.js';

export interface CommentWaiverOptions {
  readonly subjects: readonly SuppressibleSubject[];
  /** Ids of every policy there is, judged or not. */
  readonly policyIds: readonly string[];
  readonly commentsOn: (subject: SuppressibleSubject) => readonly IgnoreComment[];
  /** False where only a part was judged, so that nothing can be said of what a comment did not meet. */
  readonly whole: boolean;
}

/** Applies `# elbcert:ignore POLICY -- reason` in the source of what findings are about. */
export function applyCommentWaivers(findings: readonly Finding[], options: CommentWaiverOptions): Waived {
  const { subjects, commentsOn } = options;
  const found = new Map(subjects.map((subject) => [subjectKey(subject), commentsOn(subject)]));
  const used = new Set<string>();
  const waived = suppress(findings, (finding) => {
    const comment = found
      .get(subjectKey(finding))
      ?.find(({ policyIds, reason }) => reason !== '' && policyIds.includes(finding.policyId));
    if (comment === undefined) return undefined;
    used.add(useOf(comment, finding.policyId));
    return { reason: comment.reason, source: `${comment.file}:${comment.line}` };
  });
  return { findings: waived, aboutWaivers: aboutComments(found, used, options) };
}

function useOf({ file, line, column }: IgnoreComment, policyId: string): string {
  return JSON.stringify([file, line, column, policyId]);
}

/** Each comment once, on the first subject that it speaks of. */
function aboutComments(
  found: ReadonlyMap<string, readonly IgnoreComment[]>,
  used: ReadonlySet<string>,
  options: CommentWaiverOptions,
): readonly Finding[] {
  const told = new Set<string>();
  return options.subjects.flatMap((subject) =>
    (found.get(subjectKey(subject)) ?? []).flatMap((comment) => {
      const faults = faultsOf(comment, used, options).filter(({ key }) => !told.has(key));
      for (const { key } of faults) told.add(key);
      return faults.map(({ policy, message }) => waiverFinding(policy, subject, message, locationOf(comment)));
    }),
  );
}

interface CommentFault {
  /** Text by which the same fault is told once. */
  readonly key: string;
  readonly policy: PolicyDescription;
  readonly message: string;
}

function faultsOf(
  comment: IgnoreComment,
  used: ReadonlySet<string>,
  { policyIds, whole }: CommentWaiverOptions,
): readonly CommentFault[] {
  const { invalid, unused } = waiverPolicies;
  const key = useOf(comment, '');
  if (comment.policyIds.length === 0) return [{ key, policy: invalid, message: 'the comment names no policy' }];
  if (comment.reason === '') return [{ key, policy: invalid, message: 'the comment gives no reason' }];
  return comment.policyIds.flatMap((id): readonly CommentFault[] => {
    const use = useOf(comment, id);
    if (!policyIds.includes(id)) {
      return [{ key: use, policy: invalid, message: `no such policy: "${id}"${didYouMean(id, policyIds)}` }];
    }
    if (used.has(use) || !whole) return [];
    return [{ key: use, policy: unused, message: `the comment accepts no finding of ${id}: there is none` }];
  });
}

function locationOf({ file, line, column }: IgnoreComment): Location {
  return { file, line, column, via: 'comment' };
}
