import { parseArn } from '../model/arn.js';
import { iamByPartition } from './ask-iam.js';
import { explain } from './failure.js';
import type { Probe } from './inquiry.js';
import { LIST_CERTIFICATES } from './list-certificates.js';
import { type Callers, elsewhere, type Session } from './session.js';

/** Asks IAM, for each Region, whether the policies of a role let it list certificates there. */
export async function askRole(
  session: Session,
  callers: Callers,
  role: string,
  regions: readonly string[],
  probes: Map<string, Probe>,
): Promise<void> {
  const { deadline } = session;
  const { partition = '', account = '' } = parseArn(role) ?? {};
  const away = elsewhere({ partition, account }, await callers(partition), 'role');
  const iam = await iamByPartition(session);
  await Promise.all(
    regions.map(async (region) => {
      if (away !== undefined) return void probes.set(region, away);
      try {
        const simulated = deadline.bound(iam(partition).simulate(role, LIST_CERTIFICATES, region));
        probes.set(region, await simulated);
      } catch (error) {
        const asked = { whom: 'IAM', action: 'iam:SimulatePrincipalPolicy', timeoutMs: deadline.timeoutMs };
        probes.set(region, explain(error, asked));
      }
    }),
  );
}
