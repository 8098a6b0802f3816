import { exampleOf } from '../model/facts/table.js';
import {
  type CertificateFacts,
  type DomainCertificateFacts,
  type DomainFacts,
  isSecure,
  type ListenerFacts,
  noCertificate,
  otherCertificate,
  PROTOCOLS,
  SUBJECT_FACTS,
  type SubjectFacts,
  unknownCertificate,
} from '../model/facts.js';
import type { Subject } from '../model/finding.js';
import { isObject, type Json, type JsonObject, property } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import { absent, fromPublicJson, isValue, known, unknown } from '../model/value.js';
import { type Evaluation, evaluateStrictly } from './evaluate.js';
import { admits, describe, factSchema, isGroup, member, memberNames } from './fact-schema.js';
import { below, EXAMPLE_GROUPS, type ExampleGroup, type Fault, type Policy } from './policy.js';

/** Whether an example came out as its group says. */
export interface ExampleResult {
  readonly policy: Policy;
  readonly group: ExampleGroup;
  /** From 1, within its group. */
  readonly number: number;
  readonly evaluation: Evaluation;
  /** Why it did not, in one clause; null where it did. */
  readonly failure: string | null;
}

/** Runs the examples of a policy, each for every subject that the policy judges. What `whenUnknown` ignores counts as open here. */
export function runExamples(policy: Policy): readonly ExampleResult[] {
  return EXAMPLE_GROUPS.flatMap((group) =>
    policy.examples[group].flatMap((document, index) => {
      const faults = faultsIn(factSchema(...policy.subjects), document, '');
      return policy.subjects.map((subject) => {
        const evaluation = evaluateStrictly(policy, exampleFacts(subject, document));
        const failure = faults.length > 0 ? faults.map(describeFault).join(', ') : describeMiss(group, evaluation);
        return { policy, group, number: index + 1, evaluation, failure };
      });
    }),
  );
}

function describeFault({ pointer, message }: Fault): string {
  return `${pointer}: ${message}`;
}

function describeMiss(group: ExampleGroup, { outcome, message }: Evaluation): string | null {
  return outcome === group ? null : `is ${outcome}, not ${group}: ${message}`;
}

/** The facts that an example describes: what it says, over a subject that breaks no policy. */
export function exampleFacts(subject: Subject, document: JsonObject): SubjectFacts {
  switch (subject) {
    case 'listener':
      return exampleListener(document);
    case 'domain':
      return exampleDomain(document);
    case 'deployer':
      return overlay(exampleOf(SUBJECT_FACTS.deployer.facts), document);
    default:
      return subject satisfies never;
  }
}

/** HTTPS on port 443 where an example says nothing else, with a certificate that breaks no policy. */
function exampleListener(document: JsonObject): ListenerFacts {
  const { certificate = {}, ...rest } = document;
  const protocol = property(document, 'protocol');
  const spoken = PROTOCOLS.find((one) => one === protocol) ?? 'HTTPS';
  const secure = isObject(protocol) ? unknown<boolean>('the protocol is unknown') : known(isSecure(spoken));
  const sound = exampleOf(SUBJECT_FACTS.listener.facts);
  return overlay({ ...sound, certificate: exampleCertificateFacts(certificate), secure }, rest);
}

/** A distribution with an alias, and a certificate that breaks no policy. */
function exampleDomain(document: JsonObject): DomainFacts {
  const { certificate = {}, ...rest } = document;
  const sound = exampleOf(SUBJECT_FACTS.domain.facts);
  return overlay({ ...sound, certificate: exampleDomainCertificate(certificate) }, rest);
}

function exampleDomainCertificate(document: Json): DomainCertificateFacts {
  const { alternatives, ...rest } = isObject(document) ? document : {};
  const own = exampleCertificate(rest['source']);
  const { source } = own;
  const covers = source.kind === 'known' && ['acm', 'iam'].includes(source.value) ? known('all' as const) : own.region;
  const coverage = {
    covers: covers as DomainCertificateFacts['covers'],
    uncovered: covers.kind === 'known' ? known([]) : own.domainNames,
  };
  const facts = overlay({ ...own, alternatives: null, ...coverage }, rest);
  return Array.isArray(alternatives) ? { ...facts, alternatives: alternatives.map(exampleDomainCertificate) } : facts;
}

function exampleCertificateFacts(document: Json): ListenerFacts['certificate'] {
  const { alternatives, ...rest } = isObject(document) ? document : {};
  const facts = overlay(exampleCertificate(rest['source']), rest);
  return Array.isArray(alternatives) ? { ...facts, alternatives: alternatives.map(exampleCertificateFacts) } : facts;
}

/** What tells a sound certificate of IAM from one of ACM. */
const IAM_EXAMPLE = {
  source: known('iam'),
  arn: known('arn:aws:iam::123456789012:server-certificate/site'),
  region: absent,
  path: known('/cloudfront/'),
  address: known('aws_iam_server_certificate.site'),
  type: known('uploaded'),
  renewal: known('manual'),
  issuance: absent,
  inUse: absent,
  pem: known('ok'),
  keyMatches: known(true),
  chain: known('ordered'),
} as const satisfies Partial<CertificateFacts>;

/** The certificate that an example starts from: a sound one of its source; all unknown where the source is. */
function exampleCertificate(source: Json | undefined): CertificateFacts {
  const { certificate } = exampleOf(SUBJECT_FACTS.listener.facts);
  const acm = { ...certificate, alternatives: null };
  switch (source) {
    case undefined:
    case 'acm':
      return acm;
    case 'iam':
      return { ...acm, ...IAM_EXAMPLE };
    case 'other':
      return { ...otherCertificate, arn: known('arn:aws:s3:::certificates') };
    case 'none':
      return noCertificate;
    default:
      return unknownCertificate('known after apply');
  }
}

function overlay<T extends object>(facts: T, document: JsonObject): T {
  const said = Object.entries(document).map(([name, json]) => {
    const before: unknown = Object.hasOwn(facts, name) ? facts[name as keyof T] : undefined;
    return [name, overlaid(before, json)];
  });
  return { ...facts, ...Object.fromEntries(said) };
}

function overlaid(before: unknown, json: Json): unknown {
  if (isPlain(before) && isObject(json)) return overlay(before, json);
  return before === undefined || isValue(before) ? fromPublicJson(json) : json;
}

/** A group of facts, not a fact: neither a `Value` nor plain JSON. */
function isPlain(thing: unknown): thing is object {
  return typeof thing === 'object' && thing !== null && !Array.isArray(thing) && !isValue(thing);
}

function faultsIn(schema: JsonObject, document: JsonObject, pointer: string): readonly Fault[] {
  return Object.entries(document).flatMap(([name, json]) => {
    const where = below(pointer, name);
    if (where === '/certificate/alternatives' && Array.isArray(json)) {
      return json.flatMap((one, index) => (isObject(one) ? faultsIn(schema, one, below(where, index)) : []));
    }
    const fact = member(schema, name);
    if (fact === undefined)
      return [{ pointer: where, message: `no such fact${didYouMean(name, memberNames(schema))}` }];
    if (isGroup(fact)) {
      return isObject(json) ? faultsIn(fact, json, where) : [{ pointer: where, message: 'is a group of facts' }];
    }
    return possibleValues(json)
      .filter((value) => !admits(fact, value))
      .map((value) => ({ pointer: where, message: `${JSON.stringify(value)} is not ${describe(fact)}` }));
  });
}

function possibleValues(json: Json): readonly Json[] {
  const value = fromPublicJson(json);
  if (value.kind === 'unknown') return value.candidates ?? [];
  return value.kind === 'known' ? [value.value] : [null];
}
