import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { DataAwsAcmCertificate } from '@cdktf/provider-aws/lib/data-aws-acm-certificate/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { conditional, Fn, TerraformLocal, TerraformStack, TerraformVariable, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { https, loadBalancer } from './load-balancer.js';

const LITERAL = 'arn:aws:acm:us-east-1:123456789012:certificate/5d1c2c52-6a3d-4a0e-9f0a-0d9f6f5a7b11';

/** Certificates behind variables, locals, functions and conditions. */
export class ExpressionsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const region = new TerraformVariable(this, 'region', { type: 'string', default: 'eu-west-1' });
    new AwsProvider(this, 'aws', { region: region.stringValue });
    const rsa = new AcmCertificate(this, 'rsa', { domainName: 'rsa.example.com', validationMethod: 'DNS' });
    const ec = new AcmCertificate(this, 'ec', {
      domainName: 'ec.example.com',
      validationMethod: 'DNS',
      keyAlgorithm: 'EC_secp384r1',
    });
    const issued = new DataAwsAcmCertificate(this, 'issued', { domain: 'issued.example.com' });
    const given = new TerraformVariable(this, 'given', { type: 'string' });
    const prefer = new TerraformVariable(this, 'prefer', { type: 'bool' });
    const own = new TerraformVariable(this, 'own', { type: 'bool', default: true });
    const literal = new TerraformVariable(this, 'literal', { type: 'string', default: LITERAL });
    const local = new TerraformLocal(this, 'chosen', ec.arn);
    const overridden = loadBalancer(this, 'overridden', [https(443, rsa.arn)]);
    overridden.addOverride('listener.0.ssl_certificate_id', ec.arn);
    const secret = new TerraformVariable(this, 'secret', { type: 'string', default: LITERAL, sensitive: true });

    loadBalancer(this, 'through-local', [https(443, local.expression)]);
    loadBalancer(this, 'element', [https(443, Fn.element([rsa.arn, ec.arn], 1))]);
    loadBalancer(this, 'looked-up', [https(443, issued.arn)]);
    loadBalancer(this, 'condition', [https(443, Token.asString(conditional(own.value, ec.arn, given.value)))]);
    loadBalancer(this, 'either', [https(443, Token.asString(conditional(prefer.value, rsa.arn, ec.arn)))]);
    loadBalancer(this, 'either-ec', [https(443, Token.asString(conditional(prefer.value, LITERAL, literal.value)))]);
    loadBalancer(this, 'variable', [https(443, literal.stringValue)]);
    loadBalancer(this, 'from-given', [https(443, given.stringValue)]);
    loadBalancer(this, 'from-secret', [https(443, secret.stringValue)]);
    loadBalancer(this, 'text', [https(443, Fn.replace(rsa.arn, 'a', 'b'))]);
    loadBalancer(this, 'coalesce', [https(443, Fn.coalesce(['', ec.arn]))]);
    loadBalancer(this, 'moved', [https(443, rsa.arn)], { region: 'us-west-2', availabilityZones: ['us-west-2a'] });
  }
}
