import { type Config, findConfig, readConfig } from '../config/index.js';
import { SERVICES, type ServiceName } from '../model/facts.js';
import { LEVELS, type Level } from '../model/finding.js';
import { PACKS } from '../model/package.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { regionMistake } from '../model/regions.js';
import type { Gate } from '../model/report.js';
import { didYouMean } from '../model/suggest.js';

/** How a stack is judged. What is not given is as `.elbcert.yaml` says, as for `elbcert check`. */
export interface ClassicElbCertificatesOptions {
  /** The level from which a finding fails the synth; `error` where none is given. */
  readonly failOn?: Level;
  /** Whether what is open, and what was not looked into, fails the synth, too. */
  readonly strict?: boolean;
  /** Files and folders of policies of your own. */
  readonly policyPaths?: readonly string[];
  /** Packs to apply besides the baseline: `classic-elb-tls`. */
  readonly packs?: readonly string[];
  /** Ids of policies to leave out. */
  readonly disable?: readonly string[];
  /** The services to judge; all where none is given. */
  readonly services?: readonly ServiceName[];
  /** Regions by provider key (`aws`, `aws.west`), for providers that do not say; under '' for those that set none. */
  readonly regions?: Readonly<Record<string, string>>;
  /** The configuration; the nearest `.elbcert.yaml` where it is not given, none where it is false. */
  readonly config?: string | false;
  /** The clock that dates are held against. */
  readonly now?: Date;
}

/** What is wrong with the value of an option, as one clause; undefined for a value that it takes. */
type Check = (value: unknown) => string | undefined;

const CHECKS: Readonly<Record<keyof ClassicElbCertificatesOptions, Check>> = {
  failOn: (value) => choiceFault(value, LEVELS),
  strict: (value) => (typeof value === 'boolean' ? undefined : `${shown(value)} is neither true nor false`),
  policyPaths: listOf(textFault),
  packs: listOf((value) =>
    choiceFault(
      value,
      PACKS.map(({ name }) => name),
    ),
  ),
  disable: listOf(textFault),
  services: listOf((value) => choiceFault(value, SERVICES)),
  regions: (value) =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? `${shown(value)} is not an object of Regions by provider`
      : Object.values(value)
          .map(regionFault)
          .find((fault) => fault !== undefined),
  config: (value) => (value === false ? undefined : textFault(value)),
  now: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? undefined : `${shown(value)} is not a valid Date`,
};

/** Options as somebody gave them, perhaps in JavaScript. Throws: UnusableInput with everything that is wrong in them. */
export function checkOptions(options: ClassicElbCertificatesOptions): ClassicElbCertificatesOptions {
  const known = Object.keys(CHECKS);
  const problems = Object.entries(options).flatMap(([name, value]): Problem[] => {
    const path = 'elbcert/cdktf';
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof ClassicElbCertificatesOptions] : undefined;
    if (check === undefined) return [{ path, message: `no such option: "${name}"${didYouMean(name, known)}` }];
    const fault = value === undefined ? undefined : check(value);
    return fault === undefined ? [] : [{ path, message: `${name}: ${fault}` }];
  });
  if (problems.length > 0) throw new UnusableInput(problems);
  return options;
}

function choiceFault(value: unknown, allowed: readonly string[]): string | undefined {
  if (typeof value === 'string' && allowed.includes(value)) return undefined;
  const near = typeof value === 'string' ? didYouMean(value, allowed) : '';
  return `${shown(value)} is none of ${allowed.join(', ')}${near}`;
}

function listOf(check: Check): Check {
  return (value) =>
    Array.isArray(value) ? value.map(check).find((fault) => fault !== undefined) : `${shown(value)} is not an array`;
}

function textFault(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? undefined : `${shown(value)} is not a text`;
}

function regionFault(value: unknown): string | undefined {
  return typeof value === 'string' ? regionMistake(value) : `${shown(value)} is not a Region`;
}

function shown(value: unknown): string {
  return value instanceof Date ? String(value) : (JSON.stringify(value) ?? String(value));
}

/** The configuration that options ask for. Throws: UnusableInput where it cannot be used. */
export function configFor({ config }: ClassicElbCertificatesOptions): Config | undefined {
  if (config === false) return undefined;
  return config === undefined ? findConfig() : readConfig(config);
}

/** What makes a synth fail. */
export function gateOf({ failOn, strict }: ClassicElbCertificatesOptions, config: Config | undefined): Gate {
  return { failOn: failOn ?? config?.failOn ?? 'error', strict: strict ?? config?.strict ?? false };
}
