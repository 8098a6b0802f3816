import type { ListenerFacts } from '../../../model/facts.js';
import {
  arrayOf,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  property,
  stringProperty,
} from '../../../model/json.js';
import { known, unknown } from '../../../model/value.js';
import {
  amongEachOther,
  listenerFacts,
  orUnsaid,
  parseProtocol,
  portIn,
  unknownListeners,
  unsaidInstanceProtocol,
} from '../listener.js';
import { type TemplatePlace, templateCertificate } from './certificate.js';
import type { TemplateScope } from './evaluate.js';
import { callAt, evaluateText, spelled } from './evaluate.js';
import { templateSecurityPolicy } from './security-policy.js';
import { canBecome, LOAD_BALANCER, typesInLoop } from './unread.js';

/** Whether a template makes load balancers, be it in a loop. */
export function hasLoadBalancers(template: JsonObject): boolean {
  return Object.entries(objectOf(property(template, 'Resources'))).some(([name, resource]) =>
    name.startsWith('Fn::') ? makesLoadBalancers(resource) : stringProperty(resource, 'Type') === LOAD_BALANCER,
  );
}

function makesLoadBalancers(loop: Json): boolean {
  return typesInLoop(loop).some((type) => canBecome(type, LOAD_BALANCER));
}

/**
 * The listeners of the load balancers in a template.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancing-loadbalancer.html
 */
export function templateListeners(place: TemplatePlace): readonly ListenerFacts[] {
  const resources = Object.entries(objectOf(property(place.scope.template, 'Resources')));
  return resources.flatMap(([name, resource]) => {
    if (name.startsWith('Fn::')) return listenersOfLoop(place, resource);
    return stringProperty(resource, 'Type') === LOAD_BALANCER ? listenersOf(place, resource) : [];
  });
}

/** A loop or macro among the resources writes some of its own. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html */
function listenersOfLoop(place: TemplatePlace, loop: Json): readonly ListenerFacts[] {
  if (!makesLoadBalancers(loop)) return [];
  const reason = 'a loop of the template makes the load balancers';
  return [unknownListeners(place.loadBalancer, reason, reason)];
}

function listenersOf(place: TemplatePlace, resource: Json): readonly ListenerFacts[] {
  const condition = stringProperty(resource, 'Condition');
  const made = condition === undefined ? known(true) : place.scope.condition(condition);
  if (made.kind === 'known' && !made.value) return [];
  const doubt = made.kind === 'unknown' ? `condition ${condition} decides whether it is made (${made.reason})` : null;
  const properties = objectOf(property(resource, 'Properties'));
  const name = evaluateText(place.scope, properties['LoadBalancerName']);
  const stack = place.loadBalancer;
  const facts = {
    ...stack.facts,
    name: name.kind === 'absent' ? unknown<string>('CloudFormation names the load balancer') : name,
  };
  const loadBalancer = { ...stack, facts, doubt: stack.doubt ?? doubt };
  const { items, mayHaveMore } = itemsOf(place.scope, property(properties, 'Listeners'));
  const found = items.flatMap(({ node, doubt: perhaps }) => {
    return isObject(node) ? [listenerOf({ ...place, loadBalancer }, properties, node, perhaps)] : [];
  });
  const more = mayHaveMore === null ? [] : [unknownListeners(loadBalancer, mayHaveMore)];
  return [...amongEachOther(found), ...more];
}

function listenerOf(
  place: TemplatePlace,
  properties: JsonObject,
  node: JsonObject,
  doubt: string | null,
): ListenerFacts {
  const text = (one: Json | undefined) => evaluateText(place.scope, one);
  const port = orUnsaid(portIn(text(node['LoadBalancerPort'])), 'the template gives no port');
  const protocol = parseProtocol(text(node['Protocol']));
  const instanceProtocol = text(node['InstanceProtocol']);
  return listenerFacts(place.loadBalancer, {
    port,
    protocol: orUnsaid(protocol, 'the template gives no protocol'),
    instancePort: orUnsaid(portIn(text(node['InstancePort'])), 'the template gives no port'),
    instanceProtocol:
      instanceProtocol.kind === 'absent' ? unsaidInstanceProtocol(protocol) : parseProtocol(instanceProtocol),
    certificate: templateCertificate(place, node['SSLCertificateId']),
    tlsPolicy: () => templateSecurityPolicy(text, properties, node, port),
    doubt,
  });
}

/** An item of a list, and why it may be left out; null for one that surely is there. */
export interface Item {
  readonly node: Json;
  readonly doubt: string | null;
}

/** The items of a list in a template, conditions among them looked at. */
export interface Items {
  readonly items: readonly Item[];
  /** Why there may be items besides; null where these are all. */
  readonly mayHaveMore: string | null;
}

const MAX_DEPTH = 10;

function itemsOf(scope: TemplateScope, node: Json | undefined, doubt: string | null = null, depth = 0): Items {
  const call = callAt(node);
  if (call === undefined) {
    const parts = arrayOf(node).map((item) => itemOf(scope, item, doubt, depth));
    return joined(parts);
  }
  return branch(scope, node, doubt, depth, (then, why) => itemsOf(scope, then, why, depth + 1));
}

function itemOf(scope: TemplateScope, item: Json, doubt: string | null, depth: number): Items {
  if (callAt(item) === undefined) return { items: [{ node: item, doubt }], mayHaveMore: null };
  return branch(scope, item, doubt, depth, (then, why) => itemOf(scope, then, why, depth + 1));
}

/** `Fn::If` is one of its branches, each doubtful where the condition is not known; `AWS::NoValue` is nothing. */
function branch(
  scope: TemplateScope,
  node: Json | undefined,
  doubt: string | null,
  depth: number,
  take: (node: Json, doubt: string | null) => Items,
): Items {
  const call = callAt(node);
  if (call?.name === 'Ref' && call.argument === 'AWS::NoValue') return { items: [], mayHaveMore: null };
  if (call?.name !== 'Fn::If' || depth > MAX_DEPTH) {
    return { items: [], mayHaveMore: `the listeners come from ${call?.name ?? 'a function'} of the template` };
  }
  const [condition, then = null, otherwise = null] = arrayOf(call.argument);
  const holds = scope.condition(spelled(condition));
  if (holds.kind === 'known') return take(holds.value ? then : otherwise, doubt);
  const reason = `condition ${spelled(condition)} decides whether it is made`;
  return joined([take(then, doubt ?? reason), take(otherwise, doubt ?? reason)]);
}

function joined(parts: readonly Items[]): Items {
  return {
    items: parts.flatMap(({ items }) => items),
    mayHaveMore: parts.find(({ mayHaveMore }) => mayHaveMore !== null)?.mayHaveMore ?? null,
  };
}
