import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { parsePattern } from '../annotate/suppress/address-pattern.js';
import type { ConfiguredWaiver } from '../annotate/suppress/configured-waivers.js';
import { type LoadOptions, loadPolicies, type Policy } from '../judge/index.js';
import { readYamlFile } from '../judge/load.js';
import type { Fault } from '../judge/policy.js';
import { schemaChecker } from '../judge/schema-faults.js';
import { LEVELS, type Level, type PolicyChange } from '../model/finding.js';
import { arrayOf, type Json, objectOf, property, stringProperty } from '../model/json.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { regionMistake } from '../model/regions.js';
import { didYouMean } from '../model/suggest.js';
import { yaml } from '../packages.js';

/** What `.elbcert.yaml` says. Paths in it are as the working directory sees them. */
export interface Config {
  /** The file, as the user would write it. */
  readonly file: string;
  readonly policyPaths: readonly string[];
  /** Packs to apply besides those that always apply. */
  readonly packs: readonly string[];
  readonly disable: readonly string[];
  /** The services to judge; none where all are. */
  readonly services: readonly string[];
  readonly levels: Readonly<Record<string, Level>>;
  /** Regions by provider; under '' for providers that set none. */
  readonly regions: ReadonlyMap<string, string>;
  readonly formats: readonly string[] | undefined;
  readonly failOn: Level | undefined;
  readonly strict: boolean | undefined;
  readonly root: string | undefined;
  readonly baseline: string | undefined;
  /** Addresses of those that deploy. */
  readonly deployers: readonly string[] | undefined;
  /** Files and ARNs of the policies of one that deploys. */
  readonly deployerPolicies: readonly string[] | undefined;
  readonly deployerBoundary: string | undefined;
  readonly waivers: readonly ConfiguredWaiver[];
}

/** The names that a configuration may have. */
const NAMES = ['.elbcert.yaml', '.elbcert.yml'];

/**
 * The nearest configuration, from a folder up to the root of its repository; undefined where there is none.
 * Throws: UnusableInput where it cannot be used, or a folder has two.
 */
export function findConfig(folder: string = process.cwd()): Config | undefined {
  const file = findConfigFile(folder);
  return file === undefined ? undefined : readConfig(file);
}

/** Where that is, as the working directory sees it. Throws: UnusableInput where a folder has two. */
export function findConfigFile(folder: string): string | undefined {
  for (const candidate of foldersUpToRepository(folder)) {
    const found = NAMES.map((name) => join(candidate, name)).filter((file) => existsSync(file));
    const [file, other] = found.map((path) => relative(process.cwd(), path));
    if (file !== undefined && other !== undefined) {
      throw new UnusableInput([{ path: other, message: `there is also ${file}`, hint: 'keep one of them' }]);
    }
    if (file !== undefined) return file;
  }
  return undefined;
}

/** A folder and those above it up to the one with `.git`; outside of a repository, the folder alone. */
function foldersUpToRepository(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; !existsSync(join(at, '.git')); folders.push(at)) {
    if (dirname(at) === at) return [folder];
    at = dirname(at);
  }
  return folders;
}

/** The configuration in a file. Throws: UnusableInput with everything that is wrong in it. */
export function readConfig(file: string): Config {
  const read = readYamlFile(file);
  if ('problem' in read) throw new UnusableInput([read.problem]);
  const { document, text } = read;
  const waivers = arrayOf(property(document, 'waivers'));
  const faults = [
    ...checkConfig(document),
    ...waivers.flatMap((waiver, at) => {
      const address = stringProperty(waiver, 'address');
      if (address === undefined || address === '' || parsePattern(address) !== undefined) return [];
      const hint = 'write it as a plan does: module.legacy["eu"].aws_elb.web';
      return [{ pointer: `/waivers/${at}/address`, message: `${JSON.stringify(address)} is not an address`, hint }];
    }),
  ];
  if (faults.length > 0) {
    throw new UnusableInput(
      faults.map(({ pointer, message, hint }) => ({
        path: file,
        message: pointer === '' ? message : `${pointer}: ${message}`,
        ...(hint === undefined ? {} : { hint }),
      })),
    );
  }
  return configOf(file, document, waivers, linesOf(text));
}

function configOf(
  file: string,
  document: Json,
  waivers: readonly Json[],
  lineOf: (path: readonly (string | number)[]) => number | null,
): Config {
  const path = (text: string) => (isAbsolute(text) ? text : join(dirname(file), text));
  const optionalPath = (key: string) => {
    const text = stringProperty(document, key);
    return text === undefined ? undefined : path(text);
  };
  const optionalTexts = (key: string) => {
    const list = property(document, key);
    return list === undefined ? undefined : texts(list);
  };
  const policyPath = (text: string) => (text.startsWith('arn:') ? text : path(text));
  const boundary = stringProperty(document, 'deployerBoundary');
  const region = stringProperty(document, 'region');
  const regions = Object.entries(objectOf(property(document, 'regions')));
  const formats = property(document, 'formats');
  const strict = property(document, 'strict');
  return {
    file,
    policyPaths: texts(property(document, 'policies')).map(path),
    packs: texts(property(document, 'packs')),
    disable: texts(property(document, 'disable')),
    services: texts(property(document, 'services')),
    levels: objectOf(property(document, 'levels')) as Config['levels'],
    regions: new Map([...(region === undefined ? [] : [['', region] as const]), ...(regions as [string, string][])]),
    formats: formats === undefined ? undefined : texts(formats).map((format) => withPath(format, path)),
    failOn: LEVELS.find((level) => level === property(document, 'failOn')),
    strict: typeof strict === 'boolean' ? strict : undefined,
    root: rootOf(stringProperty(document, 'root'), path),
    baseline: optionalPath('baseline'),
    deployers: optionalTexts('deployers'),
    deployerPolicies: optionalTexts('deployerPolicies')?.map(policyPath),
    deployerBoundary: boundary === undefined ? undefined : policyPath(boundary),
    waivers: waivers.map((waiver, at) => waiverOf(waiver, file, lineOf(['waivers', at]))),
  };
}

function waiverOf(waiver: Json, file: string, line: number | null): ConfiguredWaiver {
  const port = property(waiver, 'port');
  return {
    policy: stringProperty(waiver, 'policy') ?? '',
    address: stringProperty(waiver, 'address') ?? '',
    port: typeof port === 'number' ? port : null,
    reason: (stringProperty(waiver, 'reason') ?? '').trim(),
    owner: stringProperty(waiver, 'owner') ?? null,
    expires: stringProperty(waiver, 'expires') ?? null,
    file,
    line,
  };
}

/** `FORMAT=FILE` with the file as the working directory sees it. */
function withPath(format: string, path: (text: string) => string): string {
  const at = format.indexOf('=');
  return at < 0 ? format : `${format.slice(0, at)}=${path(format.slice(at + 1))}`;
}

/** `REPOSITORY//FOLDER` keeps its two slashes. */
function rootOf(root: string | undefined, path: (text: string) => string): string | undefined {
  if (root === undefined) return undefined;
  const at = root.lastIndexOf('//');
  return at <= 0 ? path(root) : `${path(root.slice(0, at))}//${root.slice(at + 2)}`;
}

function texts(json: Json | undefined): readonly string[] {
  return arrayOf(json).filter((text) => typeof text === 'string');
}

/** The line, from 1, that a part of a YAML document begins on. */
function linesOf(text: string): (path: readonly (string | number)[]) => number | null {
  const { isNode, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  return (path) => {
    const node = document.getIn(path, true);
    return isNode(node) && node.range ? lines.linePos(node.range[0]).line : null;
  };
}

/** Everything that `config.schema.json` finds wrong in a configuration. */
const checkConfig = schemaChecker('schemas/config.schema.json', ['date'], inOwnWords);

/** What is wrong with a value of a configuration; undefined for what may be wrong in any file. */
function inOwnWords({ instancePath: pointer, keyword, data, parentSchema }: ErrorObject): Fault | undefined {
  const found = JSON.stringify(data);
  if (/^\/regions?(?:\/|$)/.test(pointer) && keyword === 'enum') {
    return { pointer, message: regionMistake(String(data)) ?? '', hint: 'write it as eu-west-1' };
  }
  if (keyword === 'format') return { pointer, message: `${found} is not a date`, hint: 'write it as 2027-03-31' };
  if (keyword !== 'pattern') return undefined;
  if (pointer.endsWith('/reason')) return { pointer, message: 'is blank', hint: 'say why it is accepted' };
  return { pointer, message: `${found} is not allowed`, hint: String(parentSchema?.['description']) };
}

/** The policies of a run, and which of them say less than they would by themselves. */
export interface ChosenPolicies {
  readonly policies: readonly Policy[];
  readonly changes: readonly PolicyChange[];
}

/**
 * The policies that options and configuration ask for, at the levels that the configuration gives them.
 * Throws: UnusableInput with every name in either that no policy has.
 */
export function choosePolicies(options: LoadOptions, config: Config | undefined): ChosenPolicies {
  const byOption = options.disable.map((id) => disabledBy('--disable', id));
  if (config === undefined) {
    const policies = loadPolicies(options);
    return { policies, changes: [...byOption, ...replacements(policies)] };
  }
  const policyPaths = [...config.policyPaths, ...options.policyPaths];
  const packs = [...new Set([...config.packs, ...(options.packs ?? [])])];
  const policies = loadPolicies({ ...options, policyPaths, packs });
  const problems = unknownNames(config, [...policies.map(({ id }) => id), ...options.disable]);
  if (problems.length > 0) throw new UnusableInput(problems);
  const disabled = new Set(config.disable);
  const kept = policies.filter(({ id }) => !disabled.has(id));
  return {
    policies: kept.map((policy) => withLevel(policy, levelIn(config, policy))),
    changes: [
      ...byOption,
      ...[...disabled].map((id) => disabledBy(config.file, id)),
      ...kept.flatMap((policy) => lowering(config, policy)),
      ...replacements(kept),
    ],
  };
}

function disabledBy(by: string, policyId: string): PolicyChange {
  return { policyId, change: 'disabled', to: null, by };
}

/** Policies that the user's own took the place of. */
function replacements(policies: readonly Policy[]): readonly PolicyChange[] {
  return policies.flatMap(({ id, replaces, file }): readonly PolicyChange[] => {
    return replaces === null ? [] : [{ policyId: id, change: 'replaced', to: null, by: file }];
  });
}

function levelIn({ levels }: Config, { id }: Policy): Level | undefined {
  return Object.hasOwn(levels, id) ? levels[id] : undefined;
}

/** How the configuration lowers a policy, be it for a few of its subjects. */
function lowering(config: Config, policy: Policy): readonly PolicyChange[] {
  const to = levelIn(config, policy);
  if (to === undefined) return [];
  const own = [policy.level, ...policy.variants.map(({ level }) => level)];
  const isLower = own.some((level) => LEVELS.indexOf(level) < LEVELS.indexOf(to));
  return isLower ? [{ policyId: policy.id, change: 'lowered', to, by: config.file }] : [];
}

/** A policy at a level that somebody chose for all of its subjects. */
function withLevel(policy: Policy, level: Level | undefined): Policy {
  if (level === undefined) return policy;
  return { ...policy, level, variants: policy.variants.map((variant) => ({ ...variant, level })) };
}

function unknownNames({ file, disable, levels, waivers }: Config, ids: readonly string[]): readonly Problem[] {
  const named = [
    ...disable.map((id, at) => ({ id, pointer: `/disable/${at}` })),
    ...Object.keys(levels).map((id) => ({ id, pointer: `/levels/${id}` })),
    ...waivers.map(({ policy }, at) => ({ id: policy, pointer: `/waivers/${at}/policy` })),
  ];
  return named
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, pointer }) => ({
      path: file,
      message: `${pointer}: no such policy: ${JSON.stringify(id)}${didYouMean(id, ids)}`,
      hint: 'elbcert policies list names them all',
    }));
}
