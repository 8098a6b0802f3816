import { onceEach } from '../../model/collections.js';
import type { Resource } from '../../model/plan.js';
import { absent } from '../../model/value.js';
import { blockOf, textAttribute } from '../../resolve/index.js';
import type { ListenerSource } from '../sources.js';
import { hasLoadBalancers, templateListeners } from './cloudformation/listeners.js';
import { parseStackTemplate, stackScope } from './cloudformation/template.js';
import { macrosOf, unreadIn } from './cloudformation/unread.js';
import { foundLoadBalancer, unknownListeners } from './listener.js';

/** The template of a stack, parsed once; undefined where its text is not known, or is no template. */
const templateOf = onceEach((resource: Resource) => {
  const body = textAttribute(resource, 'template_body');
  return body.kind === 'known' ? parseStackTemplate(body.value) : undefined;
});

/** Why the template of a stack or a set of stacks may have listeners that are not read; nothing where it surely has none. */
function unreadTemplate(resource: Resource): string | undefined {
  const body = textAttribute(resource, 'template_body');
  if (body.kind === 'unknown') return 'its template is known after apply';
  if (body.kind === 'absent') {
    return textAttribute(resource, 'template_url').kind === 'absent' ? undefined : 'its template is at a URL';
  }
  const template = templateOf(resource);
  if (template === undefined) return 'its template is neither JSON nor YAML that can be read';
  const unread = unreadIn(template);
  if (unread.length === 0) return undefined;
  return body.sensitive === true ? 'its template is marked sensitive' : unread.join('; ');
}

/** Whether the template of a resource has load balancers, or parts that may make some. */
export function mayMakeListeners(resource: Resource): boolean {
  const template = templateOf(resource);
  return unreadTemplate(resource) !== undefined || (template !== undefined && hasLoadBalancers(template.template));
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudformation_stack */
export default {
  mode: 'managed',
  type: 'aws_cloudformation_stack',
  certificateArgument: 'SSLCertificateId of the listener',
  // Its outputs.
  repeatsText: true,
  collect(context, resource) {
    const body = textAttribute(resource, 'template_body');
    const template = templateOf(resource)?.template;
    if (body.kind !== 'known' || template === undefined || !hasLoadBalancers(template)) return [];
    const loadBalancer = foundLoadBalancer(context, resource, absent);
    if (body.sensitive === true) {
      const reason = 'the template is marked sensitive, and every finding would tell of it';
      return [unknownListeners(loadBalancer, reason, reason)];
    }
    const block = blockOf(context.resolver.plan, resource)?.block.body;
    const parameters = block?.expression('parameters');
    const hasDefaults = resource.action === 'create' && block !== undefined && parameters === undefined;
    const doubt = macrosOf(template).length === 0 ? null : 'a macro may rewrite the template';
    return templateListeners({
      loadBalancer: { ...loadBalancer, doubt },
      scope: stackScope(resource, template, loadBalancer.facts, hasDefaults),
      parameters: parameters === undefined ? [] : [parameters],
    });
  },
  unseen: unreadTemplate,
} as const satisfies ListenerSource;
