import type { Finding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { inputName } from '../subject-name.js';
import { code } from './code.js';

/** A finding's subject: `aws_elb.web` :443, with its input where there are several. */
export function subject(finding: Pick<Finding, 'subject' | 'address' | 'port' | 'input'>, report: Report): string {
  const input = report.inputs.length > 1 ? ` in ${code(inputName(finding.input))}` : '';
  if (finding.subject === 'deployer') return `${code(finding.address)}${input}`;
  return `${code(finding.address)} ${finding.port === null ? '(port unknown)' : `:${finding.port}`}${input}`;
}
