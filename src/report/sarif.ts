import type { Log } from 'sarif';
import type { Report } from '../model/report.js';
import { alertsOf } from './alerts.js';
import { escapeControls } from './escape-controls.js';
import { planId } from './plan-id.js';
import type { Reporter } from './reporter.js';
import { sarifResults } from './sarif/results.js';
import { sarifRules } from './sarif/rules.js';

/**
 * SARIF 2.1.0, for code scanning: what fails, what is open, and what was waived, each at its line of source.
 * What passed is left out, since GitHub shows a result of whatever kind as an alert.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export default {
  format: 'sarif',
  render: (report) => `${JSON.stringify(logOf(report), null, 2)}\n`,
} as const satisfies Reporter;

function logOf(report: Report): Log {
  const alerts = alertsOf(report);
  const rules = sarifRules(report, alerts);
  const id = planId(report);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules: [...rules] } },
        // GitHub keeps the alerts of each category apart, and the category is all before the last slash.
        automationDetails: { id: id === '' ? 'elbcert/' : `elbcert/${id}/` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notesOf(report).map((note) => ({
              level: 'note',
              message: { text: escapeControls(note) },
            })),
          },
        ],
        results: [...sarifResults(report, alerts, rules)],
      },
    ],
  };
}

function notesOf({ inputs, notes }: Report): readonly string[] {
  return [...inputs.flatMap((input) => input.notes), ...notes];
}
