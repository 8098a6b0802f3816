import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { DataTerraformRemoteStateLocal, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { https, loadBalancer } from './load-balancer.js';

/** Certificates in us-east-1, for other stacks to use. */
export class CertificatesStack extends TerraformStack {
  readonly virginia: AcmCertificate;
  readonly ireland: AcmCertificate;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: 'certificates.tfstate' });
    new AwsProvider(this, 'aws', { region: 'us-east-1' });
    const ireland = new AwsProvider(this, 'ireland', { alias: 'ireland', region: 'eu-west-1' });
    this.virginia = new AcmCertificate(this, 'site', { domainName: 'www.example.com', validationMethod: 'DNS' });
    this.ireland = new AcmCertificate(this, 'ireland-site', {
      provider: ireland,
      domainName: 'www.example.com',
      validationMethod: 'DNS',
      keyAlgorithm: 'EC_prime256v1',
    });
    new TerraformOutput(this, 'named', { value: this.virginia.arn, staticId: true });
  }
}

/** Load balancers in eu-west-1 with certificates of another stack. */
export class ConsumerStack extends TerraformStack {
  constructor(scope: Construct, id: string, certificates: CertificatesStack) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    // The same name as the certificate in the other stack, with another key.
    new AcmCertificate(this, 'site', { domainName: 'own.example.com', validationMethod: 'DNS' });
    const state = new DataTerraformRemoteStateLocal(this, 'state', { path: 'certificates.tfstate' });

    loadBalancer(this, 'other-region', [https(443, certificates.virginia.arn)]);
    loadBalancer(this, 'other-key', [https(443, certificates.ireland.arn)]);
    loadBalancer(this, 'by-name', [https(443, state.getString('named'))]);
  }
}

/** A load balancer whose certificate is in the state of nobody here. */
export class ForeignStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const state = new DataTerraformRemoteStateLocal(this, 'state', { path: 'elsewhere.tfstate' });
    loadBalancer(this, 'from-elsewhere', [https(443, state.getString('named'))]);
  }
}
