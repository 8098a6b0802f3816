import type { Budget, Files, Refinement, TerraformValue } from '../../expressions/index.js';
import type { InstanceKey, Mode, ModulePath } from '../../model/address.js';
import type { Json } from '../../model/json.js';
import type { Body, Expression, Interest, ModuleConfig, Plan, Resource, ResourceConfig } from '../../model/plan.js';
import type { Value as PlannedValue } from '../../model/value.js';
import type { Memory } from './memory.js';

/** More blocks than AWS takes of any kind. */
export const MAX_BLOCKS = 1_000;

/** Where an expression stands: a module instance, the block whose `each` and `count` it sees, and iterators. */
export interface EvaluationScope {
  readonly module: ModulePath;
  readonly config: ModuleConfig;
  readonly forEach: Expression | undefined;
  readonly key: InstanceKey;
  /** What the iterators of `dynamic` blocks are. */
  readonly iterators?: ReadonlyMap<string, TerraformValue>;
}

/** The configuration of a module instance; undefined where the one around it has no such call. */
export function configAt(root: ModuleConfig, module: ModulePath): ModuleConfig | undefined {
  let config: ModuleConfig | undefined = root;
  for (const step of module) config = config?.calls.get(step.name)?.module;
  return config;
}

/** What expressions outside of resources and calls see. */
export function outerScope(module: ModulePath, config: ModuleConfig): EvaluationScope {
  return { module, config, forEach: undefined, key: undefined };
}

/** What the expressions of one instance of a block see. */
export function blockScope(
  { forEach }: Pick<ResourceConfig, 'forEach'>,
  { module, config }: EvaluationScope,
  key: InstanceKey,
): EvaluationScope {
  return { module, config, forEach, key };
}

/** The outputs of another input, as `data.terraform_remote_state` reads them. */
export interface RemoteState {
  /** As messages name it. */
  readonly path: string;
  /** Undefined where there is no such output. `depth` is how deep the evaluation is that asks for it. */
  output(name: string, depth: number): TerraformValue | undefined;
}

/** What a configuration is evaluated with: the values that an input records. */
export interface World {
  /** The input, where there is one already. */
  readonly plan?: Plan;
  readonly root: ModuleConfig;
  /** Values of the root module's variables. */
  readonly variables: Pick<ReadonlyMap<string, PlannedValue<Json>>, 'get'>;
  /** The instances of one block in one module instance that stand after apply. */
  instances(module: ModulePath, mode: Mode, type: string, name: string): readonly Resource[];
  /** The keys of the instances of a module call. */
  moduleKeys(parent: ModulePath, call: string): readonly InstanceKey[];
  /** Whether the input holds every instance of a type. */
  holds(mode: Mode, type: string): boolean;
  /** The nested blocks of a resource type, as far as they are known. */
  readonly nestedBlocks?: Interest['nestedBlocks'];
  /** What is known of an attribute that is known after apply. */
  refine(resource: Resource, attribute: string): Refinement;
  /** What a `terraform_remote_state` of that name in the root module reads; undefined where that is not in sight. */
  remoteState?(name: string): RemoteState | undefined;
  readonly workspace: string | undefined;
  readonly files?: Files | undefined;
}

/** The blocks of one name in a body, those that `dynamic` blocks make among them. */
export interface ExpandedBlock {
  readonly body: Body;
  readonly scope: EvaluationScope;
  /** What a `dynamic` block makes blocks of; undefined for a block that is written as it is. */
  readonly forEach?: Expression;
  /** True where a `dynamic` block makes an unknown number of blocks like this. */
  readonly repeated: boolean;
}

export interface Evaluator {
  /** The value of an expression; unknown, with what is known of it, where it is known after apply or not in the input. */
  evaluate(expression: Expression, scope: EvaluationScope): TerraformValue;
  blocks(body: Body, name: string, scope: EvaluationScope): readonly ExpandedBlock[];
  /** The value of an output of the root module, asked for by an evaluation of that depth; undefined where there is none. */
  output(name: string, depth: number): TerraformValue | undefined;
}

/** What the functions of an evaluator share. */
export interface EvaluationContext extends Pick<Evaluator, 'evaluate'> {
  readonly world: World;
  readonly budget: Budget;
  readonly memory: Memory;
}
