import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformCount, TerraformIterator, TerraformStack, TerraformVariable, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { https, loadBalancer } from './load-balancer.js';

/** Load balancers, certificates and listeners that iterators make. */
export class IteratorsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const rsa = new AcmCertificate(this, 'rsa', { domainName: 'rsa.example.com', validationMethod: 'DNS' });
    const ec = new AcmCertificate(this, 'ec', {
      domainName: 'ec.example.com',
      validationMethod: 'DNS',
      keyAlgorithm: 'EC_prime256v1',
    });

    const keys = TerraformIterator.fromMap({ good: { key: 'RSA_2048' }, bad: { key: 'EC_prime256v1' } });
    const each = new AcmCertificate(this, 'each', {
      forEach: keys,
      domainName: `${keys.key}.example.com`,
      validationMethod: 'DNS',
      keyAlgorithm: keys.getString('key'),
    });
    const chained = TerraformIterator.fromResources(each);
    loadBalancer(this, 'chained', [https(443, chained.getString('arn'))], { forEach: chained, name: chained.key });

    const named = TerraformIterator.fromList(['one', 'two']);
    loadBalancer(this, 'named', [https(443, ec.arn)], { forEach: named, name: named.value });

    const mapped = TerraformIterator.fromMap({ rsa: rsa.arn, ec: ec.arn });
    loadBalancer(this, 'mapped', [https(443, Token.asString(mapped.value))], { forEach: mapped, name: mapped.key });

    const listeners = TerraformIterator.fromMap({
      first: { port: 443, certificate: rsa.arn },
      second: { port: 8443, certificate: ec.arn },
    });
    loadBalancer(
      this,
      'dynamic',
      listeners.dynamic({
        lb_port: listeners.getNumber('port'),
        lb_protocol: 'https',
        instance_port: 8080,
        instance_protocol: 'http',
        ssl_certificate_id: listeners.getString('certificate'),
      }),
    );

    const unknown = new TerraformVariable(this, 'listeners', { type: 'list(string)' });
    const given = TerraformIterator.fromList(unknown.listValue);
    loadBalancer(
      this,
      'open',
      given.dynamic({
        lb_port: 443,
        lb_protocol: 'https',
        instance_port: 8080,
        instance_protocol: 'http',
        ssl_certificate_id: given.value,
      }),
    );

    loadBalancer(this, 'counted', [https(443, ec.arn)], { count: TerraformCount.of(2), name: 'counted' });
  }
}
