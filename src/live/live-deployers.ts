import { usesAcm } from '../facts/deployers/permission.js';
import type { DeployerFacts, Permission } from '../model/facts.js';
import type { ReportedDeployer, ReportedListener } from '../model/report.js';
import { type Absent, absent, type Known, known, oneOf, unknown, type Value } from '../model/value.js';
import { LIST_CERTIFICATES } from './answer.js';
import type { Answers, Probe } from './inquiry.js';

const CALLER = 'the AWS credentials that elbcert ran with; apply may run with others';
const ROLE = 'named by --as-role';

/** Whoever AWS was asked about, once for each input that may use ACM. */
export function liveDeployers(
  listeners: readonly ReportedListener[],
  answers: Answers,
  role: string | undefined,
): readonly ReportedDeployer[] {
  const inputs = [...new Set(listeners.map(({ input }) => input))];
  return inputs.flatMap((input) => {
    const uses = usesAcm(listeners.filter((listener) => listener.input === input).map(({ facts }) => facts));
    if (uses.kind === 'known' && !uses.value) return [];
    const caller = deployer('caller', answers.whoami?.arn ?? null, CALLER, answers.caller, uses);
    const named = role === undefined ? [] : [deployer('role', role, ROLE, answers.role, uses)];
    return [caller, ...named].map((facts) => ({ input, facts }));
  });
}

function deployer(
  kind: 'caller' | 'role',
  arn: string | null,
  why: string,
  probes: ReadonlyMap<string, Probe>,
  uses: Value<boolean>,
): DeployerFacts {
  return {
    address: arn === null ? 'the AWS credentials' : null,
    arn,
    file: null,
    kind,
    why,
    permissions: { [LIST_CERTIFICATES]: permissionIn([...probes]) },
    grounds: { [LIST_CERTIFICATES]: groundsIn([...probes]) },
    additions: { [LIST_CERTIFICATES]: absent },
    usesAcm: uses,
    trace: [],
  };
}

/** The permission in all Regions together: one Region that refuses is enough to stop an apply there. */
function permissionIn(probes: readonly (readonly [region: string, probe: Probe])[]): Value<Permission> {
  if (probes.length === 0) return unknown('no load balancer of the plan has a Region that is known');
  const values = probes.map(([region, probe]): Value<Permission> => {
    if (typeof probe === 'string') return known(probe);
    if ('kind' in probe) return unknown(probe.reason, { remedy: probe.remedy });
    return unknown(`in ${region} its policies decide by ${probe.dependsOn}`);
  });
  const refusals = values.filter((value) => value.kind === 'known' && value.value !== 'allowed');
  return refusals[0] ?? values.find(({ kind }) => kind === 'unknown') ?? oneOf(values, '');
}

/** What AWS answered, the worst answer first, as the permission has it. */
function groundsIn(probes: readonly (readonly [region: string, probe: Probe])[]): Known<string> | Absent {
  const refused = probes.find(([, probe]) => typeof probe === 'string' && probe !== 'allowed');
  if (refused !== undefined) return known(`AWS refuses it in ${refused[0]}`);
  const regions = probes.flatMap(([region, probe]) => (probe === 'allowed' ? [region] : []));
  return regions.length === 0 ? absent : known(`AWS allows it in ${regions.join(', ')}`);
}
