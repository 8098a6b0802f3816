import { place, resource } from './certificates.js';
import { arnExpression, condition, knownCondition } from './expressions.js';
import { addLocal, type Scope } from './scope.js';

/** Adds a resource with one or more load balancers. */
export function addLoadBalancer(scope: Scope): void {
  const { random } = scope;
  const name = scope.name('lb');
  const body = random.weighted<(scope: Scope) => readonly string[]>([
    [8, single],
    [2, counted],
    [scope.maps.length > 0 ? 4 : 0, forEachArn],
    [scope.owners.length > 0 ? 3 : 0, forEachOwner],
    [scope.lists.length > 0 ? 3 : 0, countedOwner],
    [2, forEachObject],
    [2, forEachKey],
    [5, dynamic],
  ])(scope);
  const [meta, rest] = [
    body.filter((line) => /^ {2}(?:count|for_each) /.test(line)),
    body.filter((line) => !/^ {2}(?:count|for_each) /.test(line)),
  ];
  const ignored = random.chance(0.1) ? ['  lifecycle {\n    ignore_changes = [listener]\n  }'] : [];
  scope.blocks.push(
    resource('aws_elb', name, [
      ...meta,
      ...place(scope),
      '  subnets = ["subnet-0a1b2c3d4e5f60718"]',
      ...rest,
      ...ignored,
    ]),
  );
}

function single(scope: Scope): readonly string[] {
  const { random } = scope;
  const ports = random.weighted([
    [4, [443]],
    [2, [443, 8443]],
    [1, [443, 8443, 9443]],
  ]);
  const plain = random.chance(0.3) ? [listener(80, '"http"', random.chance(0.3) ? 'null' : undefined)] : [];
  return [
    ...ports.map((port) => listener(portExpression(scope, port), protocol(scope), arnExpression(scope))),
    ...plain,
  ];
}

function counted(scope: Scope): readonly string[] {
  const list = `[${arnExpression(scope)}, ${arnExpression(scope)}]`;
  const from = scope.random.chance(0.5) ? addLocal(scope, list) : list;
  return [
    '  count = 2',
    listener(443, protocol(scope), scope.random.pick([`${from}[count.index]`, `element(${from}, count.index)`])),
  ];
}

function forEachArn(scope: Scope): readonly string[] {
  const { expression } = scope.random.pick(scope.maps);
  return [`  for_each = ${expression}`, listener(443, protocol(scope), 'each.value')];
}

function forEachOwner(scope: Scope): readonly string[] {
  const { random } = scope;
  const owner = random.pick(scope.owners);
  return random.pick([
    [`  for_each = ${owner}`, listener(443, protocol(scope), 'each.value.arn')],
    ['  for_each = toset(["a", "b"])', listener(443, protocol(scope), `try(${owner}[each.key].arn, null)`)],
    [`  for_each = ${owner}`, listener(443, protocol(scope), `${owner}[each.key].arn`)],
    [listener(443, protocol(scope), `lookup({ for k, o in ${owner} : k => o.arn }, "a", null)`)],
  ]);
}

function countedOwner(scope: Scope): readonly string[] {
  const { random } = scope;
  const owner = random.pick(scope.lists);
  const arn = random.pick([
    `${owner}[count.index].arn`,
    `element(${owner}.*.arn, count.index)`,
    `${owner}.*.arn[count.index]`,
  ]);
  return [`  count = ${random.pick(['2', `length(${owner})`])}`, listener(443, protocol(scope), arn)];
}

function forEachObject(scope: Scope): readonly string[] {
  const { random } = scope;
  const objects = `{ a = { arn = ${arnExpression(scope)}, port = 443 }, b = { arn = ${arnExpression(scope)}, port = 8443 } }`;
  const over = random.weighted([
    [3, objects],
    [3, addLocal(scope, objects)],
    [1, `{ for k, v in ${objects} : k => v if ${knownCondition(scope)} || k == "a" }`],
  ]);
  return [
    `  for_each = ${over}`,
    listener(
      'each.value.port',
      protocol(scope),
      random.pick(['each.value.arn', 'lookup(each.value, "arn", null)', 'try(each.value.arn, "")']),
    ),
  ];
}

function forEachKey(scope: Scope): readonly string[] {
  const map = addLocal(scope, `{ a = ${arnExpression(scope)}, b = ${arnExpression(scope)} }`);
  return [
    '  for_each = toset(["a", "b"])',
    listener(443, protocol(scope), scope.random.pick([`${map}[each.key]`, `lookup(${map}, each.value, null)`])),
  ];
}

/** Listeners from a `dynamic` block over a list, a map or a set of objects. */
function dynamic(scope: Scope): readonly string[] {
  const { random } = scope;
  const object = (port: number) =>
    `{ port = ${port}, protocol = "https", ssl_certificate_id = ${arnExpression(scope)} }`;
  const plain = '{ port = 80, protocol = "http", ssl_certificate_id = null }';
  const list = `[${[object(443), object(8443), ...(random.chance(0.4) ? [plain] : [])].join(', ')}]`;
  const loose = `[${object(443)}, { port = 80, protocol = "http" }]`;
  const map = `{ one = ${object(443)}, two = ${object(8443)} }`;
  const over = random.weighted([
    [4, list],
    [2, loose],
    [3, map],
    [1, `toset(${list})`],
    [1, `[for l in ${list} : l if l.port != 8443]`],
    [1, `{ for l in ${list} : tostring(l.port) => l }`],
    [1, `concat(${list}, [])`],
    [1, `${knownCondition(scope)} ? ${list} : []`],
    [0.5, `${condition(scope)} ? [${object(443)}] : []`],
    [0.5, `flatten([${list}])`],
  ]);
  const iterator = random.chance(0.2) ? 'l' : 'listener';
  const value = `${iterator}.value`;
  const arn = random.weighted([
    [4, `lookup(${value}, "ssl_certificate_id", null)`],
    [3, `try(${value}.ssl_certificate_id, null)`],
    [1, `try(${value}["ssl_certificate_id"], "")`],
  ]);
  return [
    `  dynamic "listener" {
    for_each = ${random.chance(0.4) ? addLocal(scope, over) : over}
${iterator === 'l' ? '    iterator = l\n' : ''}    content {
      lb_port = ${value}.port
      lb_protocol = ${value}.protocol
      instance_port = 8080
      instance_protocol = "http"
      ssl_certificate_id = ${arn}
    }
  }`,
    ...(over.includes('? [') || over.includes(': []') || random.chance(0.2)
      ? [listener(9443, protocol(scope), arnExpression(scope))]
      : []),
  ];
}

/** A port, as it is or through a local or a condition that may not be known before apply. */
function portExpression(scope: Scope, port: number): string {
  return scope.random.weighted([
    [8, String(port)],
    [1, addLocal(scope, String(port))],
    [1, `(${knownCondition(scope)} ? ${port} : ${port + 1000})`],
    [0.5, `(${scope.token} == "00" ? ${port + 1000} : ${port})`],
  ]);
}

function protocol(scope: Scope): string {
  return scope.random.weighted([
    [6, '"https"'],
    [2, '"ssl"'],
    [1, '"HTTPS"'],
    [1, '(var.flag ? "https" : "ssl")'],
    [0.5, `(${knownCondition(scope)} ? "https" : "http")`],
    [0.5, addLocal(scope, '"https"')],
  ]);
}

function listener(port: number | string, protocol: string, arn: string | undefined): string {
  return `  listener {
    lb_port = ${port}
    lb_protocol = ${protocol}
    instance_port = 8080
    instance_protocol = "http"
${arn === undefined ? '' : `    ssl_certificate_id = ${arn}\n`}  }`;
}
