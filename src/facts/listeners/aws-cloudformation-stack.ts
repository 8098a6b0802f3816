import { arrayOf, type Json, type JsonObject, property } from '../../model/json.js';
import { absent } from '../../model/value.js';
import { blockOf, textAttribute } from '../../resolve/index.js';
import type { ListenerSource } from '../sources.js';
import { LOAD_BALANCER, templateListeners } from './cloudformation/listeners.js';
import { parseStackTemplate, stackScope } from './cloudformation/template.js';
import { foundLoadBalancer, unknownListeners } from './listener.js';

/** Transforms that leave load balancers alone. */
const HARMLESS: ReadonlySet<unknown> = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
]);

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudformation_stack */
export default {
  mode: 'managed',
  type: 'aws_cloudformation_stack',
  // Its outputs.
  repeatsText: true,
  collect(context, resource) {
    const body = textAttribute(resource, 'template_body');
    if (body.kind !== 'known' || !body.value.includes(LOAD_BALANCER)) return [];
    const loadBalancer = foundLoadBalancer(context, resource, absent);
    if (body.sensitive === true) {
      const reason = 'the template is marked sensitive, and every finding would tell of it';
      return [unknownListeners(loadBalancer, reason, reason)];
    }
    const template = parseStackTemplate(body.value);
    if (template === undefined) return [];
    const parameters = blockOf(context.resolver.plan, resource)?.block.body.expression('parameters');
    return templateListeners({
      loadBalancer: { ...loadBalancer, doubt: macroDoubt(template) },
      scope: stackScope(resource, template, loadBalancer.facts),
      parameters: parameters === undefined ? [] : [parameters],
    });
  },
  unseen(resource) {
    const body = textAttribute(resource, 'template_body');
    if (body.kind === 'unknown') return 'its template is known after apply';
    if (body.kind === 'known') {
      const isUnreadable = body.value.includes(LOAD_BALANCER) && parseStackTemplate(body.value) === undefined;
      return isUnreadable ? 'its template is neither JSON nor YAML that can be read' : undefined;
    }
    return textAttribute(resource, 'template_url').kind === 'absent' ? undefined : 'its template is at a URL';
  },
} as const satisfies ListenerSource;

/** A macro of somebody's own may rewrite the whole template. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html */
function macroDoubt(template: JsonObject): string | null {
  const transform = property(template, 'Transform');
  const names: readonly Json[] =
    transform === undefined ? [] : Array.isArray(transform) ? arrayOf(transform) : [transform];
  return names.every((name) => HARMLESS.has(name)) ? null : 'a macro may rewrite the template';
}
