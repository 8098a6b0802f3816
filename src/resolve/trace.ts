import { formatAddress, formatModulePath, type ModulePath, takeModules } from '../model/address.js';
import type { Expression, Plan, Resource, ResourceConfig } from '../model/plan.js';
import { outerScope } from '../read/evaluate/evaluation.js';
import { attribute, type Path, pathOf, valueAt } from './attribute.js';
import { deadEnd, knownOrigin, type Origin, type Via } from './origin.js';
import { indexPlan, type PlanIndex } from './plan-index.js';
import { openConditions, type Reference, referencesOf, referenceTo, resourceIn } from './references.js';
import { argumentOf, blockOf, findBlock, formatScope, moduleScope, type Scope, variableValue } from './scope.js';

/** More remote states, one behind the other, than stacks anybody chains. */
const MAX_PLANS = 20;

/** What needs more steps than this is given up, not followed for ever. */
const MAX_STEPS = 20_000;

/** References that lead to references: deeper than any configuration people write, and the stack is not without end. */
const MAX_DEPTH = 500;

const TOO_FAR = 'too many references to follow';

/** One trace through a plan. It remembers where it has been, so that circles end. */
export interface Trace {
  readonly index: PlanIndex;
  expression(expression: Expression, scope: Scope, via: Via): readonly Origin[];
  reference(reference: Reference, scope: Scope, via: Via): readonly Origin[];
  /** A trace through another input, which a remote state leads to; undefined after too many of them. */
  into(plan: Plan): Trace | undefined;
}

/** Starts traces through a plan. */
export function tracesOf(index: PlanIndex): () => Trace {
  const indexes = new Map([[index.plan, index]]);
  function start(plan: Plan, plans: number): Trace {
    const own = indexes.get(plan) ?? indexPlan(plan);
    indexes.set(plan, own);
    const visited = new Set<string>();
    let depth = 0;
    const trace: Trace = {
      index: own,
      expression(expression, scope, via) {
        if (depth >= MAX_DEPTH) return [deadEnd(TOO_FAR, via)];
        depth += 1;
        const origins = traceExpression(trace, expression, scope, via);
        depth -= 1;
        return origins;
      },
      reference(reference, scope, via) {
        const place = `${formatScope(scope)} ${reference.text}`;
        if (visited.has(place)) return [];
        visited.add(place);
        return visited.size > MAX_STEPS ? [deadEnd(TOO_FAR, via)] : traceReference(trace, reference, scope, via);
      },
      into: (other) => (plans < MAX_PLANS ? start(other, plans + 1) : undefined),
    };
    return trace;
  }
  return () => start(index.plan, 1);
}

function traceExpression(trace: Trace, expression: Expression, scope: Scope, via: Via): readonly Origin[] {
  const { constant: value } = expression;
  const references = referencesOf(expression);
  if (references.length > 0) {
    const traced = references.map((reference) => [reference.text, trace.reference(reference, scope, via)] as const);
    const open = new Set(traced.flatMap(([text, origins]) => (origins.every(isKnown) ? [] : [text])));
    const condition = openConditions(expression).find((text) => open.has(text));
    const found = traced.flatMap(([, origins]) => origins);
    const origins = open.size > 1 ? found.map(oneOfSeveral) : found;
    if (condition === undefined) return origins;
    return [...origins, deadEnd(`a condition on ${condition}, which is known after apply`, via)];
  }
  // A function call that refers to nothing is known when the plan is made.
  return value === undefined ? [] : [knownOrigin(value, false, via)];
}

function oneOfSeveral(origin: Origin): Origin {
  return origin.kind === 'attribute' ? { ...origin, isOneOfSeveral: true } : origin;
}

function isKnown({ kind }: Origin): boolean {
  return kind === 'known';
}

function traceReference(trace: Trace, reference: Reference, scope: Scope, via: Via): readonly Origin[] {
  const [root, second] = reference.steps;
  const name = second?.kind === 'name' ? second.name : '';
  switch (root?.kind === 'name' ? root.name : undefined) {
    case 'var':
      return traceVariable(trace, name, reference, scope, via);
    case 'local':
      return traceLocal(trace, name, scope, via);
    case 'module':
      return traceOutput(trace, reference, scope, via);
    case 'each':
      return name === 'value' ? traceEachValue(trace, reference, scope, via) : [];
    case undefined:
    case 'count':
    case 'path':
    case 'terraform':
    case 'self':
      // Plan JSON lists what only a run has beside the rest of an expression, mostly as the key of another reference.
      return [];
    default:
      return traceResource(trace, reference, scope, via);
  }
}

/** A variable is its caller's argument, or its default; the root module's values are in the plan. */
function traceVariable(trace: Trace, name: string, { steps }: Reference, scope: Scope, via: Via): readonly Origin[] {
  const { plan } = trace.index;
  const argument = argumentOf(plan, scope.module, name);
  if (argument !== undefined) return trace.expression(argument.expression, argument.scope, via);
  const variable = variableValue(plan, scope, name);
  if (variable === undefined) {
    return [deadEnd(`var.${name}: its value is not in the plan`, via)];
  }
  const value = valueAt(variable.value, pathOf(steps.slice(2))) ?? null;
  return [knownOrigin(value, variable.sensitive, via)];
}

function traceLocal(trace: Trace, name: string, scope: Scope, via: Via): readonly Origin[] {
  const { locals } = scope.config;
  const expression = locals?.get(name);
  if (expression !== undefined) return trace.expression(expression, scope, via);
  if (locals !== undefined) return [deadEnd(`local.${name}: there is none`, via)];
  return [deadEnd(`local.${name}: locals are not in plan JSON`, via, scope.module)];
}

/** An output of a module call, in every instance that the reference may mean; all outputs where it names none. */
function traceOutput(trace: Trace, { text, steps }: Reference, scope: Scope, via: Via): readonly Origin[] {
  const { plan, moduleKeys } = trace.index;
  const {
    module: [call],
    rest: [output],
  } = takeModules(steps);
  if (call === undefined) return [];
  const keys = call.key === undefined ? moduleKeys(scope.module, call.name) : [call.key];
  return keys.flatMap((key) => {
    const inner = moduleScope(plan, [...scope.module, { name: call.name, key }]);
    if (inner === undefined) return [deadEnd(`${text}: the module is not in the plan`, via)];
    const outputs = [...inner.config.outputs].filter(([name]) => output?.kind !== 'name' || output.name === name);
    if (outputs.length === 0) return [deadEnd(`${text}: the module has no such output`, via)];
    return outputs.flatMap(([name, expression]) => {
      const waits = dependenciesOf(expression, inner.module);
      return trace.expression(expression, inner, [...via, `${formatModulePath(inner.module)}.${name}`, ...waits]);
    });
  });
}

/** The addresses that `depends_on` of an output names, as the root module sees them. */
function dependenciesOf({ dependsOn = [] }: Expression, module: ModulePath): readonly string[] {
  return dependsOn.map((text) => (module.length === 0 ? text : `${formatModulePath(module)}.${text}`));
}

/**
 * `each.value.x` is `x` of whatever `for_each` holds: of every instance, where it holds a whole resource or module,
 * because an expression around that may have renamed the keys.
 */
function traceEachValue(trace: Trace, { steps }: Reference, scope: Scope, via: Via): readonly Origin[] {
  const { forEach } = scope;
  // Without references for_each holds nothing that is known after apply.
  if (forEach === undefined || forEach.references.length === 0) return [];
  const outer = outerScope(scope.module, scope.config);
  return referencesOf(forEach).flatMap((held) => {
    return trace.reference(
      isObjectReference(held) ? referenceTo([...held.steps, ...steps.slice(2)]) : held,
      outer,
      via,
    );
  });
}

/** A variable or local may hold anything, so what is taken out of it says nothing of what it came from. */
function isObjectReference({ steps: [root] }: Reference): boolean {
  return root?.kind === 'name' && !['var', 'local', 'each'].includes(root.name);
}

/** An attribute of a resource: of the instance that the reference names, or of all of them. */
function traceResource(trace: Trace, reference: Reference, scope: Scope, via: Via): readonly Origin[] {
  const { plan, instances } = trace.index;
  const part = resourceIn(reference);
  if (part === undefined) return [];
  const { mode, type, name, key, path } = part;
  const address = formatAddress({ ...part, module: [], key: undefined });
  const isRemoteState = mode === 'data' && type === 'terraform_remote_state' && scope.module.length === 0;
  const remote = isRemoteState ? plan.remoteStates?.get(name) : undefined;
  if (remote !== undefined) return traceRemoteState(trace, remote, path, [...via, address]);

  const possible = instances(scope.module, mode, type, name).filter((instance) => mayBe(instance, key));
  if (possible.length > 0) return possible.flatMap((instance) => traceInstance(trace, instance, path, via));

  const found = findBlock(scope, part);
  if (plan.holds(mode, type)) return [];
  const top = topLevel(path);
  const argument = argumentBehind(found?.block, top);
  const here = [...via, formatAddress({ ...part, module: scope.module })];
  if (found !== undefined && argument !== undefined) return trace.expression(argument, found.scope, here);
  return [{ kind: 'attribute', plan, resource: undefined, mode, type, attribute: top, via: here }];
}

/** Whether a reference with that key may mean an instance. One without a key, where keys are not known, is any of them. */
function mayBe(instance: Resource, key: Resource['key']): boolean {
  return key === undefined || instance.key === key || instance.key === undefined;
}

/** The attribute that a path begins with. */
function topLevel([first]: Path): string | undefined {
  return typeof first === 'string' ? first : undefined;
}

/** What an instance's attribute is: known, or what its argument refers to, or up to its provider. */
function traceInstance(trace: Trace, resource: Resource, path: Path, via: Via): readonly Origin[] {
  const { plan } = trace.index;
  const { mode, type } = resource;
  const here = [...via, resource.address];
  const top = topLevel(path);
  if (top !== undefined) {
    const value = attribute(resource, path);
    if (value.kind === 'known') return [knownOrigin(value.value, value.sensitive, here)];
    if (value.kind === 'absent' && resource.action !== 'declared') return [];
    const found = blockOf(plan, resource);
    const argument = argumentBehind(found?.block, top);
    if (found !== undefined && argument !== undefined) return trace.expression(argument, found.scope, here);
  }
  return [{ kind: 'attribute', plan, resource, mode, type, attribute: top, via: here }];
}

/**
 * The argument that sets an attribute. `terraform_data` mirrors `input` in `output`.
 * Source: https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
function argumentBehind(block: ResourceConfig | undefined, name: string | undefined): Expression | undefined {
  if (block === undefined || name === undefined) return undefined;
  return block.body.expression(block.type === 'terraform_data' && name === 'output' ? 'input' : name);
}

/** The output of another input, whose state a remote state is. */
function traceRemoteState(trace: Trace, remote: Plan, path: Path, via: Via): readonly Origin[] {
  const [outputs, output, ...rest] = path;
  const scope = moduleScope(remote, []);
  const expression = outputs === 'outputs' ? scope?.config.outputs.get(String(output)) : undefined;
  const inner = trace.into(remote);
  if (scope === undefined || expression === undefined || inner === undefined || rest.length > 0) {
    return [deadEnd(`${via.at(-1)}: ${remote.path} has no such output`, via)];
  }
  return inner.expression(expression, scope, via);
}
