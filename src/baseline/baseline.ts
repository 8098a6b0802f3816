import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Finding } from '../model/finding.js';
import { PACKAGE_ROOT } from '../model/package-root.js';
import { UnusableInput } from '../model/problem.js';
import { faultOf } from '../policies/schema-fault.js';

/** One finding that is known already. */
export interface KnownFinding {
  readonly input: string;
  readonly address: string;
  readonly port: number | null;
  readonly policyId: string;
  readonly outcome: 'fail' | 'open';
}

/** The findings that are known already, and the file that says so. */
export interface Baseline {
  readonly file: string;
  readonly findings: readonly KnownFinding[];
}

const SCHEMA = join(PACKAGE_ROOT, 'schemas/baseline.schema.json');

let validate: ValidateFunction | undefined;

/** Throws: UnusableInput where there is no such file, or it is no baseline. */
export function readBaseline(file: string): Baseline {
  const hint = 'write one: elbcert baseline write PLAN';
  const document = parseJson(file, hint);
  validate ??= new Ajv2020({ allErrors: true, verbose: true }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  if (validate(document)) return { file, findings: (document as { readonly findings: KnownFinding[] }).findings };
  const faults = (validate.errors ?? []).flatMap(faultOf).slice(0, 10);
  throw new UnusableInput(
    faults.map(({ pointer, message }) => ({
      path: file,
      message: `is no baseline: ${pointer === '' ? message : `${pointer}: ${message}`}`,
      hint,
    })),
  );
}

function parseJson(file: string, hint: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UnusableInput([{ path: file, message: 'no such file', hint }]);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableInput([{ path: file, message: 'is no baseline: not JSON', hint }]);
  }
}

/** The baseline of some findings: those that count, in an order that the plan does not decide. */
export function formatBaseline(findings: readonly Finding[]): string {
  const known = findings.flatMap(({ input, address, port, policyId, outcome, waiver }) =>
    outcome === 'pass' || waiver !== null ? [] : [{ input, address, port, policyId, outcome }],
  );
  const lines = [...new Set(known.map((finding) => JSON.stringify(finding)))].sort();
  return `{\n  "schemaVersion": 1,\n  "findings": [${lines.map((line) => `\n    ${line}`).join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}
