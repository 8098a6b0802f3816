import type { Resource } from '../../../model/plan.js';
import { textAttribute } from '../../../resolve/index.js';
import type { FactContext } from '../../fact-context.js';
import { hiddenSettings, type Settings, settingsOf, settingsOver } from './settings.js';

export const TEMPLATE = 'aws_elastic_beanstalk_configuration_template';
export const ENVIRONMENT = 'aws_elastic_beanstalk_environment';

/** The saved configuration in the plan that an environment is made from; undefined where the plan does not have it. */
export function templateOf({ resolver }: FactContext, environment: Resource): Resource | undefined {
  const name = textAttribute(environment, 'template_name');
  if (name.kind === 'absent') return undefined;
  const origins = resolver.traceAttribute(environment, 'template_name');
  const [origin] = origins;
  const templates = resolver.index.ofType('managed', TEMPLATE).filter((template) => {
    if (origins.length === 1 && origin?.via.at(-1) === template.address) return true;
    const own = textAttribute(template, 'name');
    return (
      name.kind === 'known' &&
      own.kind === 'known' &&
      own.value === name.value &&
      sameApplication(template, environment)
    );
  });
  return templates.length === 1 ? templates[0] : undefined;
}

/** All settings of a saved configuration, as far as the plan shows them. */
export function templateSettings(context: FactContext, template: Resource): Settings {
  const settings = settingsOf(context, template);
  if (textAttribute(template, 'environment_id').kind === 'absent') return settings;
  return settingsOver(settings, hiddenSettings(template, `${template.address} copies the settings of an environment`));
}

function sameApplication(template: Resource, environment: Resource): boolean {
  const [one, other] = [textAttribute(template, 'application'), textAttribute(environment, 'application')];
  return one.kind !== 'known' || other.kind !== 'known' || one.value === other.value;
}
