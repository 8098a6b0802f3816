import fc from 'fast-check';
import { exampleFacts } from '../../src/judge/examples.js';
import { factSchema, findFact, isGroup, memberNames, valuesOf } from '../../src/judge/fact-schema.js';
import type { FactPath } from '../../src/judge/policy.js';
import { readFact } from '../../src/judge/read-fact.js';
import { DOMAIN_SERVICES } from '../../src/model/facts/accepts.js';
import { type DomainFacts, isListener, type ListenerFacts, type UserFacts } from '../../src/model/facts.js';
import { absent, isValue, known, type Value } from '../../src/model/value.js';

/** Values that tell the facts' possibilities apart: those of closed facts, and a few of each open one. */
const OPEN: Readonly<Record<string, readonly unknown[]>> = {
  region: ['eu-west-1', 'us-east-1', 'cn-north-1'],
  partition: ['aws', 'aws-cn'],
  account: ['123456789012', '210987654321'],
  keyAlgorithm: ['RSA_1024', 'RSA_2048', 'RSA_4096', 'EC_prime256v1', 'EC_secp521r1', 'ED25519'],
  notBefore: ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'],
  notAfter: ['2021-01-01T00:00:00Z', '2031-01-01T00:00:00Z'],
  daysUntilExpiry: [-1, 0, 29, 30],
  issuance: ['issued', 'awaited', 'notAwaited', 'expired'],
  domainNames: [[], ['www.example.com'], ['*.example.com', 'example.com']],
  port: [80, 443],
  instancePort: [80, 8443],
  secure: [true, false],
  keyMatches: [true, false],
  destroyedInUse: [true, false],
  portUnique: [true, false],
  exists: [true, false],
  inUse: [true, false],
  keyAlgorithms: [['RSA_1024', 'RSA_2048', 'RSA_4096', 'EC_prime256v1', 'EC_secp521r1'], ['ED25519'], []],
  sources: [['acm', 'iam'], ['acm'], []],
  path: ['/', '/cloudfront/', '/cloudfront'],
  selfSigned: [true, false],
  certificateArgument: ['certificate_arn', 'regional_certificate_arn'],
  names: [[], ['www.example.com'], ['example.com', 'a.b.example.com']],
};

/** What uses a certificate. */
type User = 'listener' | 'domain';

/** What a fact can turn out to be. */
export function domainOf(path: FactPath, subject: User = 'listener'): readonly unknown[] {
  const found = findFact(factSchema(subject), path.split('.'));
  const closed = 'missing' in found ? undefined : valuesOf(found.schema);
  const values = closed?.filter((value) => value !== null) ?? OPEN[path.split('.').at(-1) ?? ''];
  return [...(values ?? ['one', 'other']), null];
}

/** Every fact of a subject that is not a group. */
function pathsOf(subject: User): readonly FactPath[] {
  return memberNames(factSchema(subject)).flatMap((name) => {
    const found = findFact(factSchema(subject), [name]);
    if ('missing' in found || !isGroup(found.schema)) return [name];
    return memberNames(found.schema).map((part) => `${name}.${part}`);
  });
}

/** Every fact of a listener that is not a group. */
export const PATHS = pathsOf('listener');
/** Every fact of a domain that is not a group. */
export const DOMAIN_PATHS = pathsOf('domain');

const EXAMPLES = { listener: exampleFacts('listener', {}), domain: exampleFacts('domain', {}) };

/** Facts that are not known for sure: `Value`s, not plain JSON. */
const UNCERTAIN = {
  listener: PATHS.filter((path) => isValue(at(EXAMPLES.listener, path))),
  domain: DOMAIN_PATHS.filter((path) => isValue(at(EXAMPLES.domain, path))),
};

function subjectOf(facts: UserFacts): User {
  return isListener(facts) ? 'listener' : 'domain';
}

export function at(facts: object, path: FactPath): unknown {
  return path.split('.').reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], facts);
}

function value(path: FactPath, subject: User): fc.Arbitrary<Value<unknown>> {
  const domain = domainOf(path, subject);
  const real = domain.filter((one) => one !== null);
  const reason = fc.constant('a reason');
  const identity = fc.option(fc.constantFrom('this', 'that'), { nil: undefined });
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...real).map((one) => known(one)) },
    { weight: 1, arbitrary: fc.constantFrom(...real).map((one) => known(one, true)) },
    { weight: 1, arbitrary: fc.constant(absent) },
    {
      weight: 3,
      arbitrary: fc
        .record({ reason, identity, candidates: fc.option(fc.subarray(real, { minLength: 1 }), { nil: undefined }) })
        .map(({ reason, identity, candidates }) => ({
          kind: 'unknown' as const,
          reason,
          ...(identity === undefined ? {} : { identity }),
          ...(candidates === undefined ? {} : { candidates }),
        })),
    },
  );
}

function certificate(subject: User): fc.Arbitrary<object> {
  const paths = UNCERTAIN[subject].filter((path) => path.startsWith('certificate.'));
  const record = Object.fromEntries(paths.map((path) => [path.split('.')[1] ?? '', value(path, subject)]));
  return fc.record(record).map((facts) => ({ ...facts, alternatives: null }));
}

function users<T extends UserFacts>(subject: User): fc.Arbitrary<T> {
  const own = UNCERTAIN[subject].filter((path) => !path.startsWith('certificate.'));
  return fc
    .record({
      facts: fc.record(Object.fromEntries(own.map((path) => [path, value(path, subject)]))),
      certificate: certificate(subject),
      alternatives: fc.option(fc.array(certificate(subject), { maxLength: 3 }), { nil: null, freq: 3 }),
    })
    .map(({ facts, certificate, alternatives }) => {
      const changed = { ...EXAMPLES[subject], certificate: { ...certificate, alternatives } } as unknown as T;
      return Object.entries(facts).reduce((all, [path, one]) => withFact(all, path, one), changed);
    });
}

/** Listeners of which anything may be unknown, in any way that facts can be. */
export function listeners(): fc.Arbitrary<ListenerFacts> {
  return users('listener');
}

/** Domains of which anything may be unknown. */
export function domains(): fc.Arbitrary<DomainFacts> {
  const services = fc.constantFrom(...DOMAIN_SERVICES);
  return fc.tuple(users<DomainFacts>('domain'), services).map(([facts, service]) => ({ ...facts, service }));
}

export function withFact<T extends object>(facts: T, path: FactPath, value: unknown): T {
  const [name = '', ...rest] = path.split('.');
  const before = (facts as Record<string, unknown>)[name];
  return { ...facts, [name]: rest.length === 0 ? value : withFact(before as object, rest.join('.'), value) };
}

/** Which possibility each choice takes; used up from the front, and again from the front. */
export interface Choices {
  pick<T>(from: readonly T[]): T;
}

export function choices(): fc.Arbitrary<readonly number[]> {
  return fc.array(fc.nat(999), { minLength: 40, maxLength: 40 });
}

function picker(numbers: readonly number[]): Choices {
  let next = 0;
  return {
    pick(from) {
      const index = (numbers[next++ % numbers.length] ?? 0) % from.length;
      return from[index] as (typeof from)[number];
    },
  };
}

/**
 * The facts with unknown ones filled in, in one of the ways that they can turn out; undefined where facts that turn out
 * equal have no candidate in common. Facts that `keep` names, and those equal to them, stay unknown.
 */
export function fill<T extends UserFacts>(
  facts: T,
  numbers: readonly number[],
  keep: (path: FactPath) => boolean = () => false,
): T | undefined {
  const { pick } = picker(numbers);
  const { alternatives } = facts.certificate;
  const chosen = alternatives === null || alternatives.length === 0 ? facts.certificate : pick(alternatives);
  let filled: T = { ...facts, certificate: { ...chosen, alternatives: null } };
  const open = UNCERTAIN[subjectOf(facts)].filter((path) => readFact(filled, path).kind === 'unknown');
  const start = filled;
  for (const paths of together(start, open)) {
    const possible = commonDomain(start, paths);
    if (possible.length === 0) return undefined;
    const turnsOut = pick(possible);
    if (paths.some(keep)) continue;
    for (const path of paths) filled = withFact(filled, path, turnsOut === null ? absent : known(turnsOut));
  }
  return filled;
}

/** Paths of unknown facts, those that turn out equal in one group. */
function together(facts: UserFacts, paths: readonly FactPath[]): readonly (readonly FactPath[])[] {
  const groups = new Map<string, FactPath[]>();
  for (const path of paths) groups.set(groupOf(facts, path), [...(groups.get(groupOf(facts, path)) ?? []), path]);
  return [...groups.values()];
}

function groupOf(facts: UserFacts, path: FactPath): string {
  const value = readFact(facts, path);
  const identity = value.kind === 'unknown' ? value.identity : undefined;
  return identity === undefined ? path : `${path.split('.').at(-1)} ${identity}`;
}

function commonDomain(facts: UserFacts, paths: readonly FactPath[]): readonly unknown[] {
  return paths.reduce<readonly unknown[]>(
    (common, path) => {
      const value = readFact(facts, path);
      const own = (value.kind === 'unknown' ? value.candidates : undefined) ?? domainOf(path, subjectOf(facts));
      return common.filter((one) => own.some((other) => JSON.stringify(other) === JSON.stringify(one)));
    },
    domainOf(paths[0] ?? '', subjectOf(facts)),
  );
}

/** Every way that the facts at these paths can turn out. */
export function completions<T extends UserFacts>(facts: T, paths: readonly FactPath[]): readonly T[] {
  const open = paths.filter((path) => readFact(facts, path).kind === 'unknown');
  let found: readonly T[] = [facts];
  for (const group of together(facts, open)) {
    const possible = commonDomain(facts, group);
    found = found.flatMap((one) =>
      possible.map((value) =>
        group.reduce((all, path) => withFact(all, path, value === null ? absent : known(value)), one),
      ),
    );
  }
  return found;
}
