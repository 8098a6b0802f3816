import { isObject, type Json, type JsonObject, property } from '../../model/json.js';
import { parseTemplate } from './expression/parse.js';
import { literal, objectOf, type Tree, tupleOf } from './expression/tree.js';

/** A block with its labels: `["aws_elb", "web"]` for a resource. */
export interface Block {
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/**
 * The blocks of a type. Each label is one level of objects; an array stands for several blocks at any level.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
export function blocksOf(document: JsonObject, type: string, labels: 0 | 1 | 2): readonly Block[] {
  return blocksIn(property(document, type), labels);
}

/** Arrays within arrays are no blocks. */
function blocksIn(json: Json | undefined, labels: number, nested = false): readonly Block[] {
  if (Array.isArray(json)) return nested ? [] : json.flatMap((each: Json) => blocksIn(each, labels, true));
  if (!isObject(json)) return [];
  if (labels === 0) return [{ labels: [], body: json }];
  return Object.entries(json).flatMap(([label, inner]) => {
    if (label === '//') return [];
    return blocksIn(inner, labels - 1).map((block) => ({ ...block, labels: [label, ...block.labels] }));
  });
}

/**
 * The nested blocks of resource types that facts read, by type and path. JSON syntax writes a block as it writes a
 * map, and only the provider's schema tells the two apart.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const NESTED_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  aws_acm_certificate: ['options', 'validation_option'],
  aws_elastic_beanstalk_configuration_template: ['setting'],
  aws_elastic_beanstalk_environment: ['setting'],
  aws_elb: ['access_logs', 'health_check', 'listener'],
  aws_iam_policy_document: ['statement', 'statement.condition', 'statement.not_principals', 'statement.principals'],
  aws_iam_role: ['inline_policy'],
  kubernetes_service: ['metadata', 'spec', 'spec.port'],
  kubernetes_service_v1: ['metadata', 'spec', 'spec.port'],
  tls_cert_request: ['subject'],
  tls_self_signed_cert: ['subject'],
};

/** Whether the argument at a path of a resource type is a nested block. */
export function isNestedBlock(type: string, path: readonly string[]): boolean {
  return Object.hasOwn(NESTED_BLOCKS, type) && NESTED_BLOCKS[type]?.includes(path.join('.')) === true;
}

/** Deeper than any value people write; one that nests deeper was made to exhaust the stack. */
const MAX_DEPTH = 200;

/** The expression that a JSON value is. Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping */
export function treeOf(json: Json, depth = 0): Tree {
  if (typeof json === 'string') return parseTemplate(json);
  if (depth > MAX_DEPTH) return { kind: 'opaque', reason: 'a value that nests too deep', parts: [] };
  if (Array.isArray(json)) return tupleOf(json.map((element: Json) => treeOf(element, depth + 1)));
  if (!isObject(json)) return literal(json);
  return objectOf(
    Object.entries(json).map(([key, value]) => ({ key: parseTemplate(key), value: treeOf(value, depth + 1) })),
  );
}
