import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../src/model/finding.js';
import { type CheckOptions, check } from '../../../src/pipeline.js';

export const LOCATED = fileURLToPath(new URL('../../fixtures/located/', import.meta.url));
export const CHANGED = fileURLToPath(new URL('../../fixtures/changed/', import.meta.url));

/** The findings that fail, of a plan in a folder of configuration. */
export async function failing(folder: string, options: Partial<CheckOptions> = {}): Promise<readonly Finding[]> {
  const now = new Date('2026-11-24T00:00:00Z');
  const { findings } = await check({ inputs: [join(folder, 'plan.json')], now, ...options });
  return findings.filter(({ outcome }) => outcome === 'fail');
}

/** The text of the line that a finding points at, and how it is known. */
export function lineOf({ location }: Finding): string {
  if (location === null) return 'nowhere';
  const line = readFileSync(location.file, 'utf8').split('\n')[location.line - 1] ?? '';
  return `${location.via}: ${line.slice((location.column ?? 1) - 1)}`;
}

export function findingOn(findings: readonly Finding[], address: string, port = 443): Finding {
  const found = findings.find((finding) => finding.address === address && finding.port === port);
  if (found === undefined) throw new Error(`no finding on ${address} ${port}`);
  return found;
}
