import { arrayOf } from '../../../model/json.js';
import type { Resource } from '../../../model/plan.js';
import { nearest } from '../../../model/suggest.js';
import { textAttribute } from '../../../resolve/index.js';

/** The options of a listener. Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elblistener */
const LISTENER_OPTIONS = [
  'ListenerProtocol',
  'InstancePort',
  'InstanceProtocol',
  'PolicyNames',
  'SSLCertificateId',
  'ListenerEnabled',
];

/**
 * The namespaces of load balancers, without a port or a name at their end, and the options of those that make Classic
 * listeners.
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
const NAMESPACES: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ['aws:elb:listener', LISTENER_OPTIONS],
  [
    'aws:elb:loadbalancer',
    [
      'CrossZone',
      'SecurityGroups',
      'ManagedSecurityGroup',
      'LoadBalancerHTTPPort',
      'LoadBalancerPortProtocol',
      'LoadBalancerHTTPSPort',
      'LoadBalancerSSLPortProtocol',
      'SSLCertificateId',
    ],
  ],
  ['aws:elb:policies', undefined],
  ['aws:elb:healthcheck', undefined],
  ['aws:elbv2:listener', undefined],
  ['aws:elbv2:listenerrule', undefined],
  ['aws:elbv2:loadbalancer', undefined],
]);

/** The settings whose namespace or option is nearly one that makes a listener. Elastic Beanstalk tells upper from lower case. */
export function misspeltSettings(resource: Resource): readonly string[] {
  return arrayOf(resource.values['setting']).flatMap((_, at) => {
    const [namespace, option] = ['namespace', 'name'].map((name) => textAttribute(resource, 'setting', at, name));
    if (namespace?.kind !== 'known' || option?.kind !== 'known') return [];
    if (namespace.sensitive === true || option.sensitive === true) return [];
    const { value: space } = namespace;
    const [, stem = space, end = ''] = /^(.+?:.+?:[^:]+)(:.*)$/.exec(space) ?? [];
    if (!NAMESPACES.has(stem)) return hint('namespace', space, nearest(stem, [...NAMESPACES.keys()]), end);
    const options = NAMESPACES.get(stem) ?? [];
    const isOption = options.length === 0 || options.includes(option.value);
    return isOption ? [] : hint(`option of ${space}`, option.value, nearest(option.value, options));
  });
}

function hint(what: string, written: string, meant: string | undefined, end = ''): readonly string[] {
  return meant === undefined ? [] : [`"${written}" is no ${what}, did you mean "${meant}${end}"`];
}
