import type { ReportingDescriptor } from 'sarif';
import type { Level } from '../../model/finding.js';
import type { PolicyDescription } from '../../model/policy.js';
import type { Report } from '../../model/report.js';
import type { Alert } from '../alerts.js';
import { escapeControls } from '../escape-controls.js';
import { sentence } from '../sentence.js';
import { webAddress } from '../web-address.js';

/** GitHub takes no longer descriptions. */
const LONGEST_DESCRIPTION = 1024;

/** GitHub's words for how bad a finding of a rule is. Without `security-severity` an alert is about quality, not security. */
const PROBLEM_SEVERITY = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
} as const satisfies Record<Level, string>;

/** Every policy as a rule; one that the report names and does not describe goes by its id. */
export function sarifRules({ policies }: Report, alerts: readonly Alert[]): readonly ReportingDescriptor[] {
  const described = new Set(policies.map(({ id }) => id));
  const bare = alerts.filter(({ policyId }) => !described.has(policyId));
  return [
    ...policies.map(describedRule),
    ...[...new Map(bare.map((alert) => [alert.policyId, alert])).values()].map(bareRule),
  ];
}

function describedRule(policy: PolicyDescription): ReportingDescriptor {
  const [helpUri] = policy.source.flatMap((url) => webAddress(url) ?? []);
  const title = escapeControls(sentence(policy.title));
  const [why, fix] = [policy.why, policy.fix].map((text) => escapeControls(sentence(text)));
  return {
    id: escapeControls(policy.id),
    shortDescription: { text: cut(title) },
    fullDescription: { text: cut(why || title) },
    help: {
      text: `${why}\n\nHow to fix: ${fix}\n\n${policy.source.map(escapeControls).join('\n')}`,
      markdown: `${why}\n\n**How to fix.** ${fix}\n\n${policy.source.map((url) => `- <${escapeControls(url)}>`).join('\n')}`,
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: policy.level },
    properties: {
      tags: ['terraform', 'aws', 'elb'],
      precision: 'very-high',
      'problem.severity': PROBLEM_SEVERITY[policy.level],
    },
  };
}

function bareRule({ policyId, level, fix }: Alert): ReportingDescriptor {
  const text = escapeControls(policyId) || 'policy';
  return {
    id: escapeControls(policyId),
    shortDescription: { text: cut(text) },
    fullDescription: { text: cut(text) },
    help: { text: escapeControls(fix) || text },
    defaultConfiguration: { level },
  };
}

function cut(text: string): string {
  return text.length <= LONGEST_DESCRIPTION ? text : `${text.slice(0, LONGEST_DESCRIPTION - 1).trimEnd()}…`;
}
