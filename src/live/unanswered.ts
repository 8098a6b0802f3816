import { LIST_CERTIFICATES } from '../facts/iam/request.js';
import { groupBy } from '../model/collections.js';
import type { DomainFacts, ListenerFacts } from '../model/facts.js';
import type { Problem } from '../model/problem.js';
import type { ReportedDomain, ReportedListener } from '../model/report.js';
import { firstNames } from '../model/words.js';
import { type Answers, isFailure } from './answers.js';
import { type Principals, regionsToList } from './deployers.js';
import type { Failure } from './failure.js';
import { questionsOf } from './questions.js';

/** A look-up that failed, and whose verdict stays open for that reason. */
export type FailedLookUp =
  | { readonly kind: 'certificate'; readonly user: ReportedListener | ReportedDomain; readonly failure: Failure }
  /** Whether a principal may list certificates: `the AWS credentials`. */
  | { readonly kind: 'permission'; readonly principal: string; readonly failure: Failure };

/** The look-ups that failed: of certificates on these listeners and domains, and of permissions. */
export function failedLookUps(
  users: readonly (ReportedListener | ReportedDomain)[],
  answers: Answers,
  deployed: Principals,
): readonly FailedLookUp[] {
  const certificates = users.flatMap((user) =>
    questionsOf(user.facts).flatMap(({ arn, isEssential }): readonly FailedLookUp[] => {
      const answer = answers.certificates.get(arn);
      if (!isEssential || answer?.kind !== 'unanswered') return [];
      return [{ kind: 'certificate', user, failure: answer.failure }];
    }),
  );
  const permissions = (listeners: readonly ReportedListener[], given: Answers['caller'], principal: string) =>
    regionsToList(listeners).flatMap((region): readonly FailedLookUp[] => {
      const failure = given.get(region);
      return failure !== undefined && isFailure(failure) ? [{ kind: 'permission', principal, failure }] : [];
    });
  return [
    ...certificates,
    ...permissions(deployed.caller, answers.caller, 'the AWS credentials'),
    ...permissions(deployed.role, answers.role, 'the principal of --as-role'),
  ];
}

/** A line for each failure, however many look-ups it stopped. */
export function failureNotes(failed: readonly FailedLookUp[]): readonly string[] {
  return byFailure(failed).map(({ what, reason, remedy }) => `${what}: ${reason}${remedy === '' ? '' : `; ${remedy}`}`);
}

/** The same as problems: a run whose look-ups are required cannot continue after them. */
export function failureProblems(failed: readonly FailedLookUp[]): readonly Problem[] {
  return byFailure(failed).map(({ what, reason, remedy }) => ({
    path: '--live=require',
    message: `${what} could not be looked up: ${reason}`,
    ...(remedy === '' ? {} : { hint: remedy }),
  }));
}

function byFailure(failed: readonly FailedLookUp[]) {
  const groups = groupBy(failed, ({ failure: { reason, remedy } }) => JSON.stringify([reason, remedy]));
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ failure: { reason, remedy } }) => ({ what: describeLookUps(group), reason, remedy })),
  );
}

function describeLookUps(group: readonly FailedLookUp[]): string {
  const users = group.flatMap((one) => (one.kind === 'certificate' ? [userName(one.user.facts)] : []));
  const principals = new Set(group.flatMap((one) => (one.kind === 'permission' ? [one.principal] : [])));
  const certificates = `the certificate${users.length === 1 ? '' : 's'} of ${firstNames(users, MOST_NAMES)}`;
  return [
    ...(users.length === 0 ? [] : [certificates]),
    ...[...principals].map((principal) => `whether ${principal} may call ${LIST_CERTIFICATES}`),
  ].join(', and ');
}

function userName(facts: ListenerFacts | DomainFacts): string {
  if (!('port' in facts)) return facts.address;
  const { address, port } = facts;
  return `${address} listener ${port.kind === 'known' ? port.value : 'of unknown port'}`;
}

/** Unit: names. More make a line that nobody reads. */
const MOST_NAMES = 3;
