import { arrayOf, isObject, type Json, type JsonObject, property } from '../../../model/json.js';
import { absent, flatMapValue, known, oneOf, unknown, type Value } from '../../../model/value.js';

/** What the functions of a template can read. */
export interface TemplateScope {
  readonly template: JsonObject;
  /** The value that the stack gives to a parameter, else the parameter's default: a text, or a list of them. */
  parameter(name: string): Value<Json>;
  /** `AWS::Region` and its like; undefined for a name that is none of them. */
  pseudoParameter(name: string): Value<string> | undefined;
  /** Whether a condition of the template holds. */
  condition(name: string): Value<boolean>;
}

/** Functions nest no deeper than this in any template that people write. */
const MAX_DEPTH = 40;

/** The text that a name, a number or a truth value of a template spells; none for anything else. */
export function spelled(node: Json | undefined): string {
  return node === undefined || node === null || typeof node === 'object' ? '' : String(node);
}

/** The one function that a node calls, and what it is called with; undefined for plain JSON. */
export function callAt(node: Json | undefined): { readonly name: string; readonly argument: Json } | undefined {
  if (!isObject(node)) return undefined;
  const [entry, ...others] = Object.entries(node);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

/**
 * What a node of a template turns out to be. A list or an object that is no function is itself, its parts not looked at.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function templateValue(scope: TemplateScope, node: Json | undefined, depth = 0): Value<Json> {
  if (node === undefined || node === null) return absent;
  if (depth > MAX_DEPTH) return unknown('functions of the template nest too deep');
  const call = callAt(node);
  if (call === undefined) return literal(node);
  const { name, argument } = call;
  const inner = (part: Json | undefined) => templateValue(scope, part, depth + 1);
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? reference(scope, argument) : unknown('a Ref of the template names nothing');
    case 'Fn::Sub':
      return substitute(scope, argument, inner);
    case 'Fn::Join': {
      const [separator, parts] = arrayOf(argument);
      return flatMapValue(inner(parts), (list): Value<Json> => {
        if (!Array.isArray(list)) return unknown('a Join of the template has no list');
        return texts(arrayOf(list).map(inner), (all) => all.join(spelled(separator)));
      });
    }
    case 'Fn::Split': {
      const [separator, text] = arrayOf(argument);
      return flatMapValue(textOf(inner(text)), (whole) => known(whole.split(spelled(separator)) as readonly Json[]));
    }
    case 'Fn::Select': {
      const [index, list] = arrayOf(argument);
      return flatMapValue(textOf(inner(index)), (at) =>
        flatMapValue(inner(list), (items): Value<Json> => {
          const item = arrayOf(items)[Number(at)];
          return item === undefined ? unknown('a Select of the template has no such item') : inner(item);
        }),
      );
    }
    case 'Fn::If': {
      const [condition, then, otherwise] = arrayOf(argument);
      const holds = scope.condition(spelled(condition));
      if (holds.kind === 'known') return inner(holds.value ? then : otherwise);
      return oneOf(
        [inner(then), inner(otherwise)],
        holds.kind === 'unknown' ? holds.reason : 'the condition is not in the template',
      );
    }
    case 'Fn::FindInMap': {
      const keys = arrayOf(argument).map((key) => textOf(inner(key)));
      return texts(
        keys,
        (path) =>
          path.reduce<Json | undefined>((map, key) => property(map, key), property(scope.template, 'Mappings')) ?? null,
      );
    }
    default:
      return unknown(`${name} of the template is known after apply`);
  }
}

/** The node when it turns out to be text; numbers and truth values are text to CloudFormation. */
export function evaluateText(scope: TemplateScope, node: Json | undefined): Value<string> {
  return textOf(templateValue(scope, node));
}

function textOf(value: Value<Json>): Value<string> {
  return flatMapValue(value, (found): Value<string> => {
    if (found === '' || found === null) return absent;
    return typeof found === 'object' ? unknown('a part of the template is no text') : known(String(found));
  });
}

/** Secrets and parameters that CloudFormation looks up itself stay in the text as `{{resolve:…}}`. */
function literal(node: Json): Value<Json> {
  if (typeof node === 'string' && node.includes('{{resolve:'))
    return unknown('CloudFormation looks it up when the stack is made');
  return known(node);
}

function reference(scope: TemplateScope, name: string): Value<Json> {
  const pseudo = scope.pseudoParameter(name);
  if (pseudo !== undefined) return pseudo;
  if (property(property(scope.template, 'Parameters'), name) !== undefined) return scope.parameter(name);
  return unknown(`${name} of the template is known after apply`);
}

/** `Fn::Sub`: `${Name}` is a Ref, `${Name.Attribute}` a GetAtt, `${!Name}` the text itself. */
function substitute(scope: TemplateScope, argument: Json, inner: (part: Json | undefined) => Value<Json>): Value<Json> {
  const [template, given] = Array.isArray(argument) ? (argument as readonly Json[]) : [argument];
  if (typeof template !== 'string') return unknown('a Sub of the template has no text');
  const parts: Value<Json>[] = [];
  let at = 0;
  for (let open = template.indexOf('${'); open >= 0; open = template.indexOf('${', at)) {
    const close = template.indexOf('}', open);
    if (close < 0) break;
    const name = template.slice(open + 2, close).trim();
    parts.push(known(template.slice(at, open)));
    if (name.startsWith('!')) parts.push(known(`\${${name.slice(1)}}`));
    else {
      const own = property(given, name);
      parts.push(own === undefined ? reference(scope, name) : inner(own));
    }
    at = close + 1;
  }
  return flatMapValue(
    texts([...parts, known(template.slice(at))], (all) => all.join('')),
    literal,
  );
}

/** What a function makes of texts that are all known; unknown where one is not. */
function texts(values: readonly Value<Json>[], map: (texts: readonly string[]) => Json): Value<Json> {
  const open = values.find((value) => value.kind === 'unknown');
  if (open?.kind === 'unknown') return unknown(open.reason, open.sensitive === true ? { sensitive: true } : {});
  const sensitive = values.some((value) => value.kind === 'known' && value.sensitive === true);
  const found = map(values.map((value) => (value.kind === 'known' ? spelled(value.value) : '')));
  return found === null ? unknown('the mapping is not in the template') : known(found, sensitive);
}

/** An object of the template, and undefined where there is none of that name. */
export function sectionOf(template: JsonObject, section: string, name: string): JsonObject | undefined {
  const found = property(property(template, section), name);
  return isObject(found) ? found : undefined;
}

/** Longer than any chain of conditions that refer to one another. */
const MAX_CHAIN = 50;

/** Functions nest no deeper than this in any condition that people write. */
const MAX_CONDITION_DEPTH = 40;

/**
 * The conditions of a template, each looked at once: one that leads back to itself is unknown.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export function conditionsOf(scope: () => TemplateScope): (name: string) => Value<boolean> {
  const found = new Map<string, Value<boolean>>();
  let within = 0;
  return (name) => {
    const before = found.get(name);
    if (before !== undefined) return before;
    found.set(name, unknown(`condition ${name} of the template leads back to itself`));
    within += 1;
    const node = within > MAX_CHAIN ? undefined : property(property(scope().template, 'Conditions'), name);
    const value = holds(scope(), node, 0);
    within -= 1;
    found.set(name, value);
    return value;
  };
}

function holds(scope: TemplateScope, node: Json | undefined, depth: number): Value<boolean> {
  const call = callAt(node);
  if (call === undefined || depth > MAX_CONDITION_DEPTH) return unknown('a condition of the template cannot be read');
  const parts = arrayOf(call.argument);
  switch (call.name) {
    case 'Condition':
      return scope.condition(spelled(call.argument));
    case 'Fn::Not': {
      const inner = holds(scope, parts[0], depth + 1);
      return inner.kind === 'known' ? known(!inner.value) : inner;
    }
    case 'Fn::And':
    case 'Fn::Or': {
      const decisive = call.name === 'Fn::Or';
      const all = parts.map((part) => holds(scope, part, depth + 1));
      if (all.some((part) => part.kind === 'known' && part.value === decisive)) return known(decisive);
      return all.find((part) => part.kind !== 'known') ?? known(!decisive);
    }
    case 'Fn::Equals': {
      const [left, right] = parts.map((part) => templateValue(scope, part));
      if (left?.kind === 'unknown') return unknown(left.reason);
      if (right?.kind === 'unknown') return unknown(right.reason);
      return known(comparable(left) === comparable(right));
    }
    default:
      return unknown(`${call.name} of the template cannot be read`);
  }
}

function comparable(value: Value<Json> | undefined): string {
  if (value?.kind !== 'known') return '';
  return typeof value.value === 'object' ? JSON.stringify(value.value) : spelled(value.value);
}
