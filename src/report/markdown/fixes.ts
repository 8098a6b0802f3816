import type { Report } from '../../model/report.js';
import { type Alert, alertsOf } from '../alerts.js';
import { sentence } from '../sentence.js';
import { code, prose } from './code.js';
import type { Block } from './fit.js';
import { folded } from './folded.js';

/** How to fix what fails, each policy once, with the policy's own source to read on. */
export function fixBlocks(report: Report): readonly Block[] {
  const failing = alertsOf(report).filter(({ kind, fix }) => kind === 'fail' && fix !== '');
  const fixes = [...new Map(failing.map((alert) => [`${alert.policyId}\n${alert.fix}`, alert])).values()];
  if (fixes.length === 0) return [];
  const lines = fixes.map((alert) => fixLine(alert, report));
  return [folded({ summary: 'How to fix', lines, noun: 'fix', open: fixes.length <= 3 })];
}

function fixLine({ policyId, fix }: Alert, { policies }: Report): string {
  const [link] = policies.find(({ id }) => id === policyId)?.source ?? [];
  return `- ${code(policyId)} ${prose(sentence(fix))}${link === undefined ? '' : linkTo(link)}`;
}

/** Only what certainly is an address of the web, with nothing in it that could end the link. */
function linkTo(url: string): string {
  return /^https:\/\/[\w./#%?=&-]+$/.test(url) ? ` [Source](${url})` : '';
}
