import { toInteger } from './big-float.js';
import { oneOfValues, overCandidates } from './candidates.js';
import { convert } from './convert.js';
import { type Budget, error, type ReferencePart } from './evaluation.js';
import { ANY, formatType, NUMBER, STRING, type Type } from './types.js';
import { childrenOf, type TerraformValue, typeOf, type UnknownValue, unknownValue, withSensitive } from './value.js';

/** The value that one more step of a reference leads to. */
export function applyStep(value: TerraformValue, step: ReferencePart, budget: Budget): TerraformValue {
  return step.kind === 'attribute' ? getAttribute(value, step.name, budget) : getIndex(value, step.key, budget);
}

/** The value of `value.name`. Source: https://github.com/hashicorp/hcl/blob/main/ops.go (GetAttr) */
export function getAttribute(value: TerraformValue, name: string, budget: Budget): TerraformValue {
  const sensitive = value.sensitive === true;
  switch (value.kind) {
    case 'object':
    case 'map': {
      const entry = value.entries.get(name) ?? error(`there is no attribute "${name}"`);
      return withSensitive(entry, sensitive);
    }
    case 'null':
      return error(`this is null, so it has no attribute "${name}"`);
    case 'unknown': {
      const lifted = overCandidates([value], budget, ([of = value]) => getAttribute(of, name, budget));
      return lifted ?? withSensitive(unknownValue(value.reason, attributeType(value, name)), sensitive);
    }
    default:
      return error(`${formatType(typeOf(value))} has no attributes`);
  }
}

function attributeType({ type }: UnknownValue, name: string): Type {
  if (type.kind === 'object') return type.attributes.get(name) ?? error(`there is no attribute "${name}"`);
  if (type.kind === 'map') return type.element;
  return type.kind === 'any' ? ANY : error(`${formatType(type)} has no attributes`);
}

/** The value of `value[key]`. Source: https://github.com/hashicorp/hcl/blob/main/ops.go (Index) */
export function getIndex(value: TerraformValue, key: TerraformValue, budget: Budget): TerraformValue {
  if (value.kind === 'null') return error('this is null, so it has no elements');
  if (key.kind === 'null') return error('null is no index');
  const sensitive = value.sensitive === true || (key.sensitive === true && value.kind !== 'object');
  const lifted = overCandidates([value, key], budget, ([of = value, at = key]) => getIndex(of, at, budget));
  if (lifted !== undefined) return lifted;
  return withSensitive(elementAt(value, key, budget), sensitive);
}

function elementAt(value: TerraformValue, key: TerraformValue, budget: Budget): TerraformValue {
  const type = typeOf(value);
  if (type.kind === 'any') return unknownValue(value.kind === 'unknown' ? value.reason : '');
  if (type.kind === 'list' || type.kind === 'tuple') {
    const at = convert(key, NUMBER);
    const within = type.kind === 'list' ? type.element : ANY;
    if (at.kind === 'unknown') return anyElement(value, at.reason, within, budget);
    const index = at.kind === 'number' ? toInteger(at.value) : undefined;
    if (index === undefined || index < 0n) return error('an index is a whole number from 0');
    if (value.kind === 'unknown') {
      const element = 'element' in type ? type.element : type.elements[Number(index)];
      return unknownValue(value.reason, element ?? error('there is no such element'));
    }
    const item = 'items' in value ? value.items[Number(index)] : undefined;
    return item ?? error('there is no such element');
  }
  if (type.kind !== 'map' && type.kind !== 'object')
    return error(`${formatType(type)} has no elements to choose by an index`);
  const name = convert(key, STRING);
  if (name.kind === 'unknown') return anyElement(value, name.reason, type.kind === 'map' ? type.element : ANY, budget);
  const text = name.kind === 'string' ? name.value : '';
  if (value.kind === 'unknown') {
    const element = 'element' in type ? type.element : type.attributes.get(text);
    return unknownValue(value.reason, element ?? error('there is no such element'));
  }
  const entry = 'entries' in value ? value.entries.get(text) : undefined;
  return entry ?? error('there is no such element');
}

/** One of the elements, it is not known which. */
export function anyElement(value: TerraformValue, reason: string, type: Type, budget: Budget): TerraformValue {
  const elements = [...childrenOf(value)];
  return elements.length === 0 ? unknownValue(reason, type) : oneOfValues(reason, elements, budget);
}
