import { wanted } from '../facts/index.js';
import { isObject, type JsonObject, property } from '../model/json.js';
import type { Plan } from '../model/plan.js';
import { readTerraformJson } from '../read/terraform-json/index.js';
import { linkRemoteStates, type ReadStack } from '../read/terraform-json/remote-states.js';
import { isStack, type StackLike } from './constructs.js';

/** The plan that a stack declares at this moment. Other stacks are read where its remote states may lead to them. */
export function planOfStack(stack: StackLike): Plan {
  const own = readStack(stack);
  const remote = property(property(own.document, 'data'), 'terraform_remote_state') !== undefined;
  const others = remote ? stack.node.root.node.findAll().filter(isStack) : [];
  const [plan] = linkRemoteStates([own, ...others.filter((other) => other !== stack).map(readStack)]);
  return plan ?? own.plan;
}

function readStack(stack: StackLike): ReadStack {
  const document = plainJson(stack.toTerraform());
  const name = stack.node.path;
  return { name, document, plan: readTerraformJson(name, document, wanted) };
}

/** As it would be written: what JSON has no word for is left out. */
function plainJson(value: unknown): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(value) ?? '{}');
  return isObject(json) ? json : {};
}
