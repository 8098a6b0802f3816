import { AcmCertificate } from '@cdktn/provider-aws/lib/acm-certificate/index.js';
import { AcmCertificateValidation } from '@cdktn/provider-aws/lib/acm-certificate-validation/index.js';
import { Elb } from '@cdktn/provider-aws/lib/elb/index.js';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider/index.js';
import { TerraformStack } from 'cdktn';
import type { Construct } from 'constructs';

/** Accepted: an RSA_2048 certificate in the load balancer's Region, and nothing starts before it is issued. */
export class AcceptedStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });

    const certificate = new AcmCertificate(this, 'certificate', {
      domainName: 'shop.example.com',
      validationMethod: 'DNS',
      keyAlgorithm: 'RSA_2048',
    });
    const issued = new AcmCertificateValidation(this, 'issued', { certificateArn: certificate.arn });

    new Elb(this, 'shop', {
      name: 'shop',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      listener: [
        { lbPort: 80, lbProtocol: 'http', instancePort: 8080, instanceProtocol: 'http' },
        {
          lbPort: 443,
          lbProtocol: 'https',
          instancePort: 8080,
          instanceProtocol: 'http',
          sslCertificateId: issued.certificateArn,
        },
      ],
    });
  }
}
