import { readFileSync } from 'node:fs';
import { Elb } from '@cdktn/provider-aws/lib/elb/index.js';
import { IamServerCertificate } from '@cdktn/provider-aws/lib/iam-server-certificate/index.js';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider/index.js';
import { TerraformStack, TerraformVariable } from 'cdktn';
import type { Construct } from 'constructs';

/** Accepted: an EC key, in IAM, which is where a Classic Load Balancer takes one from. */
export class EllipticStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const privateKey = new TerraformVariable(this, 'private_key', { type: 'string', sensitive: true });

    const certificate = new IamServerCertificate(this, 'certificate', {
      namePrefix: 'api-',
      certificateBody: readFileSync(new URL('api.example.com.pem', import.meta.url), 'utf8'),
      privateKey: privateKey.stringValue,
      lifecycle: { createBeforeDestroy: true },
    });

    new Elb(this, 'api', {
      name: 'api',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      listener: [
        {
          lbPort: 443,
          lbProtocol: 'https',
          instancePort: 8443,
          instanceProtocol: 'https',
          sslCertificateId: certificate.arn,
        },
      ],
    });
  }
}
