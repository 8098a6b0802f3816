import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { randomNumbers } from '../../bench/random.js';
import { arrayOf, isObject, type Json, type JsonObject, objectOf } from '../../src/model/json.js';
import { WAYS, type Way } from './both-ways.js';
import { writeJson } from './write-json.js';

const PLANS = ['modules-of-the-usual-shape', 'lookup-found-ec-certificate', 'two-providers-two-regions-v5'].map(
  (name) => JSON.parse(readFileSync(new URL(`../golden/${name}/plan.json`, import.meta.url), 'utf8')),
) as readonly JsonObject[];

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('type', 'mode', 'aws_elb', '__proto__', '"}', '\\', '\\"', '[{', '\u2028', '"type":"aws_elb"'),
);
const value = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.constantFrom<Json>(null, true, 0, -1.5e-7, {}, []),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(word, tie('json'), { maxKeys: 4 }),
  ),
})).json as fc.Arbitrary<Json>;

const plan = fc.record({
  base: fc.constantFrom(...PLANS),
  type: fc.constantFrom(
    'aws_instance',
    'aws_elb',
    'null_resource',
    'github_repository',
    'aws_ssm_parameter',
    'aws_iam_role_policy',
  ),
  extra: value,
  seed: fc.nat(),
  escapes: fc.constantFrom(0, 0, 0.1, 1),
  space: fc.constantFrom(0, 0.3),
  shuffled: fc.boolean(),
  way: fc.constantFrom(...WAYS),
});

/** A plan with another resource in front, and something odd in every resource. */
function withOddities(base: JsonObject, type: string, extra: Json): Json {
  const changes = arrayOf(base['resource_changes']).filter(isObject);
  const odd = changes.map((entry) => {
    const change = objectOf(entry['change']);
    return { ...entry, change: { ...change, after: isObject(change['after']) ? { ...change['after'], extra } : null } };
  });
  const change = { actions: ['create'], before: null, after: { extra }, after_unknown: { extra: true } };
  const entry = { address: `${type}.odd`, mode: 'managed', type, name: 'odd', change };
  return { ...base, output_changes: { extra }, resource_changes: [entry, ...odd], relevant_attributes: [extra] };
}

/** A plan of any content in any spelling, and a way to scan it. */
export const oddPlan: fc.Arbitrary<{ readonly bytes: Buffer; readonly way: Way }> = plan.map(
  ({ base, type, extra, seed, escapes, space, shuffled, way }) => {
    const random = randomNumbers(seed);
    const text = writeJson(withOddities(base, type, extra), {
      order: (keys) => (shuffled ? keys.toSorted(() => random() - 0.5) : keys),
      space: () => (random() < space ? ([' ', '\n', '\r\n\t'][Math.floor(random() * 3)] ?? '') : ''),
      escapes: () => random() < escapes,
    });
    return { bytes: Buffer.from(text), way };
  },
);
