import { arrayOf, type Json, objectOf, property } from '../../model/json.js';
import type { Expression, Resource } from '../../model/plan.js';
import { attribute, blockOf, numberAttribute, type Path, textAttribute } from '../../resolve/index.js';
import type { FactContext, ListenerSource } from '../sources.js';
import { meantAnnotation } from './kubernetes/misspelt.js';
import { annotationName, type Service, type ServicePort, serviceListeners } from './kubernetes/service.js';

/** How a resource type spells a Service. */
interface Spelling {
  readonly spec: Path;
  readonly loadBalancerClass: string;
  readonly ports: string;
  readonly nodePort: string;
  readonly annotations: Path;
  /** What the configuration sets the annotations with. */
  annotationExpression(context: FactContext, resource: Resource): Expression | undefined;
}

const RESOURCE: Spelling = {
  spec: ['spec', 0],
  loadBalancerClass: 'load_balancer_class',
  ports: 'port',
  nodePort: 'node_port',
  annotations: ['metadata', 0, 'annotations'],
  annotationExpression(context, resource) {
    const [metadata] = blockOf(context.resolver.plan, resource)?.block.body.blocks('metadata') ?? [];
    return metadata?.expression('annotations');
  },
};

const MANIFEST: Spelling = {
  spec: ['manifest', 'spec'],
  loadBalancerClass: 'loadBalancerClass',
  ports: 'ports',
  nodePort: 'nodePort',
  annotations: ['manifest', 'metadata', 'annotations'],
  annotationExpression: (context, resource) =>
    blockOf(context.resolver.plan, resource)?.block.body.expression('manifest'),
};

const ANNOTATION = 'the annotation service.beta.kubernetes.io/aws-load-balancer-ssl-cert';

/** Source: https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/service_v1 */
const service: ListenerSource = {
  mode: 'managed',
  type: 'kubernetes_service',
  certificateArgument: ANNOTATION,
  nestedBlocks: { metadata: 'list', spec: 'list', 'spec.port': 'list' },
  collect: (context, resource) => serviceListeners(context, resource, serviceIn(context, resource, RESOURCE)),
  misspellings: (resource) => misspeltAnnotations(resource, RESOURCE),
};

/** Source: https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/manifest */
const manifest: ListenerSource = {
  mode: 'managed',
  type: 'kubernetes_manifest',
  certificateArgument: ANNOTATION,
  collect(context, resource) {
    const kind = textAttribute(resource, 'manifest', 'kind');
    const version = textAttribute(resource, 'manifest', 'apiVersion');
    if (kind.kind !== 'known' || kind.value !== 'Service') return [];
    if (version.kind === 'known' && version.value !== 'v1') return [];
    return serviceListeners(context, resource, serviceIn(context, resource, MANIFEST));
  },
  misspellings: (resource) => misspeltAnnotations(resource, MANIFEST),
};

/** A Service of Kubernetes, as a resource under its older and its newer name, and as a manifest. */
export default [service, { ...service, type: 'kubernetes_service_v1' }, manifest];

function misspeltAnnotations(resource: Resource, { annotations }: Spelling): readonly string[] {
  const set = attribute(resource, annotations);
  if (set.kind !== 'known' || set.sensitive === true) return [];
  return Object.keys(objectOf(set.value)).flatMap((name) => {
    const meant = meantAnnotation(name);
    return meant === undefined ? [] : [`"${name}" is no annotation, did you mean "${meant}"`];
  });
}

function serviceIn(context: FactContext, resource: Resource, spelling: Spelling): Service {
  const { spec, loadBalancerClass, annotations } = spelling;
  const expression = spelling.annotationExpression(context, resource);
  return {
    type: textAttribute(resource, ...spec, 'type'),
    loadBalancerClass: textAttribute(resource, ...spec, loadBalancerClass),
    ports: portsIn(resource, spelling),
    annotation: (name) => textAttribute(resource, ...annotations, annotationName(name)),
    evaluatedAnnotation: (name) => context.resolver.evaluatedPart(resource, [...annotations, annotationName(name)]),
    annotationExpressions: expression === undefined ? [] : [expression],
  };
}

function portsIn(resource: Resource, { spec, ports, nodePort }: Spelling): readonly ServicePort[] | undefined {
  const path = [...spec, ports];
  const planned = path.reduce<Json | undefined>(
    (place, step) => (typeof step === 'number' ? arrayOf(place)[step] : property(place, step)),
    resource.values,
  );
  const list = arrayOf(planned);
  if (list.length === 0 && attribute(resource, path).kind === 'unknown') return undefined;
  return list.map((_, at) => ({
    port: numberAttribute(resource, ...path, at, 'port'),
    nodePort: numberAttribute(resource, ...path, at, nodePort),
    name: textAttribute(resource, ...path, at, 'name'),
    protocol: textAttribute(resource, ...path, at, 'protocol'),
  }));
}
