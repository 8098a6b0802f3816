import { absent } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import { beanstalkListeners } from './beanstalk/listeners.js';
import { hiddenSettings, settingsOf, settingsOver } from './beanstalk/settings.js';
import type { ListenerSource } from './listener-source.js';

/**
 * A saved configuration makes no load balancer; an environment that is made from it does.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_configuration_template
 */
export default {
  mode: 'managed',
  type: 'aws_elastic_beanstalk_configuration_template',
  collect(context, resource) {
    const own = settingsOf(context, resource);
    const copied = hiddenSettings(resource, `${resource.address} copies the settings of an environment`);
    const settings = textAttribute(resource, 'environment_id').kind === 'absent' ? own : settingsOver(own, copied);
    const doubt = 'a saved configuration has a load balancer only in an environment that is made from it';
    return beanstalkListeners(context, resource, settings, absent, doubt);
  },
} satisfies ListenerSource;
