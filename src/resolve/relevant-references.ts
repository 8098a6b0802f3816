import { blockAddress, formatModulePath, type ModulePath, parseAddress } from '../model/address.js';
import { once } from '../model/collections.js';
import type { ModuleConfig, RelevantAttribute } from '../model/plan.js';
import { attribute } from './attribute.js';
import { referencesByBlock } from './dependents.js';
import type { PlanIndex } from './plan-index.js';
import { moduleScope } from './scope.js';

/** An attribute that the plan calls relevant. */
export interface RelevantReference {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly attribute: string | undefined;
  /** True where the attribute is known after apply, and no expression that the plan shows refers to it. */
  readonly isHidden: boolean;
}

/**
 * What the expressions of a module refer to, also its locals and `dynamic` blocks. Undefined where the plan does not tell.
 */
export function relevantReferences(index: PlanIndex, module: ModulePath): readonly RelevantReference[] | undefined {
  const { relevantAttributes } = index.plan;
  const config = moduleScope(index.plan, module)?.config;
  if (relevantAttributes === undefined || config === undefined) return undefined;
  const place = formatModulePath(module.map(({ name }) => ({ name, key: undefined })));
  const found = relevantAttributes.flatMap((relevant) => referenceIn(relevant, place) ?? []);
  const visible = once(() => new Set(visibleReferences(config).map(withoutKeys)));
  return found.map((reference) => {
    const resource = blockAddress(reference);
    const isHidden = mayBeUnknown(index, module, reference) && !visible().has(`${resource}.${reference.attribute}`);
    return { ...reference, isHidden };
  });
}

type AttributeReference = Omit<RelevantReference, 'isHidden'>;

function referenceIn({ address, path }: RelevantAttribute, module: string): AttributeReference | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined) return undefined;
  const own = formatModulePath(parsed.module.map(({ name }) => ({ name, key: undefined })));
  const first = path.find((step) => typeof step === 'string');
  const { mode, type, name } = parsed;
  return own === module ? { mode, type, name, attribute: typeof first === 'string' ? first : undefined } : undefined;
}

/** What the input does not hold may be known; of most resources of AWS only that matters which reads like an ARN. */
function mayBeUnknown(index: PlanIndex, module: ModulePath, reference: AttributeReference): boolean {
  const { mode, type, name, attribute: part } = reference;
  if (!index.plan.holds(mode, type)) return !type.startsWith('aws_') || part === 'arn' || type.includes('certificate');
  return index.instances(module, mode, type, name).some((instance) => {
    return attribute(instance, part === undefined ? [] : [part]).kind === 'unknown';
  });
}

function visibleReferences(config: ModuleConfig): readonly string[] {
  const calls = [...config.calls.values()].flatMap(({ forEach, count, inputs }) => [
    forEach,
    count,
    ...inputs.values(),
  ]);
  const others = [...calls, ...config.outputs.values()].flatMap((expression) => expression?.references ?? []);
  return [...[...referencesByBlock(config).values()].flat(), ...others];
}

/** A reference down to the attribute, without instance keys. */
function withoutKeys(text: string): string {
  const plain = text.replace(/\[[^\]]*\]/g, '');
  return plain
    .split('.')
    .slice(0, plain.startsWith('data.') ? 4 : 3)
    .join('.');
}
