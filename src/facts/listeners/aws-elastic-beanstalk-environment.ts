import { objectOf } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { absent } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext, ListenerSource } from '../sources.js';
import { beanstalkListeners } from './beanstalk/listeners.js';
import { misspeltSettings } from './beanstalk/misspelt.js';
import {
  CERTIFICATE_SETTING,
  ENVIRONMENT,
  type Settings,
  settingsOf,
  settingsOver,
  templateOf,
  templateSettings,
  unknownSettings,
} from './beanstalk/settings.js';

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment */
export default {
  mode: 'managed',
  type: ENVIRONMENT,
  certificateArgument: CERTIFICATE_SETTING,
  nestedBlocks: { setting: 'set' },
  misspellings: misspeltSettings,
  collect(context, resource) {
    const own = settingsOver(settingsOf(context, resource), recordedSettings(context, resource));
    const template = settingsBelow(context, resource);
    const settings = template === undefined ? own : settingsOver(own, template);
    return beanstalkListeners(context, resource, settings, textAttribute(resource, 'tier'), null);
  },
} as const satisfies ListenerSource;

/** The settings of the saved configuration that an environment is made from; its own win over them. */
function settingsBelow(context: FactContext, resource: Resource): Settings | undefined {
  const template = templateOf(context, resource);
  if (template !== undefined) return templateSettings(context, template);
  if (textAttribute(resource, 'template_name').kind === 'absent') return undefined;
  return unknownSettings(resource, `the settings of the template of ${resource.address} are not in the plan`);
}

/**
 * What an environment that exists already has in effect, wherever it was set. The kind of its load balancer stays what
 * it was; of the rest an update may change anything.
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.elb.html
 */
function recordedSettings(context: FactContext, resource: Resource): Settings {
  const exists = resource.before !== null && resource.action !== 'replace';
  const past: Resource = { ...resource, values: objectOf(resource.before), unknown: {} };
  const recorded = settingsOf(context, exists ? past : { ...past, values: {} }, 'all_settings');
  if (resource.action !== 'update') return recorded;
  return {
    ...recorded,
    namespaces: [],
    find(namespace, name) {
      const setting = recorded.find(namespace, name);
      return name === 'LoadBalancerType' ? setting : { ...setting, value: absent };
    },
  };
}
