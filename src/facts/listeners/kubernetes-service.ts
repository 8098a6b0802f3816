import { arrayOf, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { attribute, blockOf, numberAttribute, textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import type { ListenerSource } from '../sources.js';
import { annotationName, type Service, type ServicePort, serviceListeners } from './kubernetes/service.js';

/** Source: https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/service_v1 */
const kubernetesService: ListenerSource = {
  mode: 'managed',
  type: 'kubernetes_service',
  nestedBlocks: ['metadata', 'spec', 'spec.port'],
  collect: (context, resource) => serviceListeners(context, resource, serviceOf(context, resource)),
};

/** The same resource under its two names. */
export default [kubernetesService, { ...kubernetesService, type: 'kubernetes_service_v1' }];

function serviceOf(context: FactContext, resource: Resource): Service {
  const [metadata] = blockOf(context.resolver.plan, resource)?.block.body.blocks('metadata') ?? [];
  const annotations = metadata?.expression('annotations');
  return {
    type: textAttribute(resource, 'spec', 0, 'type'),
    loadBalancerClass: textAttribute(resource, 'spec', 0, 'load_balancer_class'),
    ports: portsOf(resource),
    annotation: (name) => textAttribute(resource, 'metadata', 0, 'annotations', annotationName(name)),
    annotationExpressions: annotations === undefined ? [] : [annotations],
  };
}

function portsOf(resource: Resource): readonly ServicePort[] | undefined {
  const path = ['spec', 0, 'port'] as const;
  const count = arrayOf(property(arrayOf(resource.values['spec'])[0], 'port')).length;
  if (count === 0 && attribute(resource, path).kind === 'unknown') return undefined;
  return Array.from({ length: count }, (_, at) => ({
    port: numberAttribute(resource, ...path, at, 'port'),
    nodePort: numberAttribute(resource, ...path, at, 'node_port'),
    name: textAttribute(resource, ...path, at, 'name'),
    protocol: textAttribute(resource, ...path, at, 'protocol'),
  }));
}
