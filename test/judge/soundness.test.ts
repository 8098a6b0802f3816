import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluatePolicy, evaluateStrictly } from '../../src/judge/evaluate.js';
import { loadPolicies, type Policy } from '../../src/judge/index.js';
import { checkPolicy } from '../../src/judge/parse-policy.js';
import { readFact } from '../../src/judge/read-fact.js';
import type { ListenerFacts, UserFacts } from '../../src/model/facts.js';
import type { Outcome, Subject } from '../../src/model/finding.js';
import type { JsonObject } from '../../src/model/json.js';
import { known, toPublicJson } from '../../src/model/value.js';
import { choices, completions, DOMAIN_PATHS, domains, fill, listeners, PATHS, withFact } from './arbitrary-facts.js';
import { schemas } from './arbitrary-schema.js';

const policiesOn = (subject: Subject) =>
  loadPolicies({ policyPaths: [], disable: [] }).filter(({ subjects }) => subjects.includes(subject));
const baseline = policiesOn('listener');
const onDomains = policiesOn('domain');

/** What uses a certificate, with the policies on it. */
const users: fc.Arbitrary<readonly [UserFacts, readonly Policy[]]> = fc.oneof(
  listeners().map((facts) => [facts, baseline] as const),
  domains().map((facts) => [facts, onDomains] as const),
);

function policyOf(when: JsonObject, require: JsonObject): Policy {
  const written = {
    level: 'error',
    subject: 'listener',
    message: 'm',
    why: 'w',
    fix: 'f',
    title: 't',
    id: 'generated',
  };
  const { policy, faults } = checkPolicy({ ...written, when, require }, 'generated.yaml');
  assert.equal(faults, []);
  return policy;
}

/** What an outcome may turn into once more is known. */
const MAY_BECOME: Readonly<Record<Outcome, readonly Outcome[]>> = {
  pass: ['pass', 'notApplicable'],
  fail: ['fail'],
  notApplicable: ['notApplicable'],
  open: ['pass', 'fail', 'notApplicable', 'open'],
};

function assertKept(policy: Policy, facts: UserFacts, filled: UserFacts | undefined): void {
  if (filled === undefined) return;
  const before = evaluateStrictly(policy, facts).outcome;
  const after = evaluateStrictly(policy, filled).outcome;
  assert.ok(MAY_BECOME[before].includes(after), `${policy.id}: ${before} became ${after}`);
}

function assertDecided(policy: Policy, filled: UserFacts | undefined): void {
  if (filled !== undefined) assert.is.not(evaluateStrictly(policy, filled).outcome, 'open', policy.id);
}

test('filling in what is unknown never turns pass into fail or fail into pass: baseline', () => {
  fc.assert(
    fc.property(users, choices(), ([facts, policies], numbers) => {
      const filled = fill(facts, numbers);
      for (const policy of policies) {
        assertKept(policy, facts, filled);
        assertDecided(policy, filled);
      }
    }),
    { numRuns: 500 },
  );
});

test('filling in a part of what is unknown never turns pass into fail or fail into pass', () => {
  fc.assert(
    fc.property(users, choices(), fc.subarray([...PATHS, ...DOMAIN_PATHS]), ([facts, policies], numbers, kept) => {
      const filled = fill(facts, numbers, (path) => kept.includes(path));
      for (const policy of policies) assertKept(policy, facts, filled);
    }),
    { numRuns: 250 },
  );
});

test('filling in what is unknown never turns pass into fail or fail into pass: any policy', () => {
  fc.assert(
    fc.property(
      schemas(),
      schemas(),
      fc.array(fc.tuple(listeners(), choices()), { minLength: 5 }),
      (when, require, all) => {
        const policy = policyOf(when, require);
        for (const [facts, numbers] of all) {
          const filled = fill(facts, numbers);
          assertKept(policy, facts, filled);
          assertDecided(policy, filled);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('once everything is known, a policy means what JSON Schema means', () => {
  const ajv = new Ajv2020({ $data: true, strict: false, logger: false });
  ajvFormats.default(ajv, { keywords: true });
  fc.assert(
    fc.property(schemas(), fc.array(fc.tuple(listeners(), choices()), { minLength: 5 }), (schema, all) => {
      const holds = ajv.compile(schema);
      const policy = policyOf({}, schema);
      for (const [facts, numbers] of all) {
        const filled = fill(facts, numbers);
        if (filled === undefined) continue;
        const shown = toPublicJson(shownPlainly(filled));
        assert.is(evaluateStrictly(policy, filled).outcome, holds(shown) ? 'pass' : 'fail');
      }
    }),
    { numRuns: 60 },
  );
});

test('a baseline policy is open only where the ways that things can turn out disagree', () => {
  const few = fc.subarray([...PATHS], { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      users,
      choices(),
      few,
      fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      ([facts, policies], numbers, _, seeds) => {
        for (const policy of policies) {
          const paths = policy.reads;
          const keep = new Set(seeds.map((seed) => paths[seed % paths.length]));
          const partly = fill(facts, numbers, (path) => keep.has(path));
          if (partly === undefined) continue;
          const outcomes = new Set(completions(partly, paths).map((one) => evaluateStrictly(policy, one).outcome));
          if (outcomes.size === 0) continue;
          assert.is(evaluateStrictly(policy, partly).outcome, expected(outcomes), `${policy.id}: ${[...outcomes]}`);
        }
      },
    ),
    { numRuns: 60 },
  );
});

function expected(outcomes: ReadonlySet<Outcome>): Outcome {
  const [only] = outcomes;
  if (outcomes.size === 1 && only !== undefined) return only;
  return [...outcomes].every((outcome) => MAY_BECOME.pass.includes(outcome)) ? 'pass' : 'open';
}

test('an open outcome names facts that are unknown, or that depend on which certificate it is', () => {
  fc.assert(
    fc.property(users, ([facts, policies]) => {
      for (const policy of policies) {
        const { outcome, decidedBy } = evaluatePolicy(policy, facts);
        assert.ok(outcome === 'notApplicable' || decidedBy.length > 0);
        if (outcome !== 'open' || (facts.certificate.alternatives ?? []).length > 0) continue;
        for (const path of decidedBy) assert.is(readFact(facts, path).kind, 'unknown', `${policy.id} ${path}`);
      }
    }),
  );
});

test('no message shows a value that is sensitive', () => {
  const secret = 'TOPSECRET';
  fc.assert(
    fc.property(listeners(), (facts) => {
      const hidden = PATHS.filter((path) => path.startsWith('certificate.')).reduce(
        (all, path) => withFact(all, path, known(secret, true)),
        { ...facts, certificate: { ...facts.certificate, alternatives: null } },
      );
      for (const policy of baseline) assert.not.match(evaluatePolicy(policy, hidden).message, secret);
    }),
  );
});

function shownPlainly(facts: ListenerFacts): ListenerFacts {
  return PATHS.reduce((all, path) => {
    const value = readFact(all, path);
    return value.kind === 'known' && value.sensitive === true ? withFact(all, path, known(value.value)) : all;
  }, facts);
}

test.run();
