import { groundedDeployers } from '../facts/deployers/grounded.js';
import { regionsOf, usesAcm } from '../facts/deployers/permission.js';
import { LIST_CERTIFICATES } from '../facts/iam/request.js';
import { parseArn } from '../model/arn.js';
import { groupBy } from '../model/collections.js';
import type { DeployerFacts, ListenerFacts, Permission } from '../model/facts.js';
import type { ReportedDeployer, ReportedListener } from '../model/report.js';
import { type Absent, absent, type Known, known, oneOf, unknown, type Value } from '../model/value.js';
import { type Answers, isFailure, isRefusal, type PermissionAnswer } from './answers.js';
import { type RegionName, regionNames, sensitiveAmong } from './region-names.js';

const CALLER = 'the AWS credentials that elbcert ran with; apply may run with others';
const ROLE = 'named by --as-role';

/** What an ARN of IAM that `--as-role` takes names. */
export function kindNamed(arn: string | null | undefined): 'role' | 'user' {
  return parseArn(arn ?? '')?.resource.startsWith('user/') === true ? 'user' : 'role';
}

/** Whose permission is judged, by the listeners that each deploys. Of a caller that deploys nothing the report only tells. */
export interface Principals {
  readonly caller: readonly ReportedListener[];
  /** The one of `--as-role`. */
  readonly role: readonly ReportedListener[];
}

/** The caller and the role or user of `--as-role` as deployers, once for each input in which they deploy a certificate from ACM, or may. */
export function callerAndRole(
  deployed: Principals,
  answers: Answers,
  role: string | null,
): readonly ReportedDeployer[] {
  const caller = { kind: 'caller', arn: answers.identity?.arn ?? null, why: CALLER } as const;
  return [
    ...perInput(deployed.caller, caller, answers.caller),
    ...perInput(deployed.role, { kind: kindNamed(role), arn: role, why: ROLE }, answers.role),
  ];
}

/** The Regions in which whoever deploys some listeners has to list certificates; only those that are known. */
export function regionsToList(listeners: readonly ReportedListener[]): readonly string[] {
  const facts = listeners.map((listener) => listener.facts);
  if (usesNoAcm(facts)) return [];
  return [...new Set(regionsOf(facts).flatMap((region) => (region.kind === 'known' ? [region.value] : [])))];
}

function usesNoAcm(listeners: readonly ListenerFacts[]): boolean {
  const uses = usesAcm(listeners);
  return uses.kind === 'known' && !uses.value;
}

type Principal = Pick<DeployerFacts, 'arn' | 'why'> & { readonly kind: 'caller' | 'role' | 'user' };
type PermissionAnswers = ReadonlyMap<string, PermissionAnswer>;

function perInput(
  listeners: readonly ReportedListener[],
  principal: Principal,
  answers: PermissionAnswers,
): readonly ReportedDeployer[] {
  return [...groupBy(listeners, ({ input }) => input)].flatMap(([input, own]) => {
    const collect = (deployed: readonly ReportedListener[]) => {
      const facts = deployed.map((listener) => listener.facts);
      return usesNoAcm(facts) ? [] : [deployer(principal, answers, facts)];
    };
    return groundedDeployers(collect(own), own, undefined, collect).map((one) => ({ input, ...one }));
  });
}

function deployer(
  { kind, arn, why }: Principal,
  given: PermissionAnswers,
  listeners: readonly ListenerFacts[],
): DeployerFacts {
  const regions = regionsOf(listeners);
  const nameOf = regionNames(sensitiveAmong(regions));
  const answers = new Map(
    [...given].filter(([asked]) => regions.some((region) => region.kind === 'known' && region.value === asked)),
  );
  return {
    address: arn === null ? 'the AWS credentials' : null,
    arn,
    file: null,
    kind,
    why,
    permissions: { [LIST_CERTIFICATES]: permissionIn(regions, answers, nameOf) },
    grounds: { [LIST_CERTIFICATES]: groundsIn(answers, nameOf) },
    additions: { [LIST_CERTIFICATES]: absent },
    usesAcm: usesAcm(listeners),
    fromSource: null,
    trace: [],
  };
}

/** The permission in all Regions together: one Region that refuses is enough to stop an apply there. */
function permissionIn(
  regions: readonly Value<string>[],
  answers: PermissionAnswers,
  nameOf: RegionName,
): Value<Permission> {
  const values = regions.map((region): Value<Permission> => {
    const answer = region.kind === 'known' ? answers.get(region.value) : undefined;
    if (region.kind !== 'known' || answer === undefined) {
      return unknown('AWS can be asked only in a Region that is known, and that of a load balancer is not');
    }
    if (typeof answer === 'string') return known(answer);
    if (isFailure(answer)) return unknown(answer.reason, { remedy: answer.remedy });
    return unknown(`in ${nameOf(region.value)} its policies decide by ${answer.dependsOn}`);
  });
  const refusal = values.find((value) => value.kind === 'known' && value.value !== 'allowed');
  return refusal ?? values.find(({ kind }) => kind === 'unknown') ?? oneOf(values, '');
}

/** The Region whose answer decides the permission, as a clause. */
function groundsIn(answers: PermissionAnswers, nameOf: RegionName): Known<string> | Absent {
  const regionsWhere = (matches: (answer: PermissionAnswer) => boolean) =>
    [...answers].flatMap(([region, answer]) => (matches(answer) ? [nameOf(region)] : []));
  const [refusing] = regionsWhere(isRefusal);
  if (refusing !== undefined) return known(`AWS refuses it in ${refusing}`);
  const allowing = regionsWhere((answer) => answer === 'allowed');
  return allowing.length === 0 ? absent : known(`AWS allows it in ${allowing.join(', ')}`);
}
