import { arrayOf, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { attribute, blockOf, numberAttribute, textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import type { ListenerSource } from '../sources.js';
import { annotationName, type Service, type ServicePort, serviceListeners } from './kubernetes/service.js';

/** Source: https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/manifest */
export default {
  mode: 'managed',
  type: 'kubernetes_manifest',
  collect(context, resource) {
    const [kind, version] = [
      textAttribute(resource, 'manifest', 'kind'),
      textAttribute(resource, 'manifest', 'apiVersion'),
    ];
    if (kind.kind !== 'known' || kind.value !== 'Service') return [];
    if (version.kind === 'known' && version.value !== 'v1') return [];
    return serviceListeners(context, resource, serviceOf(context, resource));
  },
} as const satisfies ListenerSource;

function serviceOf(context: FactContext, resource: Resource): Service {
  const expression = blockOf(context.resolver.plan, resource)?.block.body.expression('manifest');
  return {
    type: textAttribute(resource, 'manifest', 'spec', 'type'),
    loadBalancerClass: textAttribute(resource, 'manifest', 'spec', 'loadBalancerClass'),
    ports: portsOf(resource),
    annotation: (name) => textAttribute(resource, 'manifest', 'metadata', 'annotations', annotationName(name)),
    annotationExpressions: expression === undefined ? [] : [expression],
  };
}

function portsOf(resource: Resource): readonly ServicePort[] | undefined {
  const path = ['manifest', 'spec', 'ports'] as const;
  const count = arrayOf(property(property(resource.values['manifest'], 'spec'), 'ports')).length;
  if (count === 0 && attribute(resource, path).kind === 'unknown') return undefined;
  return Array.from({ length: count }, (_, at) => ({
    port: numberAttribute(resource, ...path, at, 'port'),
    nodePort: numberAttribute(resource, ...path, at, 'nodePort'),
    name: textAttribute(resource, ...path, at, 'name'),
    protocol: textAttribute(resource, ...path, at, 'protocol'),
  }));
}
