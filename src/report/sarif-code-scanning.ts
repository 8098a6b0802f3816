import { alertsOf } from './common/alerts.js';
import type { Reporter } from './reporter.js';
import { sarifText } from './sarif.js';

/**
 * SARIF with what a code host is to raise an alert about, and nothing else: it shows whatever is in a log as an open
 * alert, also what is suppressed. What is waived is left out, and what is open wherever it does not fail the run.
 * Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning
 */
export default {
  format: 'sarif-code-scanning',
  render: (report, { strict }) =>
    sarifText(
      report,
      alertsOf(report).filter(({ kind }) => kind === 'fail' || (kind === 'open' && strict)),
    ),
} as const satisfies Reporter;
