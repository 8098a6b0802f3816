import { stringify } from 'yaml';
import type { Repository } from './detect.js';

/** The `.elbcert.yaml` that a repository starts with. */
export function configFile({ roots }: Repository): string {
  const [root, ...others] = roots;
  const settings = {
    failOn: 'error',
    ...(root === undefined || root === '.' || others.length > 0 ? {} : { root }),
  };
  return `# What elbcert demands, and what it accepts here. elbcert policies list names the policies.
${stringify(settings)}
# A finding that somebody accepts, until when, and why:
# waivers:
#   - policy: certificate-expiry
#     address: module.legacy.aws_elb.web
#     port: 443
#     reason: moves to an Application Load Balancer in March
#     owner: team-edge
#     expires: 2027-03-31
`;
}
