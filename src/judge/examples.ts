import { type DeployerFacts, isSecure, type ListenerFacts, PROTOCOLS } from '../model/facts.js';
import type { Subject } from '../model/finding.js';
import { isObject, type Json, type JsonObject, property } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import { fromPublicJson, isValue, known, unknown } from '../model/value.js';
import { type Evaluation, evaluateStrictly } from './evaluate.js';
import { exampleCertificate, exampleDeployer, exampleListener } from './example-facts.js';
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

/** Runs the examples of a policy. What `whenUnknown` ignores counts as open here. */
export function runExamples(policy: Policy): readonly ExampleResult[] {
  return EXAMPLE_GROUPS.flatMap((group) =>
    policy.examples[group].map((document, index) => {
      const evaluation = evaluateStrictly(policy, exampleFacts(policy.subject, document));
      const faults = exampleFaults(policy.subject, document);
      const failure = faults.length > 0 ? faults.map(describeFault).join(', ') : describeMiss(group, evaluation);
      return { policy, group, number: index + 1, evaluation, failure };
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
export function exampleFacts(subject: Subject, document: JsonObject): ListenerFacts | DeployerFacts {
  return subject === 'deployer' ? overlay(exampleDeployer, document) : exampleListenerFacts(document);
}

function exampleListenerFacts(document: JsonObject): ListenerFacts {
  const { certificate = {}, ...rest } = document;
  const protocol = property(document, 'protocol');
  const spoken = PROTOCOLS.find((one) => one === protocol) ?? 'HTTPS';
  const undecided = isObject(protocol) ? unknown<boolean>('the protocol is unknown') : known(isSecure(spoken));
  return overlay(exampleListener(exampleCertificateFacts(certificate), undecided), rest);
}

function exampleCertificateFacts(document: Json): ListenerFacts['certificate'] {
  const { alternatives, ...rest } = isObject(document) ? document : {};
  const facts = overlay(exampleCertificate(rest['source']), rest);
  return Array.isArray(alternatives) ? { ...facts, alternatives: alternatives.map(exampleCertificateFacts) } : facts;
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

function exampleFaults(subject: Subject, document: JsonObject): readonly Fault[] {
  return faultsIn(factSchema(subject), document, '');
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
