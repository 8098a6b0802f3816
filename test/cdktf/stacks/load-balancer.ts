import type { ElbConfig, ElbListener } from '@cdktf/provider-aws/lib/elb/index.js';
import { Elb } from '@cdktf/provider-aws/lib/elb/index.js';
import type { Construct } from 'constructs';

/** A listener that needs a certificate. */
export function https(lbPort: number, sslCertificateId?: string): ElbListener {
  const listener = { lbPort, lbProtocol: 'https', instancePort: 8080, instanceProtocol: 'http' };
  return sslCertificateId === undefined ? listener : { ...listener, sslCertificateId };
}

export function loadBalancer(
  scope: Construct,
  id: string,
  listener: ElbConfig['listener'],
  more: Partial<ElbConfig> = {},
): Elb {
  return new Elb(scope, id, { name: id, availabilityZones: ['eu-west-1a'], listener, ...more });
}
