/**
 * Synthesises an app of cdktf: 40 stacks of 4 load balancers and 16 instances each, whose certificates are in a stack of
 * their own. `aspect` as the first word adds the aspect to each stack; without it there is none.
 */
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation/index.js';
import { Elb } from '@cdktf/provider-aws/lib/elb/index.js';
import { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Aspects, TerraformStack } from 'cdktf';

const STACKS = 40;
const LOAD_BALANCERS = 4;
const INSTANCES = 16;

const app = new App();
const certs = new TerraformStack(app, 'certs');
new AwsProvider(certs, 'aws', { region: 'eu-west-1' });

function certificateFor(name) {
  const certificate = new AcmCertificate(certs, name, { domainName: `${name}.example.com`, validationMethod: 'DNS' });
  return new AcmCertificateValidation(certs, `${name}-issued`, { certificateArn: certificate.arn });
}

const stacks = Array.from({ length: STACKS }, (_, at) => {
  const stack = new TerraformStack(app, `stack-${at}`);
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const issued = certificateFor(`site-${at}`);
  for (let number = 0; number < LOAD_BALANCERS; number += 1) {
    const listener = { lbPort: 443, lbProtocol: 'https', instancePort: 8080, instanceProtocol: 'http' };
    new Elb(stack, `web-${number}`, {
      name: `web-${at}-${number}`,
      availabilityZones: ['eu-west-1a'],
      listener: [{ ...listener, sslCertificateId: issued.certificateArn }],
    });
  }
  for (let number = 0; number < INSTANCES; number += 1) {
    const root = { volumeSize: 20, volumeType: 'gp3', encrypted: true };
    new Instance(stack, `backend-${number}`, {
      ami: 'ami-0123456789abcdef0',
      instanceType: 't3.micro',
      rootBlockDevice: root,
      tags: { Name: `backend-${at}-${number}`, Team: 'web' },
    });
  }
  return stack;
});

if (process.argv[2] === 'aspect') {
  const { ClassicElbCertificates } = await import('elbcert/cdktf');
  for (const stack of [certs, ...stacks]) Aspects.of(stack).add(new ClassicElbCertificates());
}
app.synth();
