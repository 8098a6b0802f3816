import { fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { usesAcm } from '../facts/deployers/permission.js';
import { PACKAGE_ROOT } from '../model/package.js';
import type { ReportedDeployer, ReportedListener } from '../model/report.js';
import type { Answer, Unanswered } from './answer.js';
import { DeadlinePassed } from './deadline.js';
import { explain, type Failure } from './failure.js';
import { hideAccountIds } from './failure-rules.js';
import { fillListener } from './fill.js';
import { type Answers, type Inquiry, type Probe, type Question, questionsOf, withoutAnswers } from './inquiry.js';
import { liveDeployers } from './live-deployers.js';
import { DEFAULT_TIMEOUT_MS, type LiveOptions } from './session.js';

export { type Unanswered, unansweredNotes, unansweredProblems } from './answer.js';
export { FILLABLE } from './inquiry.js';

/** What looking certificates up in AWS came to. */
export interface LiveResult {
  /** The listeners, with what AWS told in the place of what the plans do not know. */
  readonly listeners: readonly ReportedListener[];
  /** The caller, and the role of `--as-role`. */
  readonly deployers: readonly ReportedDeployer[];
  readonly unanswered: readonly Unanswered[];
  /** What was done, in a line; undefined where there was nothing to ask. */
  readonly notice: string | undefined;
}

/** Looks up in AWS what the facts of some listeners leave unknown. Always ends in time, and rejects for no failure of AWS. */
export async function lookUp(listeners: readonly ReportedListener[], options: LiveOptions): Promise<LiveResult> {
  const { asRole: role, timeoutMs = DEFAULT_TIMEOUT_MS, showAccountIds = false } = options;
  const questions = distinct(listeners.flatMap(({ facts }) => questionsOf(facts)));
  const regions = probedRegions(listeners);
  if (questions.length === 0 && regions.length === 0) {
    return { listeners, deployers: [], unanswered: [], notice: undefined };
  }
  const told = await inquireApart({ questions, regions, role, timeoutMs });
  const answers = showAccountIds ? told : withoutAccountIds(told);
  const shownRole = role === undefined || showAccountIds ? role : hideAccountIds(role);
  return {
    listeners: listeners.map(({ input, facts }) => ({ input, facts: fillListener(facts, answers.certificates) })),
    deployers: liveDeployers(listeners, answers, shownRole),
    unanswered: [
      ...unansweredCertificates(listeners, answers.certificates),
      ...unansweredProbes(answers.caller, 'the AWS credentials'),
      ...unansweredProbes(answers.role, 'the role of --as-role'),
    ],
    notice: notice(answers),
  };
}

/** Each certificate once; it is pressing where any listener presses. */
function distinct(questions: readonly Question[]): readonly Question[] {
  const byArn = new Map<string, Question>();
  for (const question of questions) {
    const pressing = question.pressing || byArn.get(question.arn)?.pressing === true;
    byArn.set(question.arn, { ...question, pressing });
  }
  return [...byArn.values()];
}

/** The Regions in which a certificate of ACM is, or may be, deployed. */
function probedRegions(listeners: readonly ReportedListener[]): readonly string[] {
  const regions = listeners.flatMap(({ facts }) => {
    const uses = usesAcm([facts]);
    const { region } = facts.loadBalancer;
    return region.kind === 'known' && !(uses.kind === 'known' && !uses.value) ? [region.value] : [];
  });
  return [...new Set(regions)];
}

function unansweredCertificates(
  listeners: readonly ReportedListener[],
  answers: ReadonlyMap<string, Answer>,
): readonly Unanswered[] {
  return listeners.flatMap((listener) =>
    questionsOf(listener.facts).flatMap(({ arn, pressing }): readonly Unanswered[] => {
      const answer = answers.get(arn);
      if (!pressing || answer?.kind !== 'unanswered') return [];
      return [{ kind: 'certificate', failure: answer.failure, listener }];
    }),
  );
}

function unansweredProbes(probes: ReadonlyMap<string, Probe>, principal: string): readonly Unanswered[] {
  return [...probes.values()].flatMap((probe) =>
    typeof probe === 'object' && 'kind' in probe ? [{ kind: 'permission', failure: probe, principal }] : [],
  );
}

function notice({ certificates, whoami }: Answers): string | undefined {
  const told = [...certificates.values()].filter(({ kind }) => kind !== 'unanswered').length;
  const all = certificates.size;
  const count = `${told === all ? '' : `${told} of `}${all} certificate${all === 1 ? '' : 's'}`;
  if (whoami === undefined) return all === 0 ? undefined : `looked up ${count} in AWS`;
  return `looked up ${count} in AWS as ${whoami.arn}; apply may run as somebody else`;
}

/** What AWS told, fit to be shown; ARNs that the plan holds are not of AWS's telling. */
function withoutAccountIds(answers: Answers): Answers {
  const { certificates, caller, role, whoami } = answers;
  return {
    certificates: new Map(
      [...certificates].map(([arn, answer]) => [
        arn,
        answer.kind === 'unanswered' ? { ...answer, failure: hiding(answer.failure) } : answer,
      ]),
    ),
    caller: new Map([...caller].map(([region, probe]) => [region, hidingIn(probe)])),
    role: new Map([...role].map(([region, probe]) => [region, hidingIn(probe)])),
    whoami: whoami === undefined ? undefined : { ...whoami, arn: hideAccountIds(whoami.arn) },
  };
}

function hidingIn(probe: Probe): Probe {
  return typeof probe === 'object' && 'kind' in probe ? hiding(probe) : probe;
}

function hiding(failure: Failure): Failure {
  return { ...failure, reason: hideAccountIds(failure.reason), remedy: hideAccountIds(failure.remedy) };
}

/** What the other process may take to start and to hand over its answers. */
const GRACE_MS = 2_000;

/**
 * Asks AWS in a process of its own. A search for a host name that hangs holds up even the exit of the process that began
 * it, so that only a process that is ended from outside ends in time; and whatever the AWS client or a profile's
 * credential process writes stays in there.
 */
export function inquireApart(inquiry: Inquiry): Promise<Answers> {
  const { timeoutMs } = inquiry;
  const child = fork(processFile(), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  return new Promise((resolve) => {
    const end = (answers: Answers) => {
      clearTimeout(clock);
      child.kill('SIGKILL');
      resolve(answers);
    };
    const fail = (error: unknown) =>
      end(withoutAnswers(inquiry, explain(error, { whom: 'AWS', action: 'sts:GetCallerIdentity', timeoutMs })));
    const clock = setTimeout(() => fail(new DeadlinePassed()), timeoutMs + GRACE_MS);
    child.once('message', (answers) => end(answers as Answers));
    child.once('error', fail);
    child.once('exit', () => fail(new Error('the process ended without an answer')));
    child.send(inquiry, (error) => {
      if (error !== null) fail(error);
    });
  });
}

/** The source where sources run, an entry point of its own in the bundle. */
function processFile(): string {
  const extension = extname(import.meta.filename);
  return join(PACKAGE_ROOT, extension === '.ts' ? 'src' : 'dist/library', `live/inquiry-process${extension}`);
}
