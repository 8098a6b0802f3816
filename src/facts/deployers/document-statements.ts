import type { Body, Resource } from '../../model/plan.js';
import { known, unknown, type Value } from '../../model/value.js';
import { attribute, blockOf, type Path, type Resolver, textAttribute } from '../../resolve/index.js';
import type { Patterns, PolicyDocument, PolicyText, Statement, StatementCondition } from '../iam/document.js';
import { countAt, textsAt } from './argument-texts.js';

/** The statements of a document that is read at apply: its arguments are in the plan all the same. */
export function statementsOf(resolver: Resolver, resource: Resource): PolicyDocument {
  const { address } = resource;
  const count = countAt(resource, ['statement']);
  const whole = attribute(resource, ['statement']);
  const incomplete = count === 0 && whole.kind === 'unknown' ? whole.reason : null;
  const blocks = blockOf(resolver.plan, resource)?.block.body.blocks('statement') ?? [];
  const statements = Array.from({ length: count }, (_, at) =>
    statementAt(resolver, resource, at, blocks.length === count ? blocks[at] : undefined),
  );
  return { address, statements, incomplete };
}

function statementAt(resolver: Resolver, resource: Resource, at: number, block: Body | undefined): Statement {
  const path = ['statement', at] as const;
  const whole = attribute(resource, path);
  const sensitive = whole.kind !== 'absent' && whole.sensitive === true;
  const sid = textAttribute(resource, ...path, 'sid');
  return {
    place: {
      address: resource.address,
      sid: sid.kind === 'known' && !sensitive ? sid.value : null,
      number: at + 1,
      sensitive,
    },
    effect: effectOf(textAttribute(resource, ...path, 'effect')),
    actions: patternsAt(resource, path, 'actions', 'not_actions'),
    resources: withArns(resolver, resource, block, patternsAt(resource, path, 'resources', 'not_resources')),
    conditions: conditionsAt(resource, path),
    uncertain: null,
  };
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document (Allow by default) */
function effectOf(text: Value<string>): Statement['effect'] {
  if (text.kind === 'unknown') return unknown(text.reason);
  return known(text.kind === 'known' && text.value === 'Deny' ? 'Deny' : 'Allow');
}

function patternsAt(resource: Resource, path: Path, only: string, except: string): Patterns {
  const excluded = textsAt(resource, ...path, except);
  if (excluded.length > 0) return { kind: 'except', of: excluded };
  return { kind: 'only', of: textsAt(resource, ...path, only) };
}

/** What comes from an attribute `arn` will be an ARN, or begin with one. */
function withArns(resolver: Resolver, resource: Resource, block: Body | undefined, patterns: Patterns): Patterns {
  const expression = block?.expression(patterns.kind === 'only' ? 'resources' : 'not_resources');
  const origins = expression === undefined ? [] : resolver.traceExpression(resource, expression);
  const unsettled = origins.filter((origin) => origin.kind !== 'known');
  const arns = unsettled.every((origin) => origin.kind === 'attribute' && origin.attribute === 'arn');
  if (unsettled.length === 0 || !arns) return patterns;
  const arnOf = [...new Set(unsettled.flatMap(({ via }) => via.at(-1) ?? []))].join(' or ');
  return {
    ...patterns,
    of: patterns.of.map((text): PolicyText => (text.kind === 'unknown' ? { ...text, arnOf } : text)),
  };
}

function conditionsAt(resource: Resource, path: Path): readonly StatementCondition[] {
  const conditions = [...path, 'condition'];
  const count = countAt(resource, conditions);
  const whole = attribute(resource, conditions);
  if (count === 0)
    return whole.kind === 'unknown' ? [{ operator: '', key: 'that is known after apply', values: [] }] : [];
  return Array.from({ length: count }, (_, at) => ({
    operator: shownText(resource, ...conditions, at, 'test'),
    key: shownText(resource, ...conditions, at, 'variable'),
    values: textsAt(resource, ...conditions, at, 'values'),
  }));
}

/** Text that messages quote. */
function shownText(resource: Resource, ...path: Path): string {
  const text = textAttribute(resource, ...path);
  if (text.kind !== 'known') return 'known after apply';
  return text.sensitive === true ? '(sensitive)' : text.value;
}
