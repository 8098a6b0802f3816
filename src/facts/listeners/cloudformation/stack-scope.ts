import type { LoadBalancerFacts } from '../../../model/facts.js';
import { type JsonObject, property, stringProperty } from '../../../model/json.js';
import type { Resource } from '../../../model/plan.js';
import { absent, known, unknown, type Value } from '../../../model/value.js';
import { textAttribute } from '../../../resolve/index.js';
import { conditionsOf } from './conditions.js';
import { spelled } from './evaluate.js';
import type { TemplateScope } from './scope.js';

/** What the template of an `aws_cloudformation_stack` can read: its parameters, and where the stack is. */
export function stackScope(
  stack: Resource,
  template: JsonObject,
  where: Pick<LoadBalancerFacts, 'region' | 'partition' | 'account'>,
): TemplateScope {
  const scope: TemplateScope = {
    template,
    parameter: (name) => parameterOf(stack, template, name),
    pseudoParameter: (name) => pseudoParameterOf(stack, where, name),
    condition: conditionsOf(() => scope),
  };
  return scope;
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
function parameterOf(stack: Resource, template: JsonObject, name: string): Value<string> {
  const declared = property(property(template, 'Parameters'), name);
  const given = textAttribute(stack, 'parameters', name);
  const fallback = property(declared, 'Default');
  const hidden = ['true', true].includes(property(declared, 'NoEcho') as never);
  if ((stringProperty(declared, 'Type') ?? '').startsWith('AWS::SSM::')) {
    return unknown(`parameter ${name} of the template is looked up in Systems Manager`);
  }
  if (given.kind === 'known') return known(given.value, hidden || given.sensitive === true);
  if (given.kind === 'unknown' || fallback === undefined || fallback === null) {
    return given.kind === 'unknown' ? given : unknown(`parameter ${name} of the template has no value`);
  }
  const text = spelled(fallback);
  return text === '' ? absent : known(text, hidden);
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function pseudoParameterOf(
  stack: Resource,
  { region, partition, account }: Pick<LoadBalancerFacts, 'region' | 'partition' | 'account'>,
  name: string,
): Value<string> | undefined {
  switch (name) {
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partition;
    case 'AWS::AccountId':
      return account;
    case 'AWS::StackName':
      return textAttribute(stack, 'name');
    case 'AWS::NoValue':
      return absent;
    default:
      return name.startsWith('AWS::') ? unknown(`${name} of the template is known after apply`) : undefined;
  }
}
