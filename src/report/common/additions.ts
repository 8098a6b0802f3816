import type { DeployerFacts } from '../../model/facts.js';
import type { Finding } from '../../model/finding.js';

/** The lines of a statement that would allow what a finding says is missing. */
export function linesToAdd({ decidedBy }: Finding, deployer: DeployerFacts | undefined): readonly string[] {
  return Object.entries(deployer?.additions ?? {}).flatMap(([action, lines]) => {
    const isMissing = decidedBy.includes(`permissions.${action}`);
    return isMissing && lines.kind === 'known' && lines.sensitive !== true ? lines.value : [];
  });
}
