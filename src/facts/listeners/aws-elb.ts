import type { ListenerFacts } from '../../model/facts.js';
import type { Body, Resource } from '../../model/plan.js';
import { absent, known, unknown, type Value } from '../../model/value.js';
import { attribute, blockOf, numberAttribute, textAttribute } from '../../resolve/index.js';
import { unknownCertificate } from '../certificates/blank.js';
import { findCertificate } from '../certificates/find-certificate.js';
import { formatDate } from '../dates.js';
import type { FactContext } from '../fact-context.js';
import { withInstancePortSecurity } from './instance-port-security.js';
import { blocksOf, type PlannedListener } from './listener-blocks.js';
import type { ListenerSource } from './listener-source.js';
import { loadBalancerFacts } from './load-balancer.js';
import { parseProtocol, securityOf } from './protocol.js';

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb */
export default {
  mode: 'managed',
  type: 'aws_elb',
  collect(context, resource) {
    const listeners = attribute(resource, ['listener']);
    if (listeners.kind === 'absent') return [];
    const count = Array.isArray(resource.values['listener']) ? resource.values['listener'].length : 0;
    if (count === 0) return listeners.kind === 'unknown' ? [wholeSet(context, resource, listeners.reason)] : [];
    const planned = Array.from({ length: count }, (_, at) => plannedListener(resource, at));
    const blocks = blocksOf(planned, blockOf(context.resolver.plan, resource)?.block.body.blocks('listener') ?? []);
    return withInstancePortSecurity(
      planned.map((listener, at) => listenerFacts(context, resource, listener, blocks[at] ?? [])),
    );
  },
} satisfies ListenerSource;

/** One element of the planned set. `after` and `after_unknown` share its index; the configuration does not. */
function plannedListener(resource: Resource, at: number): PlannedListener {
  const path = ['listener', at] as const;
  return {
    port: numberAttribute(resource, ...path, 'lb_port'),
    protocol: parseProtocol(textAttribute(resource, ...path, 'lb_protocol')),
    instancePort: numberAttribute(resource, ...path, 'instance_port'),
    instanceProtocol: parseProtocol(textAttribute(resource, ...path, 'instance_protocol')),
    certificate: textAttribute(resource, ...path, 'ssl_certificate_id'),
  };
}

function listenerFacts(
  context: FactContext,
  resource: Resource,
  planned: PlannedListener,
  blocks: readonly Body[],
): ListenerFacts {
  const expressions = blocks.flatMap((block) => block.expression('ssl_certificate_id') ?? []);
  const certificate = findCertificate(context, resource, planned.certificate, expressions);
  return {
    ...frame(context, resource),
    port: shown(planned.port),
    protocol: shown(planned.protocol),
    secure: shown(securityOf(planned.protocol)),
    instancePort: shown(planned.instancePort),
    instanceProtocol: shown(planned.instanceProtocol),
    certificate: certificate.facts,
    trace: [resource.address, ...certificate.trace],
  };
}

/** A set of listeners of which not even the number is known. */
function wholeSet(context: FactContext, resource: Resource, reason: string): ListenerFacts {
  const hidden = unknown<never>(reason);
  return {
    ...frame(context, resource),
    port: hidden,
    protocol: hidden,
    secure: hidden,
    instancePort: hidden,
    instanceProtocol: hidden,
    instancePortSecurity: hidden,
    certificate: unknownCertificate(reason),
    trace: [resource.address],
  };
}

function frame(context: FactContext, resource: Resource) {
  return {
    address: resource.address,
    constructPath: resource.constructPath ?? null,
    instancePortSecurity: known('consistent' as const),
    loadBalancer: loadBalancerFacts(context, resource, loadBalancerName(resource)),
    certainty: 'certain' as const,
    now: formatDate(context.now),
  };
}

function loadBalancerName(resource: Resource): Value<string> {
  const name = textAttribute(resource, 'name');
  return name.kind === 'absent' ? absent : name;
}

/** Terraform marks a whole set sensitive when one value in it is; ports and protocols are shown all the same. */
function shown<T>(value: Value<T>): Value<T> {
  if (value.kind === 'known') return known(value.value);
  if (value.kind === 'absent') return value;
  const { sensitive: _, ...rest } = value;
  return rest;
}
