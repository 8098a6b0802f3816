import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decide, type IamPolicy } from '../../../src/facts/iam/decide.js';
import {
  type Patterns,
  type PolicyText,
  readPolicyDocument,
  type Statement,
  type StatementCondition,
} from '../../../src/facts/iam/document.js';
import { noResource } from '../../../src/facts/iam/request.js';
import type { Permission } from '../../../src/model/facts.js';
import type { Json } from '../../../src/model/json.js';
import { known, unknown, type Value } from '../../../src/model/value.js';

const ACTIONS = [
  '*',
  'acm:*',
  'acm:List*',
  'ACM:ListCertificates',
  'acm:DescribeCertificate',
  'elasticloadbalancing:*',
];
const RESOURCES = ['*', 'arn:aws:acm:eu-west-1:123456789012:certificate/1'];
const REGIONS = ['eu-west-1', 'us-east-1', 'eu-*'];

const text = (values: readonly string[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...values).map((value): PolicyText => known(value)) },
    { weight: 1, arbitrary: fc.constant<PolicyText>(unknown('known after apply')) },
  );

const patterns = (values: readonly string[]) =>
  fc.record<Patterns>({
    kind: fc.constantFrom('only', 'only', 'only', 'except'),
    of: fc.array(text(values), { maxLength: 2, minLength: 1 }),
  });

const condition = fc.record<StatementCondition>({
  operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLikeIfExists', 'ForAllValues:StringLike', 'Bool'),
  key: fc.constantFrom(
    'aws:RequestedRegion',
    'aws:RequestedRegion',
    'aws:ResourceTag/team',
    'aws:MultiFactorAuthPresent',
  ),
  values: fc.array(text(REGIONS), { minLength: 1, maxLength: 2 }),
});

const statement = (effects: readonly ('Allow' | 'Deny')[]) =>
  fc.record<Statement>({
    place: fc.constant({ address: 'aws_iam_policy.p', sid: null, number: 1, sensitive: false }),
    effect: fc.constantFrom(...effects).map((effect) => known(effect)),
    actions: patterns(ACTIONS),
    resources: patterns(RESOURCES),
    conditions: fc.array(condition, { maxLength: 1 }),
    uncertain: fc.constantFrom(null, null, null, 'it may not be there'),
  });

const anyStatement = statement(['Allow', 'Allow', 'Deny']);

const policy: fc.Arbitrary<IamPolicy> = fc.record({
  address: fc.constant('aws_iam_policy.p'),
  alternatives: fc.array(
    fc.record({
      address: fc.constant('aws_iam_policy.p'),
      statements: fc.array(anyStatement, { maxLength: 3 }),
      incomplete: fc.constantFrom(null, null, null, 'known after apply'),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  uncertain: fc.constantFrom(null, null, null, 'it may be given to another role'),
});

const policies = fc.record({
  identityPolicies: fc.array(policy, { maxLength: 3 }),
  permissionLimits: fc.array(fc.array(policy, { minLength: 1, maxLength: 1 }), { maxLength: 1 }),
});

const region: fc.Arbitrary<Value<string>> = fc.oneof(
  fc.constantFrom('eu-west-1', 'us-east-1').map((value): Value<string> => known(value)),
  fc.constant<Value<string>>(unknown('var.region')),
);

type Policies = typeof policies extends fc.Arbitrary<infer T> ? T : never;

function possible(held: Policies, where: Value<string>): readonly Permission[] {
  const { permission } = decide(held, { action: 'acm:ListCertificates', resource: noResource, region: where });
  return permission.kind === 'known'
    ? [permission.value]
    : permission.kind === 'unknown'
      ? (permission.candidates ?? [])
      : [];
}

function with_(held: Policies, added: Statement): Policies {
  const document = { address: 'added', statements: [added], incomplete: null };
  return {
    ...held,
    identityPolicies: [...held.identityPolicies, { address: 'added', alternatives: [document], uncertain: null }],
  };
}

test('adding a statement that denies never grants', () => {
  fc.assert(
    fc.property(policies, region, statement(['Deny']), (held, where, added) => {
      if (!possible(held, where).includes('allowed'))
        assert.not(possible(with_(held, added), where).includes('allowed'));
    }),
  );
});

test('adding a statement that denies never takes a denial away', () => {
  fc.assert(
    fc.property(policies, region, statement(['Deny']), (held, where, added) => {
      if (possible(held, where).join() === 'denied') assert.is(possible(with_(held, added), where).join(), 'denied');
    }),
  );
});

test('adding a statement that allows never denies', () => {
  fc.assert(
    fc.property(policies, region, statement(['Allow']), (held, where, added) => {
      const before = possible(held, where);
      const after = possible(with_(held, added), where);
      if (before.join() === 'allowed') assert.is(after.join(), 'allowed');
      if (!before.includes('denied')) assert.not(after.includes('denied'));
    }),
  );
});

test('whatever the unknown parts turn out to be, the answer is one of those that were possible', () => {
  fc.assert(
    fc.property(policies, region, fc.infiniteStream(fc.nat()), (held, where, choices) => {
      const before = possible(held, where);
      const filled = possible(
        fillPolicies(held, choices),
        where.kind === 'known' ? where : pick(choices, [known('eu-west-1'), known('us-east-1'), known('ap-south-1')]),
      );
      for (const permission of filled)
        assert.ok(before.includes(permission), `${permission} is not among ${before.join()}`);
    }),
    { numRuns: 500 },
  );
});

test('whatever JSON a policy holds, there is an answer', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('Statement', 'Action', 'Condition'), (json, element) => {
      const whole = { Effect: 'Allow', Action: '*', Resource: '*' };
      const statement = element === 'Statement' ? json : { ...whole, [element]: json };
      const document = readPolicyDocument('aws_iam_policy.p', { Statement: statement } as Json);
      const held = {
        identityPolicies: [{ address: 'p', alternatives: [document], uncertain: null }],
        permissionLimits: [],
      };
      assert.ok(possible(held, known('eu-west-1')).length > 0);
    }),
    { numRuns: 1000 },
  );
});

test('with nothing unknown, the answer is known', () => {
  fc.assert(
    fc.property(policies, fc.infiniteStream(fc.nat()), (held, choices) => {
      const filled = fillPolicies(held, choices);
      const open = [...filled.identityPolicies, ...filled.permissionLimits.flat()].some(({ alternatives }) =>
        alternatives.some(({ statements }) =>
          statements.some(({ conditions }) =>
            conditions.some(
              ({ operator, key }) =>
                key === 'aws:MultiFactorAuthPresent' || (operator === 'Bool' && key === 'aws:RequestedRegion'),
            ),
          ),
        ),
      );
      if (!open) assert.is(possible(filled, known('eu-west-1')).length, 1);
    }),
  );
});

type Choices = Iterator<number>;

function pick<T>(choices: Choices, values: readonly T[]): T {
  const at = Number(choices.next().value) % values.length;
  const found = values[at];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function fillPolicies(held: Policies, choices: Choices): Policies {
  const fill = (all: readonly IamPolicy[]) => all.flatMap((one) => fillPolicy(one, choices));
  return {
    identityPolicies: fill(held.identityPolicies),
    permissionLimits: held.permissionLimits.map((limit) => [...limitOf(fill(limit))]),
  };
}

/** A limit that turns out not to be there limits nothing; one that is there with nothing in it limits all. */
function limitOf(filled: readonly IamPolicy[]): readonly IamPolicy[] {
  return filled.length > 0
    ? filled
    : [{ address: 'empty', alternatives: [{ address: 'empty', statements: [], incomplete: null }], uncertain: null }];
}

function fillPolicy({ address, alternatives, uncertain }: IamPolicy, choices: Choices): readonly IamPolicy[] {
  if (uncertain !== null && pick(choices, [true, false])) return [];
  const { statements, incomplete } = pick(choices, alternatives);
  const extra = incomplete === null ? [] : [pick(choices, [[], [plain('Allow')], [plain('Deny')]])].flat();
  const kept = statements.flatMap((one) =>
    one.uncertain !== null && pick(choices, [true, false]) ? [] : [fillStatement(one, choices)],
  );
  return [{ address, alternatives: [{ address, statements: [...kept, ...extra], incomplete: null }], uncertain: null }];
}

function plain(effect: 'Allow' | 'Deny'): Statement {
  return {
    place: { address: 'unseen', sid: null, number: 1, sensitive: false },
    effect: known(effect),
    actions: { kind: 'only', of: [known('*')] },
    resources: { kind: 'only', of: [known('*')] },
    conditions: [],
    uncertain: null,
  };
}

function fillStatement(one: Statement, choices: Choices): Statement {
  const fill =
    (values: readonly string[]) =>
    (part: PolicyText): PolicyText =>
      part.kind === 'known' ? part : known(pick(choices, values));
  return {
    ...one,
    actions: { ...one.actions, of: one.actions.of.map(fill(ACTIONS)) },
    resources: { ...one.resources, of: one.resources.of.map(fill(RESOURCES)) },
    conditions: one.conditions.map((part) => ({ ...part, values: part.values.map(fill(REGIONS)) })),
    uncertain: null,
  };
}

test.run();
