import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import {
  type App,
  conditional,
  Fn,
  Lazy,
  TerraformCount,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Token,
} from 'cdktf';
import { https, loadBalancer } from './load-balancer.js';

/** What the certificates of a stack are. */
export const KINDS = {
  sound: {},
  elliptic: { keyAlgorithm: 'EC_prime256v1' },
  elsewhere: { isElsewhere: true },
} as const;

interface Certificates {
  readonly stack: TerraformStack;
  readonly certificate: AcmCertificate;
  readonly other: AcmCertificate;
  readonly issued: AcmCertificateValidation;
}

const web = (stack: TerraformStack, arn: string) => void loadBalancer(stack, 'web', [https(443, arn)]);

/** Ways in which a load balancer of a stack can name its certificate. */
export const NAMINGS: Readonly<Record<string, (certificates: Certificates) => void>> = {
  direct: ({ stack, certificate }) => web(stack, certificate.arn),
  issued: ({ stack, issued }) => web(stack, issued.certificateArn),
  id: ({ stack, certificate }) => web(stack, certificate.id),
  'whole-text': ({ stack, certificate }) => web(stack, `\${${certificate.fqn}.arn}`),
  lazy: ({ stack, issued }) => web(stack, Lazy.stringValue({ produce: () => issued.certificateArn })),
  override: ({ stack, certificate, issued }) => {
    const overridden = loadBalancer(stack, 'web', [https(443, certificate.arn)]);
    overridden.addOverride('listener.0.ssl_certificate_id', issued.certificateArn);
  },
  local: ({ stack, issued }) => web(stack, new TerraformLocal(stack, 'chosen', issued.certificateArn).asString),
  'local-of-local': ({ stack, issued }) => {
    const first = new TerraformLocal(stack, 'first', issued.certificateArn);
    web(stack, new TerraformLocal(stack, 'second', first.asString).asString);
  },
  'local-map': ({ stack, issued, other }) => {
    const map = new TerraformLocal(stack, 'arns', { site: issued.certificateArn, other: other.arn });
    web(stack, Fn.lookup(map.expression, 'site'));
  },
  element: ({ stack, issued, other }) => web(stack, Fn.element([other.arn, issued.certificateArn], 1)),
  coalesce: ({ stack, issued }) => web(stack, Fn.coalesce(['', issued.certificateArn])),
  lookup: ({ stack, issued, other }) =>
    web(stack, Fn.lookup({ site: issued.certificateArn, other: other.arn }, 'site')),
  concat: ({ stack, issued, other }) => web(stack, Fn.element(Fn.concat([[other.arn], [issued.certificateArn]]), 1)),
  'merge-of-maps': ({ stack, issued, other }) =>
    web(stack, Fn.lookup(Fn.merge([{ site: other.arn }, { site: issued.certificateArn }]), 'site')),
  try: ({ stack, issued }) => web(stack, Token.asString(Fn.try([issued.certificateArn, '']))),
  join: ({ stack, issued }) => web(stack, Fn.join('', [issued.certificateArn])),
  conditional: ({ stack, issued, other }) => {
    const own = new TerraformVariable(stack, 'own', { type: 'bool', default: true });
    web(stack, Token.asString(conditional(own.value, issued.certificateArn, other.arn)));
  },
  'for-each-map': ({ stack, issued }) => {
    const each = TerraformIterator.fromMap({ site: { arn: issued.certificateArn } });
    loadBalancer(stack, 'web', [https(443, each.getString('arn'))], { forEach: each, name: each.key });
  },
  'for-each-list': ({ stack, issued }) => {
    const each = TerraformIterator.fromList(['one', 'two']);
    loadBalancer(stack, 'web', [https(443, issued.certificateArn)], { forEach: each, name: each.value });
  },
  'of-resources': ({ stack, certificate }) => {
    const all = new AcmCertificate(stack, 'each', {
      forEach: TerraformIterator.fromMap({ site: { key: certificate.keyAlgorithmInput ?? 'RSA_2048' } }),
      domainName: 'each.example.com',
      validationMethod: 'DNS',
      ...(certificate.keyAlgorithmInput === undefined ? {} : { keyAlgorithm: certificate.keyAlgorithmInput }),
    });
    const each = TerraformIterator.fromResources(all);
    loadBalancer(stack, 'web', [https(443, each.getString('arn'))], { forEach: each, name: each.key });
  },
  count: ({ stack, issued }) => {
    const count = TerraformCount.of(2);
    loadBalancer(stack, 'web', [https(443, issued.certificateArn)], { count, name: 'web' });
  },
  dynamic: ({ stack, issued }) => {
    const listeners = TerraformIterator.fromMap({ first: { port: 443 }, second: { port: 8443 } });
    const content = {
      lb_port: listeners.getNumber('port'),
      lb_protocol: 'https',
      instance_port: 8080,
      instance_protocol: 'http',
      ssl_certificate_id: issued.certificateArn,
    };
    loadBalancer(stack, 'web', listeners.dynamic(content));
  },
  'two-alike': ({ stack, issued }) => {
    const listener = https(443, issued.certificateArn);
    loadBalancer(stack, 'web', [listener, { ...listener }]);
  },
  'own-region': ({ stack, issued }) =>
    void loadBalancer(stack, 'web', [https(443, issued.certificateArn)], { region: 'us-east-1' }),
  'behind-an-output': ({ stack, issued }) => {
    new TerraformOutput(stack, 'arn', { value: issued.certificateArn });
    web(stack, issued.certificateArn);
  },
};

/** A stack of each kind of certificate for each naming, in eu-west-1: `local-elliptic`. */
export function parityStacks(app: App): readonly TerraformStack[] {
  return Object.entries(NAMINGS).flatMap(([naming, name]) =>
    Object.entries(KINDS).map(([kind, settings]) => {
      const stack = new TerraformStack(app, `${naming}-${kind}`);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const isElsewhere = 'isElsewhere' in settings;
      const provider = isElsewhere ? new AwsProvider(stack, 'us', { alias: 'us', region: 'us-east-1' }) : undefined;
      const place = provider === undefined ? {} : { provider };
      const key = 'keyAlgorithm' in settings ? settings : {};
      const all = { validationMethod: 'DNS', ...place, ...key };
      const certificate = new AcmCertificate(stack, 'site', { domainName: 'www.example.com', ...all });
      const other = new AcmCertificate(stack, 'other', { domainName: 'other.example.com', validationMethod: 'DNS' });
      const issued = new AcmCertificateValidation(stack, 'issued', { certificateArn: certificate.arn, ...place });
      name({ stack, certificate, other, issued });
      return stack;
    }),
  );
}
