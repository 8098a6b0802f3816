import { place, resource } from './certificates.js';
import { arnExpression, knownCondition } from './expressions.js';
import { addLocal, quoted, type Scope } from './scope.js';

/** Adds what uses a certificate and is no Classic Load Balancer. */
export function addOtherUser(scope: Scope): void {
  scope.random.weighted<(scope: Scope) => void>([
    [3, addElbv2Listener],
    [2, addDistribution],
  ])(scope);
}

/** A listener of an Application or a Network Load Balancer, in the Region of both. */
function addElbv2Listener(scope: Scope): void {
  const { random } = scope;
  const name = scope.name('a');
  const where = place(scope);
  const isApplication = random.chance(0.6);
  const kind = isApplication ? 'application' : 'network';
  const written = random.weighted([
    [3, quoted(kind)],
    [1, addLocal(scope, quoted(kind))],
    [1, `(${knownCondition(scope)} || true ? ${quoted(kind)} : "gateway")`],
  ]);
  scope.blocks.push(
    resource('aws_lb', name, [
      ...where,
      `  load_balancer_type = ${written}`,
      '  subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]',
    ]),
  );
  const protocol = isApplication ? 'HTTPS' : 'TLS';
  scope.blocks.push(
    resource('aws_lb_listener', name, [
      ...where,
      `  load_balancer_arn = aws_lb.${name}.arn`,
      `  port = ${random.chance(0.3) ? addLocal(scope, '443') : '443'}`,
      `  protocol = ${random.chance(0.3) ? addLocal(scope, quoted(protocol)) : quoted(protocol)}`,
      `  certificate_arn = ${arnExpression(scope)}`,
      '  default_action {\n    type = "forward"\n    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef"\n  }',
    ]),
  );
}

function addDistribution(scope: Scope): void {
  const name = scope.name('f');
  scope.blocks.push(
    resource('aws_cloudfront_distribution', name, [
      '  enabled = true',
      `  aliases = ["${name}.example.com"]`,
      '  origin {\n    domain_name = "web.example.com"\n    origin_id = "web"\n  }',
      '  default_cache_behavior {\n    allowed_methods = ["GET", "HEAD"]\n    cached_methods = ["GET", "HEAD"]\n    target_origin_id = "web"\n    viewer_protocol_policy = "redirect-to-https"\n  }',
      '  restrictions {\n    geo_restriction {\n      restriction_type = "none"\n    }\n  }',
      `  viewer_certificate {\n    acm_certificate_arn = ${arnExpression(scope)}\n    ssl_support_method = "sni-only"\n  }`,
    ]),
  );
}
