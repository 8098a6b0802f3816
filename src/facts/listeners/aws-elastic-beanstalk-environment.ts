import { objectOf } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../fact-context.js';
import { beanstalkListeners } from './beanstalk/listeners.js';
import { hiddenSettings, type Settings, settingsOf, settingsOver } from './beanstalk/settings.js';
import type { ListenerSource } from './listener-source.js';

const TEMPLATE = 'aws_elastic_beanstalk_configuration_template';

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment */
export default {
  mode: 'managed',
  type: 'aws_elastic_beanstalk_environment',
  collect(context, resource) {
    const own = settingsOver(settingsOf(context, resource), recordedSettings(context, resource));
    const template = templateSettings(context, resource);
    const settings = template === undefined ? own : settingsOver(own, template);
    return beanstalkListeners(context, resource, settings, textAttribute(resource, 'tier'), null);
  },
} satisfies ListenerSource;

/** The settings of the saved configuration that an environment is made from; its own win over them. */
function templateSettings(context: FactContext, resource: Resource): Settings | undefined {
  const name = textAttribute(resource, 'template_name');
  if (name.kind === 'absent') return undefined;
  const { resolver } = context;
  const origins = resolver.traceAttribute(resource, 'template_name');
  const [origin] = origins;
  const templates = resolver.index.ofType('managed', TEMPLATE).filter((template) => {
    if (origins.length === 1 && origin?.via.at(-1) === template.address) return true;
    const own = textAttribute(template, 'name');
    return (
      name.kind === 'known' && own.kind === 'known' && own.value === name.value && sameApplication(template, resource)
    );
  });
  const [template] = templates;
  if (template === undefined || templates.length > 1) {
    return hiddenSettings(resource, `the settings of the template of ${resource.address} are not in the plan`);
  }
  const settings = settingsOf(context, template);
  if (textAttribute(template, 'environment_id').kind === 'absent') return settings;
  return settingsOver(settings, hiddenSettings(template, `${template.address} copies the settings of an environment`));
}

function sameApplication(template: Resource, environment: Resource): boolean {
  const [one, other] = [textAttribute(template, 'application'), textAttribute(environment, 'application')];
  return one.kind !== 'known' || other.kind !== 'known' || one.value === other.value;
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
      return name === 'LoadBalancerType' ? setting : { ...setting, value: { kind: 'absent' } };
    },
  };
}
