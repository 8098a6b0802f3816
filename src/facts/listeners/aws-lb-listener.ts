import type { ListenerSource, ResourceSource } from '../sources.js';
import { CERTIFICATE, elbv2Listener, elbv2ListenerFacts } from './elbv2/listener.js';
import { LOAD_BALANCER_TYPES } from './elbv2/referenced.js';

/** Where the kind of the load balancer is read. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb */
const LOAD_BALANCERS: readonly ResourceSource[] = (['managed', 'data'] as const).flatMap((mode) =>
  [...LOAD_BALANCER_TYPES].map((type): ResourceSource => {
    return { mode, type, nestedBlocks: { access_logs: 'list', subnet_mapping: 'set' } };
  }),
);

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener */
const listener: ListenerSource = {
  mode: 'managed',
  type: 'aws_lb_listener',
  certificateArgument: CERTIFICATE,
  nestedBlocks: { default_action: 'list', mutual_authentication: 'list' },
  alsoReads: LOAD_BALANCERS,
  collect(context, resource) {
    const found = elbv2Listener(context, resource);
    // A Gateway Load Balancer ends no TLS.
    if (found.kind.kind === 'known' && found.kind.value === 'gateway') return [];
    const { resource: loadBalancer } = found.loadBalancer;
    return [elbv2ListenerFacts(context, resource, found, loadBalancer === undefined ? [] : [loadBalancer.address])];
  },
};

/** A listener of an Application or Network Load Balancer, under its newer and its older name. */
export default [listener, { ...listener, type: 'aws_alb_listener' }];
