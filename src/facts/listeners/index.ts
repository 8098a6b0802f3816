import awsElasticBeanstalkConfigurationTemplate from './aws-elastic-beanstalk-configuration-template.js';
import awsElasticBeanstalkEnvironment from './aws-elastic-beanstalk-environment.js';
import awsElb from './aws-elb.js';
import type { ListenerSource } from './listener-source.js';

/** Every resource type that creates listeners of Classic Load Balancers. */
export const listenerSources: readonly ListenerSource[] = [
  awsElb,
  awsElasticBeanstalkEnvironment,
  awsElasticBeanstalkConfigurationTemplate,
];
