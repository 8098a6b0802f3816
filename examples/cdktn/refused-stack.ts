import { AcmCertificate } from '@cdktn/provider-aws/lib/acm-certificate/index.js';
import { AcmCertificateValidation } from '@cdktn/provider-aws/lib/acm-certificate-validation/index.js';
import { Elb } from '@cdktn/provider-aws/lib/elb/index.js';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider/index.js';
import { TerraformStack } from 'cdktn';
import type { Construct } from 'constructs';

/** Refused three times: by the Region, by the key, and for want of any certificate. */
export class RefusedStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const virginia = new AwsProvider(this, 'virginia', { alias: 'virginia', region: 'us-east-1' });

    // CloudFront wants its certificates in us-east-1; a load balancer wants them in its own Region.
    const elsewhere = new AcmCertificate(this, 'elsewhere', {
      provider: virginia,
      domainName: 'www.example.com',
      validationMethod: 'DNS',
    });
    const issuedElsewhere = new AcmCertificateValidation(this, 'issued-elsewhere', {
      provider: virginia,
      certificateArn: elsewhere.arn,
    });

    // An Application Load Balancer takes this key from ACM; a Classic Load Balancer does not.
    const elliptic = new AcmCertificate(this, 'elliptic', {
      domainName: 'api.example.com',
      validationMethod: 'DNS',
      keyAlgorithm: 'EC_prime256v1',
    });
    const issuedElliptic = new AcmCertificateValidation(this, 'issued-elliptic', { certificateArn: elliptic.arn });

    new Elb(this, 'web', {
      name: 'web',
      availabilityZones: ['eu-west-1a'],
      listener: [
        {
          lbPort: 443,
          lbProtocol: 'https',
          instancePort: 8080,
          instanceProtocol: 'http',
          sslCertificateId: issuedElsewhere.certificateArn,
        },
        {
          lbPort: 8443,
          lbProtocol: 'https',
          instancePort: 8080,
          instanceProtocol: 'http',
          sslCertificateId: issuedElliptic.certificateArn,
        },
        { lbPort: 993, lbProtocol: 'ssl', instancePort: 143, instanceProtocol: 'tcp' },
      ],
    });
  }
}
