import { absent } from '../../model/value.js';
import type { ListenerSource } from '../sources.js';
import { beanstalkListeners } from './beanstalk/listeners.js';
import { misspeltSettings } from './beanstalk/misspelt.js';
import { CERTIFICATE_SETTING, TEMPLATE, templateSettings, usedTemplates } from './beanstalk/settings.js';

/**
 * A saved configuration makes no load balancer; an environment that is made from it does. Where the plan has that
 * environment, its listeners are told there.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_configuration_template
 */
export default {
  mode: 'managed',
  type: TEMPLATE,
  certificateArgument: CERTIFICATE_SETTING,
  nestedBlocks: { setting: 'set' },
  misspellings: misspeltSettings,
  collect(context, resource) {
    if (usedTemplates(context.resolver).has(resource)) return [];
    const settings = templateSettings(context, resource);
    if (!settings.namespaces.some((namespace) => namespace.startsWith('aws:elb:'))) return [];
    const doubt = 'a saved configuration has a load balancer only in an environment that is made from it';
    return beanstalkListeners(context, resource, settings, absent, doubt);
  },
} as const satisfies ListenerSource;
