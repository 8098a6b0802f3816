import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../../model/json.js';

/** Unit: characters. CloudFormation takes 51,200 bytes in a request; what is far larger is no template. */
const LARGEST = 100_000;

/** Deeper than any template; what nests deeper was made to exhaust the stack. */
const MAX_DEPTH = 100;

/** More nodes than a template of that size has; aliases that refer to aliases could make it any number. */
const MAX_NODES = 200_000;

/**
 * The template in a text, JSON or YAML, its short forms (`!Ref`) written out (`{"Ref": …}`); undefined for a text that
 * is neither.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function parseTemplate(text: string): JsonObject | undefined {
  if (text.length > LARGEST) return undefined;
  const json = parseJson(text) ?? parseYaml(text);
  return isObject(json) ? json : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The parser is recursive and throws where a text nests too deep for it, as it does where aliases repeat too much. */
function parseYaml(text: string): Json | undefined {
  try {
    const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
    if (document.errors.length > 0) return undefined;
    let nodes = 0;
    const toJson = (node: unknown, depth: number): Json => {
      nodes += 1;
      if (depth > MAX_DEPTH || nodes > MAX_NODES) throw new RangeError('too deep');
      if (isAlias(node)) return toJson(node.resolve(document), depth + 1);
      if (isSeq(node))
        return written(
          node.tag,
          node.items.map((item) => toJson(item, depth + 1)),
        );
      if (isScalar(node)) return written(node.tag, scalarJson(node.value));
      if (!isMap(node)) return null;
      const entries = node.items.map(({ key, value }) => [
        String(isScalar(key) ? key.value : ''),
        toJson(value, depth + 1),
      ]);
      return written(node.tag, Object.fromEntries(entries) as JsonObject);
    };
    return toJson(document.contents, 0);
  } catch {
    return undefined;
  }
}

function scalarJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return typeof value === 'bigint' ? String(value) : null;
}

/** A short form written out. */
function written(tag: string | undefined, value: Json): Json {
  if (tag === undefined || !tag.startsWith('!') || tag.startsWith('!!')) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name !== 'GetAtt' || typeof value !== 'string') return { [`Fn::${name}`]: value };
  const dot = value.indexOf('.');
  return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
}
