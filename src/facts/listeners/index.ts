import type { ListenerSource } from '../sources.js';
import awsCloudformationStack from './aws-cloudformation-stack.js';
import awsElasticBeanstalkConfigurationTemplate from './aws-elastic-beanstalk-configuration-template.js';
import awsElasticBeanstalkEnvironment from './aws-elastic-beanstalk-environment.js';
import awsElb from './aws-elb.js';
import awsLbListeners from './aws-lb-listener.js';
import awsLbListenerCertificates from './aws-lb-listener-certificate.js';
import awsccElasticloadbalancingLoadBalancer from './awscc-elasticloadbalancing-load-balancer.js';
import kubernetesServices from './kubernetes.js';
import notLookedInto from './not-looked-into.js';

/** Every resource type that creates listeners, those of Classic Load Balancers first. */
export const listenerSources: readonly ListenerSource[] = [
  awsElb,
  awsElasticBeanstalkEnvironment,
  awsElasticBeanstalkConfigurationTemplate,
  awsCloudformationStack,
  awsccElasticloadbalancingLoadBalancer,
  ...kubernetesServices,
  ...awsLbListeners,
  ...awsLbListenerCertificates,
  ...notLookedInto,
];
