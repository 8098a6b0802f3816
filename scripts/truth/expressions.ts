import { addLocal, quoted, REGIONS, type Scope } from './scope.js';

/** A condition that a plan knows. */
export function knownCondition(scope: Scope, depth = 0): string {
  const { random } = scope;
  return random.weighted([
    [3, 'var.flag'],
    [3, `var.env == ${quoted(random.pick(['prod', 'dev']))}`],
    [1, random.pick(['true', 'false'])],
    [1, 'contains(["prod", "test"], var.env)'],
    [1, 'var.empty == ""'],
    [1, 'length(var.empty) > 0'],
    [1, 'terraform.workspace == "default"'],
    [depth < 2 ? 1 : 0, depth < 2 ? `!(${knownCondition(scope, depth + 1)})` : 'true'],
    [depth < 2 ? 1 : 0, depth < 2 ? `(${knownCondition(scope, 2)} && ${knownCondition(scope, 2)})` : 'true'],
  ]);
}

/** A condition, on anything: on what is known, on what is known after apply, on the ARN itself. */
export function condition(scope: Scope): string {
  const { random } = scope;
  const arn = random.pick(scope.arns);
  const certificate = scope.certificates.length > 0 ? random.pick(scope.certificates) : undefined;
  const written = random.weighted([
    [6, knownCondition(scope)],
    [2, `${scope.token} == "00"`],
    [2, `${scope.token} != "00"`],
    [1, `length(${scope.token}) > 0`],
    [1, `(${scope.token} == "00" || true)`],
    [1, `${arn} != ""`],
    [1, `${arn} != null`],
    [1, `can(${arn})`],
    [1, `length(${arn}) > 0`],
    [1, `startswith(${arn}, "arn:aws:acm:")`],
    [1, `length(regexall(":iam::", ${arn})) > 0`],
    [1, `strcontains(${arn}, ${quoted(random.pick(REGIONS))})`],
    [1, `element(split(":", ${arn}), 3) == ${quoted(random.pick(REGIONS))}`],
    [1, `${arn} == ${random.pick(scope.arns)}`],
    [1, `try(regex("acm", ${arn}), "") == "acm"`],
    [certificate === undefined ? 0 : 1, `${certificate}.status == "ISSUED"`],
    [certificate === undefined ? 0 : 1, `${certificate}.domain_name != ""`],
    [certificate === undefined ? 0 : 1, `${certificate}.key_algorithm == "RSA_2048"`],
    [certificate === undefined ? 0 : 1, `${certificate}.id == ${certificate}.arn`],
    [certificate === undefined ? 0 : 1, `length(${certificate}.domain_validation_options) > 0`],
  ]);
  if (random.chance(0.2)) return addLocal(scope, written);
  return random.chance(0.1) ? `anytrue([${written}, ${condition(scope)}])` : written;
}

/** An index of a list of two. */
function index(scope: Scope): string {
  return scope.random.weighted([
    [4, '0'],
    [4, '1'],
    [2, 'var.index'],
    [1, `(${condition(scope)} ? 0 : 1)`],
  ]);
}

/** A key of a map with the keys "a" and "b". */
function key(scope: Scope): string {
  return scope.random.weighted([
    [4, '"a"'],
    [4, '"b"'],
    [2, '(var.env == "prod" ? "a" : "b")'],
    [1, `(${condition(scope)} ? "a" : "b")`],
  ]);
}

type Composition = (one: string, other: string, scope: Scope) => string;

/** Ways to write one of two ARNs, or the first. */
const COMPOSITIONS: readonly (readonly [number, Composition])[] = [
  [10, (one, other, scope) => `(${condition(scope)} ? ${one} : ${other})`],
  [2, (one) => `(${one})`],
  [3, (one) => `"\${${one}}"`],
  [2, (one, other) => `coalesce(var.empty, ${one}, ${other})`],
  [1, (one) => `coalesce(null, ${one})`],
  [2, (one, other) => `try(${one}, ${other})`],
  [2, (one, other) => `try([${other}][3], ${one})`],
  [2, (one, other, scope) => `lookup({ a = ${one}, b = ${other} }, ${key(scope)}, "")`],
  [1, (one, other) => `lookup({ a = ${one} }, "c", ${other})`],
  [2, (one, other, scope) => `{ a = ${one}, b = ${other} }[${key(scope)}]`],
  [2, (one, other, scope) => `element([${one}, ${other}], ${index(scope)})`],
  [2, (one, other, scope) => `[${one}, ${other}][${index(scope)}]`],
  [2, (one, other, scope) => `concat([${one}], [${other}])[${index(scope)}]`],
  [1, (one, other, scope) => `flatten([[${one}], [[${other}]]])[${index(scope)}]`],
  [1, (one, other) => `compact(["", ${one}, ${other}])[0]`],
  [2, (one, other) => `merge({ a = ${one} }, { a = ${other} }).a`],
  [2, (one, other, scope) => `merge({ a = ${one} }, ${condition(scope)} ? { a = ${other} } : {})["a"]`],
  [1, (one, other) => `one([for k, v in { a = ${one}, b = ${other} } : v if k == "b"])`],
  [1, (one, other) => `{ for k, v in { a = ${one}, b = ${other} } : upper(k) => v }["B"]`],
  [1, (one, other) => `[for v in [${one}, ${other}] : v if v != ""][0]`],
  [1, (one, other) => `values({ a = ${one}, b = ${other} })[0]`],
  [1, (one, other, scope) => `zipmap(["a", "b"], [${one}, ${other}])[${key(scope)}]`],
  [1, (one, other, scope) => `tolist([${one}, ${other}])[${index(scope)}]`],
  [1, (one, other, scope) => `tomap({ a = ${one}, b = ${other} })[${key(scope)}]`],
  [1, (one, other) => `reverse([${one}, ${other}])[0]`],
  [1, (one, other) => `slice([${one}, ${other}], 1, 2)[0]`],
  [1, (one, other) => `distinct([${one}, ${other}])[0]`],
  [1, (one, other) => `sort([${one}, ${other}])[0]`],
  [1, (one, other) => `tolist(toset([${one}, ${other}]))[0]`],
  [1, (one, other) => `split(",", join(",", [${one}, ${other}]))[1]`],
  [1, (one) => `join("", [${one}])`],
  [1, (one) => `format("%s", ${one})`],
  [1, (one) => `trimspace(" \${${one}} ")`],
  [1, (one) => `lower(${one})`],
  [1, (one) => `nonsensitive(sensitive(${one}))`],
  [1, (one) => `jsondecode(jsonencode({ a = ${one} })).a`],
  [1, (one, other, scope) => `matchkeys([${one}, ${other}], ["a", "b"], [${key(scope)}])[0]`],
  [1, (one, other) => `coalescelist([], [${one}, ${other}])[0]`],
  [1, (one) => `regex("^.*$", ${one})`],
  [1, (one, other, scope) => `"%{if ${condition(scope)}}\${${one}}%{else}\${${other}}%{endif}"`],
  [1, (one) => `replace(${one}, "us-east-1", "us-west-2")`],
  [1, (one) => `replace(${one}, "/:(us-east-1|us-west-2):/", ":eu-west-1:")`],
  [1, (one) => `join(":", split(":", ${one}))`],
  [1, (one) => `one([${one}])`],
  [1, (one, other, scope) => `(${condition(scope)} ? [${one}] : [${other}, ${one}])[0]`],
  [1, (one, other, scope) => `(${condition(scope)} ? { arn = ${one} } : { arn = ${other} }).arn`],
  [1, (one, other, scope) => `try(one([for v in [${one}, ${other}] : v if ${condition(scope)} && v == ${one}]), "")`],
];

/** Text that is the ARN of a certificate, or should be. */
export function arnExpression(scope: Scope, depth = 0): string {
  const { random } = scope;
  const inner = () => (depth < 1 && random.chance(0.3) ? arnExpression(scope, depth + 1) : random.pick(scope.arns));
  if (random.chance(0.3)) return random.pick(scope.arns);
  const written = random.weighted(COMPOSITIONS)(inner(), inner(), scope);
  return random.chance(0.3) ? addLocal(scope, written) : written;
}

/** A Region that a plan knows. */
export function regionExpression(scope: Scope): string {
  const { random } = scope;
  const [one, other] = [quoted(random.pick(REGIONS)), quoted(random.pick(REGIONS))];
  const written = random.weighted([
    [5, one],
    [1, `(${knownCondition(scope)} ? ${one} : ${other})`],
    [1, `{ prod = ${one}, dev = ${other} }[var.env]`],
    [1, `lookup({ prod = ${one} }, var.env, ${other})`],
    [1, `element([${one}, ${other}], var.index)`],
    [1, `coalesce(var.empty, ${one})`],
    [1, `substr("\${${one}}a", 0, length("\${${one}}a") - 1)`],
    [1, `join("-", ["us", "west", 2])`],
  ]);
  return random.chance(0.3) ? addLocal(scope, written) : written;
}
