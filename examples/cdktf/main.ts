import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation/index.js';
import { Elb } from '@cdktf/provider-aws/lib/elb/index.js';
import { IamServerCertificate } from '@cdktf/provider-aws/lib/iam-server-certificate/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Aspects, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { ClassicElbCertificates } from 'elbcert/cdktf';

/** A certificate with a P-256 key. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBpTCCAUugAwIBAgIUFC5zeIcaVKTtYMNbPpDfwfhFIDkwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPYXBpLmV4YW1wbGUuY29tMB4XDTI2MTEyMzIxMDAyOFoXDTM2
MTEyMDIxMDAyOFowGjEYMBYGA1UEAwwPYXBpLmV4YW1wbGUuY29tMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEC3Z8YuJbx8dD+TZTRochbA+sqzGaGCem2CrzpWwQ
pbe9+PyAMPBiLT8Xz08po95d3D23DivXDYpyD1k7NgNCWKNvMG0wHQYDVR0OBBYE
FANV447U8BbxXYiq43qxi1aQS0wjMB8GA1UdIwQYMBaAFANV447U8BbxXYiq43qx
i1aQS0wjMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIPYXBpLmV4YW1wbGUu
Y29tMAoGCCqGSM49BAMCA0gAMEUCIDPMKprpyQcRgXSa86msTMhXUuzJJ1aRWH6j
01DwIt9NAiEApaSVpRr3M1M5lImy+ZijWC8OwpYOhYCSAvvBtghP7uI=
-----END CERTIFICATE-----
`;

/** Accepted: an RSA_2048 certificate in the load balancer's Region, and nothing starts before it is issued. */
class AcceptedStack extends TerraformStack {
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

/** Accepted: an EC key, in IAM, which is where a Classic Load Balancer takes one from. */
class EllipticStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const privateKey = new TerraformVariable(this, 'private_key', { type: 'string', sensitive: true });

    const certificate = new IamServerCertificate(this, 'certificate', {
      namePrefix: 'api-',
      certificateBody: CERTIFICATE,
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

/** Refused three times: by the Region, by the key, and for want of any certificate. */
class RefusedStack extends TerraformStack {
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

const app = new App();
const stacks = [
  new AcceptedStack(app, 'accepted'),
  new EllipticStack(app, 'elliptic'),
  new RefusedStack(app, 'refused'),
];

// On each stack: cdktf never visits an aspect on the app itself.
for (const stack of stacks) Aspects.of(stack).add(new ClassicElbCertificates());

app.synth();
