import { once } from '../../model/once.js';
import type { Body, Resource } from '../../model/plan.js';
import { attribute, blockOf, numberAttribute, textAttribute } from '../../resolve/index.js';
import type { TracedCertificate } from '../certificates/certificate-source.js';
import { findCertificate } from '../certificates/find-certificate.js';
import type { FactContext } from '../fact-context.js';
import { attachedTlsPolicy } from '../tls-policy/attached.js';
import { withInstancePortSecurity } from './instance-port-security.js';
import { blocksOf, type PlannedListener } from './listener-blocks.js';
import { listenerFacts, unknownListeners } from './listener-facts.js';
import type { ListenerSource } from './listener-source.js';
import { loadBalancerFacts } from './load-balancer.js';
import { parseProtocol } from './protocol.js';

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb */
export default {
  mode: 'managed',
  type: 'aws_elb',
  collect(context, resource) {
    const listeners = attribute(resource, ['listener']);
    if (listeners.kind === 'absent') return [];
    const count = Array.isArray(resource.values['listener']) ? resource.values['listener'].length : 0;
    const frame = { loadBalancer: loadBalancerFacts(context, resource, textAttribute(resource, 'name')), doubt: null };
    if (count === 0)
      return listeners.kind === 'unknown' ? [unknownListeners(context, resource, frame, listeners.reason)] : [];
    const planned = Array.from({ length: count }, (_, at) => plannedListener(resource, at));
    // Looked for when they are first asked for: most certificates are told without.
    const blocks = once(() =>
      blocksOf(planned, blockOf(context.resolver.plan, resource)?.block.body.blocks('listener') ?? []),
    );
    return withInstancePortSecurity(
      planned.map((listener, at) =>
        listenerFacts(context, resource, frame, {
          planned: listener,
          certificate: certificateOf(context, resource, listener, () => blocks()[at] ?? []),
          tlsPolicy: () => attachedTlsPolicy(context, resource, listener.port),
        }),
      ),
    );
  },
} satisfies ListenerSource;

/** One element of the planned set. `after` and `after_unknown` share its index; the configuration does not. */
function plannedListener(resource: Resource, at: number): PlannedListener {
  return {
    port: numberAttribute(resource, 'listener', at, 'lb_port'),
    protocol: parseProtocol(textAttribute(resource, 'listener', at, 'lb_protocol')),
    instancePort: numberAttribute(resource, 'listener', at, 'instance_port'),
    instanceProtocol: parseProtocol(textAttribute(resource, 'listener', at, 'instance_protocol')),
    certificate: textAttribute(resource, 'listener', at, 'ssl_certificate_id'),
  };
}

function certificateOf(
  context: FactContext,
  resource: Resource,
  planned: PlannedListener,
  blocks: () => readonly Body[],
): TracedCertificate {
  return findCertificate(context, resource, planned.certificate, () =>
    blocks().flatMap((block) => block.expression('ssl_certificate_id') ?? []),
  );
}
