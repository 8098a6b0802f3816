import type { Finding, Location, PolicyDescription } from '../../model/finding.js';
import { didYouMean } from '../../model/suggest.js';
import type { IgnoreComment } from '../locate/index.js';
import type { Waived } from './given-waivers.js';
import { subjectKey, type WaivableSubject, waiverFinding, waiverPolicies } from './waiver-policies.js';

export interface CommentWaiverOptions {
  readonly subjects: readonly WaivableSubject[];
  /** Ids of every policy there is, judged or not. */
  readonly policyIds: readonly string[];
  readonly commentsOn: (subject: WaivableSubject) => readonly IgnoreComment[];
  /** False where only a part was judged, so that nothing can be said of what a comment did not meet. */
  readonly whole: boolean;
}

/** Applies `# elbcert:ignore POLICY -- reason` in the source of what findings are about. */
export function applyCommentWaivers(findings: readonly Finding[], options: CommentWaiverOptions): Waived {
  const found = findComments(options);
  if (found.size === 0) return { findings, aboutWaivers: [] };
  const used = new Set<string>();
  const waived = findings.map((finding) => {
    if (finding.outcome === 'pass' || finding.waiver !== null) return finding;
    const comment = found
      .get(subjectKey(finding))
      ?.find(({ policyIds, reason }) => reason !== '' && policyIds.includes(finding.policyId));
    if (comment === undefined) return finding;
    used.add(useOf(comment, finding.policyId));
    return { ...finding, waiver: { reason: comment.reason, source: `${comment.file}:${comment.line}` } };
  });
  return { findings: waived, aboutWaivers: aboutComments(found, used, options) };
}

/** The comments that speak of subjects. Of subjects that findings cannot tell apart, the last one's count. */
function findComments({ subjects, commentsOn }: CommentWaiverOptions): ReadonlyMap<string, readonly IgnoreComment[]> {
  const found = new Map<string, readonly IgnoreComment[]>();
  for (const subject of subjects) {
    const comments = commentsOn(subject);
    if (comments.length > 0) found.set(subjectKey(subject), comments);
    else if (found.size > 0) found.delete(subjectKey(subject));
  }
  return found;
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
