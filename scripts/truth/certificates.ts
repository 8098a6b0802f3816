import { arnExpression, condition, knownCondition, regionExpression } from './expressions.js';
import { addLocal, quoted, REGIONS, type Scope } from './scope.js';

const ALGORITHMS = ['RSA_2048', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1'] as const;

/** Adds a certificate to a module, or something else whose ARN may stand on a listener. */
export function addCertificate(scope: Scope): void {
  const { random } = scope;
  random.weighted<(scope: Scope) => void>([
    [7, addOne],
    [3, addCounted],
    [3, addForEach],
    [2, addOptional],
    [2, addImported],
    [2, addUploaded],
    [1, addLookedUp],
    [2, addLiteral],
    [2, addCarrier],
  ])(scope);
}

/** A managed certificate that stands once: others may refer to any attribute of it. */
export function addOne(scope: Scope): void {
  const { random } = scope;
  const name = scope.name('c');
  scope.blocks.push(
    resource('aws_acm_certificate', name, [...place(scope), ...requested(scope, quoted(`${name}.example.com`))]),
  );
  const address = `aws_acm_certificate.${name}`;
  scope.certificates.push(address);
  scope.arns.push(`${address}.${random.chance(0.1) ? 'id' : 'arn'}`);
  if (random.chance(0.2)) addValidation(scope, address);
}

function addValidation(scope: Scope, certificate: string): void {
  const name = scope.name('v');
  const provider = scope.blocks.at(-1)?.match(/^ {2}(?:provider|region) .*$/gm) ?? [];
  scope.blocks.push(
    resource('aws_acm_certificate_validation', name, [...provider, `  certificate_arn = ${certificate}.arn`]),
  );
  scope.arns.push(`aws_acm_certificate_validation.${name}.${scope.random.chance(0.1) ? 'id' : 'certificate_arn'}`);
}

function addCounted(scope: Scope): void {
  const name = scope.name('n');
  const algorithms = [algorithm(scope), algorithm(scope)];
  const body = [
    '  count = 2',
    ...place(scope),
    `  domain_name = "${name}-\${count.index}.example.com"`,
    '  validation_method = "DNS"',
    `  key_algorithm = ${scope.random.chance(0.5) ? algorithms[0] : `[${algorithms.join(', ')}][count.index]`}`,
  ];
  scope.blocks.push(resource('aws_acm_certificate', name, body));
  const address = `aws_acm_certificate.${name}`;
  scope.arns.push(
    scope.random.pick([
      `${address}[1].arn`,
      `${address}[var.index].arn`,
      `${address}.*.arn[0]`,
      `element(${address}.*.arn, 1)`,
    ]),
  );
  scope.lists.push(address);
  scope.maps.push({ expression: `{ a = ${address}[0].arn, b = ${address}[1].arn }`, keys: ['a', 'b'] });
  scope.maps.push({ expression: `{ for i, c in ${address} : "k\${i}" => c.arn }`, keys: ['k0', 'k1'] });
}

function addForEach(scope: Scope): void {
  const { random } = scope;
  const name = scope.name('m');
  const address = `aws_acm_certificate.${name}`;
  const isMap = random.chance(0.6);
  const over = isMap ? `{ a = ${algorithm(scope)}, b = ${algorithm(scope)} }` : 'toset(["a", "b"])';
  const body = [
    `  for_each = ${random.chance(0.3) ? addLocal(scope, over) : over}`,
    ...place(scope),
    `  domain_name = "${name}-\${each.key}.example.com"`,
    '  validation_method = "DNS"',
    `  key_algorithm = ${isMap ? 'each.value' : `{ a = ${algorithm(scope)}, b = ${algorithm(scope)} }[each.key]`}`,
  ];
  scope.blocks.push(resource('aws_acm_certificate', name, body));
  scope.arns.push(random.pick([`${address}["a"].arn`, `values(${address})[1].arn`, `values(${address}).*.arn[0]`]));
  scope.owners.push(address);
  scope.maps.push({ expression: `{ for k, c in ${address} : k => c.arn }`, keys: ['a', 'b'] });
  if (!random.chance(0.3)) return;
  const validation = scope.name('v');
  const provider = scope.blocks.at(-1)?.match(/^ {2}(?:provider|region) .*$/gm) ?? [];
  const validated = [`  for_each = ${address}`, ...provider, '  certificate_arn = each.value.arn'];
  scope.blocks.push(resource('aws_acm_certificate_validation', validation, validated));
  scope.arns.push(`aws_acm_certificate_validation.${validation}["b"].certificate_arn`);
}

/** A certificate that stands once or not at all. */
function addOptional(scope: Scope): void {
  const { random } = scope;
  const name = scope.name('o');
  const address = `aws_acm_certificate.${name}`;
  const body = [
    `  count = ${knownCondition(scope)} ? 1 : 0`,
    ...place(scope),
    ...requested(scope, quoted(`${name}.example.com`)),
  ];
  scope.blocks.push(resource('aws_acm_certificate', name, body));
  const other = random.pick(scope.arns);
  scope.arns.push(
    random.pick([
      `try(${address}[0].arn, ${other})`,
      `coalesce(one(${address}[*].arn), ${other})`,
      `join("", ${address}.*.arn)`,
      `element(concat(${address}[*].arn, [${other}]), 0)`,
      `try(one(${address}).arn, "")`,
      `(length(${address}) > 0 ? ${address}[0].arn : ${other})`,
    ]),
  );
}

function addImported(scope: Scope): void {
  const pem = addPem(scope);
  const name = scope.name('i');
  scope.blocks.push(
    resource('aws_acm_certificate', name, [
      ...place(scope),
      `  certificate_body = ${pem.body}`,
      `  private_key = ${pem.key}`,
    ]),
  );
  scope.arns.push(`aws_acm_certificate.${name}.arn`);
}

function addUploaded(scope: Scope): void {
  const { random } = scope;
  const pem = addPem(scope);
  const name = scope.name('s');
  const address = `aws_iam_server_certificate.${name}`;
  const path = random.chance(0.3) ? '/cloudfront/' : undefined;
  const naming = random.chance(0.5) ? `  name = ${quoted(name)}` : `  name_prefix = ${quoted(`${name}-`)}`;
  const body = [
    naming,
    ...(path === undefined ? [] : [`  path = ${quoted(path)}`]),
    `  certificate_body = ${pem.body}`,
    `  private_key = ${pem.key}`,
  ];
  scope.blocks.push(resource('aws_iam_server_certificate', name, body));
  const prefix = `arn:aws:iam::123456789012:server-certificate${path ?? '/'}`;
  scope.arns.push(
    random.weighted([
      [4, `${address}.arn`],
      [1, `format("${prefix}%s", ${address}.name)`],
      [1, `"${prefix}\${${address}.name}"`],
      [1, `${address}.id`],
    ]),
  );
}

/** A key and a certificate, as expressions. RSA keys of 4096 bits take seconds to make: they are rare. */
function addPem(scope: Scope): { readonly body: string; readonly key: string } {
  const { random } = scope;
  const name = scope.name('k');
  const arguments_ = random.weighted([
    [4, ['  algorithm = "RSA"', ...(random.chance(0.5) ? ['  rsa_bits = 2048'] : [])]],
    [4, ['  algorithm = "ECDSA"', `  ecdsa_curve = ${quoted(random.pick(['P256', 'P384']))}`]],
    [0.3, ['  algorithm = "RSA"', '  rsa_bits = 4096']],
    [1, [`  algorithm = ${knownCondition(scope)} ? "RSA" : "ECDSA"`, '  ecdsa_curve = "P256"']],
  ]);
  const key = `tls_private_key.${name}.private_key_pem`;
  scope.blocks.push(resource('tls_private_key', name, arguments_));
  scope.blocks.push(
    resource('tls_self_signed_cert', name, [
      `  private_key_pem = ${key}`,
      '  validity_period_hours = 8760',
      '  allowed_uses = ["server_auth"]',
      `  subject {\n    common_name = "${name}.example.com"\n  }`,
    ]),
  );
  const body = `tls_self_signed_cert.${name}.cert_pem`;
  const other = scope.pems.length > 0 ? random.pick(scope.pems) : body;
  scope.pems.push(body);
  const written = random.weighted([
    [5, body],
    [1, `(${knownCondition(scope)} ? ${body} : ${other})`],
    [1, `(${condition(scope)} ? ${body} : ${other})`],
    [1, `"\${${body}}\\n"`],
    [1, `try(${body}, ${other})`],
  ]);
  return { body: random.chance(0.4) ? addLocal(scope, written) : written, key };
}

function addLookedUp(scope: Scope): void {
  const { random } = scope;
  const name = scope.name('d');
  const waits =
    random.chance(0.4) && scope.certificates.length > 0 ? [`  depends_on = [${random.pick(scope.certificates)}]`] : [];
  const body = [...place(scope), `  domain = "${name}.example.com"`, '  key_types = ["RSA_2048"]', ...waits];
  scope.blocks.push(`data "aws_acm_certificate" "${name}" {\n${body.join('\n')}\n}`);
  scope.arns.push(`data.aws_acm_certificate.${name}.arn`);
}

function addLiteral(scope: Scope): void {
  const { random } = scope;
  const region = random.pick(REGIONS);
  const literal = random.weighted([
    [5, `"arn:aws:acm:${region}:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"`],
    [2, '"arn:aws:iam::123456789012:server-certificate/standing"'],
    [1, `"arn:aws:acm-pca:${region}:123456789012:certificate-authority/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"`],
    [2, `"arn:aws:acm:\${${regionExpression(scope)}}:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"`],
    [1, '""'],
  ]);
  scope.arns.push(random.chance(0.5) ? addLocal(scope, literal) : literal);
}

/** Something that carries an ARN which exists already, known only after apply. */
function addCarrier(scope: Scope): void {
  const { random } = scope;
  if (scope.arns.length === 0) return;
  const name = scope.name('t');
  const arn = arnExpression(scope);
  random.weighted([
    [
      3,
      () => {
        scope.blocks.push(resource('terraform_data', name, [`  input = ${arn}`]));
        scope.arns.push(`terraform_data.${name}.output`);
      },
    ],
    [
      2,
      () => {
        scope.blocks.push(resource('terraform_data', name, [`  input = { arn = ${arn}, on = ${condition(scope)} }`]));
        scope.arns.push(`terraform_data.${name}.output.arn`);
      },
    ],
    [
      2,
      () => {
        scope.blocks.push(resource('null_resource', name, [`  triggers = { arn = ${arn} }`]));
        scope.arns.push(`null_resource.${name}.triggers.arn`);
      },
    ],
    [
      1,
      () => {
        scope.blocks.push(resource('time_sleep', name, ['  create_duration = "1s"', `  triggers = { arn = ${arn} }`]));
        scope.arns.push(`time_sleep.${name}.triggers["arn"]`);
      },
    ],
  ])();
}

function requested(scope: Scope, domain: string): readonly string[] {
  const { random } = scope;
  const key = random.weighted([
    [6, [`  key_algorithm = ${algorithm(scope)}`]],
    [2, []],
    [1, [`  key_algorithm = ${knownCondition(scope)} ? ${algorithm(scope)} : ${algorithm(scope)}`]],
    [0.5, [`  key_algorithm = ${scope.token} == "00" ? ${algorithm(scope)} : ${algorithm(scope)}`]],
  ]);
  return [`  domain_name = ${domain}`, '  validation_method = "DNS"', ...key];
}

function algorithm(scope: Scope): string {
  return quoted(scope.random.pick(ALGORITHMS));
}

/** The arguments that say in which Region a resource lives. */
export function place(scope: Scope): readonly string[] {
  const { random } = scope;
  const provider = random.pick(scope.providers);
  return [
    ...(provider === 'aws' ? [] : [`  provider = ${provider}`]),
    ...(scope.style === 'v6' && random.chance(0.25) ? [`  region = ${regionExpression(scope)}`] : []),
  ];
}

export function resource(type: string, name: string, body: readonly string[]): string {
  return `resource "${type}" "${name}" {\n${body.join('\n')}\n}`;
}
