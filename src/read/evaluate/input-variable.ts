import {
  ANY,
  constrain,
  fromJson,
  nullOf,
  type TerraformValue,
  unknownValue,
  withSensitive,
} from '../../expressions/index.js';
import { formatModulePath } from '../../model/address.js';
import type { VariableConfig } from '../../model/plan.js';
import { type EvaluationContext, type EvaluationScope, outerScope, type World } from './evaluation.js';
import { evaluateOnce } from './memory.js';
import { callerOf, type ModuleCaller } from './module-call.js';

interface Variable {
  readonly name: string;
  /** Undefined where the source is not at hand. */
  readonly declared: VariableConfig | undefined;
}

/** `var.NAME`: what its caller or the input gives it, else its default. */
export function inputVariable(
  context: EvaluationContext,
  name: string,
  { module, config }: EvaluationScope,
): TerraformValue {
  const declared = config.variables?.get(name);
  const variable = { name, declared };
  return evaluateOnce(context.memory, `${formatModulePath(module)}/var.${name}`, () => {
    if (declared?.ephemeral === true)
      return unknownValue(`var.${name} is ephemeral: the plan does not record it`, typeOf(variable));
    const caller = callerOf(context.world, module);
    const given = caller === undefined ? inputValue(context.world, variable) : argumentValue(context, variable, caller);
    if (given !== undefined) return given;
    if (declared?.default === undefined) return missingValue(variable);
    return asDeclared(context.evaluate(declared.default, outerScope(module, config)), variable);
  });
}

/** What a module's caller gives a variable; undefined where that is the default. */
function argumentValue(
  context: EvaluationContext,
  variable: Variable,
  { inputs, scope }: ModuleCaller,
): TerraformValue | undefined {
  const argument = inputs.get(variable.name);
  if (argument === undefined) return undefined;
  const given = asDeclared(context.evaluate(argument, scope), variable);
  const { declared } = variable;
  const isDefault = given.kind === 'null' && declared?.nullable === false && declared.default !== undefined;
  return isDefault ? undefined : given;
}

/** What the input gives a variable of the root module, its default included; undefined where nothing declares it. */
function inputValue({ variables }: World, variable: Variable): TerraformValue | undefined {
  const given = variables.get(variable.name);
  if (given?.kind === 'known')
    return withSensitive(asDeclared(fromJson(given.value), variable), given.sensitive === true);
  if (given?.kind === 'absent') return marked(nullOf(typeOf(variable)), variable);
  return variable.declared && missingValue(variable, given?.reason);
}

function missingValue(variable: Variable, reason = `var.${variable.name}: its value is not in the input`) {
  return unknownValue(reason, typeOf(variable));
}

/** A value as its variable takes it: of the declared type, and sensitive where the variable is. */
function asDeclared(value: TerraformValue, variable: Variable): TerraformValue {
  const constraint = variable.declared?.constraint;
  if (constraint === undefined) return marked(value, variable);
  const constrained = constrain(value, constraint);
  const typed =
    constrained.kind === 'value'
      ? constrained.value
      : unknownValue(`var.${variable.name} does not have the type that is declared for it`, constraint.type);
  return marked(typed, variable);
}

function marked(value: TerraformValue, { declared }: Variable): TerraformValue {
  return withSensitive(value, declared?.sensitive === true);
}

function typeOf({ declared }: Variable) {
  return declared?.constraint.type ?? ANY;
}
