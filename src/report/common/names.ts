import type { Finding, Location } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import type { Value } from '../../model/value.js';
import { plural } from '../../model/words.js';
import { crypto } from '../../packages.js';

/** A finding's subject as every message names it: `aws_elb.web listener 443`, `aws_cloudfront_distribution.site`. */
export function subjectName(finding: Pick<Finding, 'subject' | 'address' | 'port'>): string {
  switch (finding.subject) {
    case 'listener':
      return `${finding.address} listener ${portName(finding.port)}`;
    case 'domain':
    case 'deployer':
      return finding.address;
    case 'waiver':
      return finding.port === null ? finding.address : `${finding.address} listener ${finding.port}`;
    default:
      return finding.subject satisfies never;
  }
}

/** What a finding says of its subject, in one line. */
export function findingText(finding: Finding): string {
  return `${subjectName(finding)}: ${finding.message}`;
}

/** A listener's port as messages name it. */
export function portName(port: number | null): string {
  return port === null ? 'on an unknown port' : String(port);
}

/** An input's path as people read it. */
export function inputName(path: string): string {
  return path === '-' || path === '<stdin>' ? 'standard input' : path;
}

/** What stands before the name of anything in an input where a report has several. */
export function inputPrefix({ inputs }: Report, path: string): string {
  return inputs.length > 1 ? `${inputName(path)}: ` : '';
}

/** ` in plan.json`, or ` in 3 inputs`; nothing where there is no input. */
export function withinInputs({ inputs }: Report): string {
  const [first, ...others] = inputs;
  if (first === undefined) return '';
  return ` in ${others.length === 0 ? inputName(first.path) : plural(inputs.length, 'input')}`;
}

/**
 * A name for what was checked that stays from run to run: the folder of a single input, as in `envs/prod`. Empty for
 * several inputs, standard input and absolute paths, which name a machine and no plan.
 */
export function planId({ inputs }: Report): string {
  const [first, ...others] = inputs;
  if (first === undefined || others.length > 0) return '';
  const folders = first.path.replaceAll('\\', '/').split('/').slice(0, -1);
  if (folders[0] === '' || /^[a-z]:$/i.test(folders[0] ?? '') || folders.includes('..')) return '';
  const names = folders.filter((name) => name !== '.' && name !== '');
  return names.map((name) => name.replace(/[^\w.-]|-(?=-)/g, '_')).join('/');
}

/** A clause as a sentence: a full stop at its end, a capital letter in front unless that would change a name. */
export function sentence(clause: string): string {
  const text = /^[a-z]+(?:[ ,:]|$)/.test(clause) ? `${clause.charAt(0).toUpperCase()}${clause.slice(1)}` : clause;
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A value in a sentence. One that Terraform marks sensitive is never shown, nor are its candidates. */
export function show(value: Value<boolean | number | string | readonly string[]>): string {
  if (value.kind === 'absent') return 'none';
  if (value.sensitive === true) return '(sensitive)';
  if (value.kind === 'unknown') {
    const { candidates = [] } = value;
    return candidates.length === 0 ? 'unknown' : `unknown: ${candidates.map(String).join(' or ')}`;
  }
  return Array.isArray(value.value) ? value.value.join(', ') : String(value.value);
}

/** Of more candidates than these none is named. */
export const MOST_SHOWN = 3;

/** A text in a heading or a picture. Where it is not known, the few that it may be, else what stands for it. */
export function showPossible(value: Value<string>, otherwise: string): string {
  if (value.kind !== 'unknown') return show(value);
  const candidates = value.sensitive === true ? [] : (value.candidates ?? []);
  return candidates.length === 0 || candidates.length > MOST_SHOWN ? otherwise : candidates.join(' or ');
}

/** A Region in a heading. Where it is not known but can only be one, as an ARN tells it, that one is named. */
export function regionName(region: Value<string>): string {
  const only = onlyCandidate(region);
  return region.kind === 'unknown' ? (only ?? 'Region unknown') : show(region);
}

/** What a value that is not known can only be, where it may be shown. */
export function onlyCandidate(value: Value<string>): string | undefined {
  if (value.kind !== 'unknown' || value.sensitive === true) return undefined;
  return value.candidates?.length === 1 ? value.candidates[0] : undefined;
}

/** Tells findings apart from run to run: the same parts give the same text, and where a line moves, nothing changes. */
export function fingerprint(parts: readonly (string | number | null)[]): string {
  return crypto().createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** `main.tf:26:3`, as editors and terminals make a link of it; empty where the place is not known. */
export function formatLocation(location: Location | null): string {
  return location === null ? '' : [location.file, location.line, location.column ?? []].flat().join(':');
}

/** An address of the web, spelled so that nothing in it can act or end a quote; undefined for anything else. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/**
 * The line that a code host is pointed at, its path with `/` between folders and no `./` in front. Code hosts need a
 * file also where the source is not at hand: the input is the one that is certain.
 */
export function codeHostLine(location: Location | null, input: string) {
  if (location === null) return { path: input === '-' ? '<stdin>' : normalised(input), line: 1, column: null };
  return { path: normalised(location.file), line: location.line, column: location.column };
}

function normalised(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
}
