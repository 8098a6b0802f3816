import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { onDemand } from '../../../src/facts/deployers/on-demand.js';
import type { JsonObject } from '../../../src/model/json.js';
import { keptBytes } from '../../../src/read/large/kept-bytes.js';
import { type SetAside, setAside } from '../../../src/read/large/set-aside.js';

const QUIET = { name: 'ci' };

function weigh(aside: SetAside, values: JsonObject, unknowns: JsonObject): void {
  const [head, after, between, mask] = [
    '{"after":',
    JSON.stringify(values),
    ',"after_unknown":',
    JSON.stringify(unknowns),
  ];
  const bytes = Buffer.from(`${head}${after}${between}${mask}}`);
  const from = head.length + after.length + between.length;
  aside.weigh(
    bytes,
    { from: 0, to: bytes.length },
    {
      before: { from: 0, to: 0 },
      values: { from: head.length, to: head.length + after.length },
      unknowns: { from, to: from + mask.length },
    },
  );
}

const created = () => setAside(keptBytes('plan.json', undefined), onDemand);

test('what is unknown of one instance says nothing of what is unknown of another', () => {
  const aside = created();
  for (const unknowns of [{ id: true }, { arn: true, id: true }, { id: true }]) weigh(aside, QUIET, unknowns);
  assert.is(aside.matters, false);
  weigh(aside, QUIET, { id: true, policy: true });
  assert.is(aside.matters, true);
});

test('the same unknowns weigh the same, and values that matter matter whatever is unknown', () => {
  const aside = created();
  weigh(aside, QUIET, { managed_policy_arns: true });
  weigh(aside, QUIET, { managed_policy_arns: true });
  assert.is(aside.matters, false);
  assert.is(aside.undecided.length, 2);
  const policy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: '*' } });
  weigh(aside, { ...QUIET, policy }, { id: true });
  assert.is(aside.matters, true);
});

test.run();
