import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { indexPlan } from '../../src/resolve/plan-index.js';
import { worldOf } from '../../src/resolve/world.js';
import { planOf, refs } from './plan.js';

test('expressions are those of the plan’s configuration', () => {
  const plan = planOf({ outputs: { name: refs('var.name') } });
  assert.is(worldOf(indexPlan(plan)).root, plan.configuration);
});

test('an input without a configuration, such as a state, has a root module without expressions', () => {
  const { root } = worldOf(indexPlan(planOf({ more: { configuration: undefined } })));
  assert.equal([root.resources.get('aws_elb.web'), root.calls.size, root.outputs.size], [undefined, 0, 0]);
});

test.run();
