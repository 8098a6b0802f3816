import { usesAcm } from '../facts/deployers/permission.js';
import { LIST_CERTIFICATES } from '../facts/iam/request.js';
import type { DeployerFacts, Permission } from '../model/facts.js';
import type { ReportedDeployer, ReportedListener } from '../model/report.js';
import { type Absent, absent, type Known, known, oneOf, unknown, type Value } from '../model/value.js';
import { type Answers, isFailure, type PermissionAnswer } from './answers.js';

const CALLER = 'the AWS credentials that elbcert ran with; apply may run with others';
const ROLE = 'named by --as-role';

/** The caller and the role of `--as-role` as deployers, once for each input that may use ACM. */
export function callerAndRole(
  listeners: readonly ReportedListener[],
  answers: Answers,
  role: string | undefined,
): readonly ReportedDeployer[] {
  const inputs = [...new Set(listeners.map(({ input }) => input))];
  return inputs.flatMap((input) => {
    const uses = usesAcm(listeners.filter((listener) => listener.input === input).map(({ facts }) => facts));
    if (uses.kind === 'known' && !uses.value) return [];
    const caller = deployer('caller', answers.identity?.arn ?? null, CALLER, answers.caller, uses);
    const named = role === undefined ? [] : [deployer('role', role, ROLE, answers.role, uses)];
    return [caller, ...named].map((facts) => ({ input, facts }));
  });
}

function deployer(
  kind: 'caller' | 'role',
  arn: string | null,
  why: string,
  answers: ReadonlyMap<string, PermissionAnswer>,
  uses: Value<boolean>,
): DeployerFacts {
  return {
    address: arn === null ? 'the AWS credentials' : null,
    arn,
    file: null,
    kind,
    why,
    permissions: { [LIST_CERTIFICATES]: permissionIn(answers) },
    grounds: { [LIST_CERTIFICATES]: groundsIn(answers) },
    additions: { [LIST_CERTIFICATES]: absent },
    usesAcm: uses,
    trace: [],
  };
}

/** The permission in all Regions together: one Region that refuses is enough to stop an apply there. */
function permissionIn(answers: ReadonlyMap<string, PermissionAnswer>): Value<Permission> {
  if (answers.size === 0) return unknown('no load balancer of the plan has a Region that is known');
  const values = [...answers].map(([region, answer]): Value<Permission> => {
    if (typeof answer === 'string') return known(answer);
    if (isFailure(answer)) return unknown(answer.reason, { remedy: answer.remedy });
    return unknown(`in ${region} its policies decide by ${answer.dependsOn}`);
  });
  const refusal = values.find((value) => value.kind === 'known' && value.value !== 'allowed');
  return refusal ?? values.find(({ kind }) => kind === 'unknown') ?? oneOf(values, '');
}

/** The Region whose answer decides the permission, as a clause. */
function groundsIn(answers: ReadonlyMap<string, PermissionAnswer>): Known<string> | Absent {
  const regionsWhere = (matches: (answer: PermissionAnswer) => boolean) =>
    [...answers].flatMap(([region, answer]) => (matches(answer) ? [region] : []));
  const [refusing] = regionsWhere((answer) => typeof answer === 'string' && answer !== 'allowed');
  if (refusing !== undefined) return known(`AWS refuses it in ${refusing}`);
  const allowing = regionsWhere((answer) => answer === 'allowed');
  return allowing.length === 0 ? absent : known(`AWS allows it in ${allowing.join(', ')}`);
}
