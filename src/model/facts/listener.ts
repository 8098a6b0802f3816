import { ACTIONS } from '../plan.js';
import { ACCEPTS_FACTS, LISTENER_SERVICES } from './accepts.js';
import { type FactGroup, type FactTable, FROM_SOURCE, flag, integer, text, texts } from './table.js';

/** What a listener of a Classic Load Balancer speaks. */
export const CLASSIC_PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'SSL'] as const;
/** What a listener of any load balancer speaks. */
export const PROTOCOLS = [...CLASSIC_PROTOCOLS, 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'] as const;
export const TLS_VERSIONS = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'] as const;

export const WHAT_IS_IMPORT =
  '`import` is an import that changes nothing else; `state` is something the input only records as existing.';

const REGION = 'eu-west-1';
const PARTITION = 'aws';
const PORTS = [0, 65_535] as const;
const ACCOUNT = '123456789012';

/** The load balancer of a listener. */
const LOAD_BALANCER_FACTS = {
  address: text('The Terraform address of the load balancer.', { known: 'always', example: 'aws_elb.web' }),
  type: text('The Terraform resource type that creates it, such as `aws_elb`.', {
    known: 'always',
    example: 'aws_elb',
  }),
  name: text("The load balancer's name in AWS.", { example: 'web' }),
  region: text('The Region of the load balancer.', { example: REGION }),
  partition: text('The AWS partition of the load balancer: `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc` and so on.', {
    example: PARTITION,
  }),
  account: text('The 12-digit AWS account that the load balancer is in.', { example: ACCOUNT }),
  action: text(`What the plan does to the load balancer. ${WHAT_IS_IMPORT}`, {
    known: 'always',
    values: ACTIONS,
    example: 'create',
  }),
} as const satisfies FactTable;

/** What a certificate, or the text that it is made from, tells of its key, its names and its dates. */
export const PEM_FACTS = {
  keyAlgorithm: text(
    "Algorithm and size of the certificate's key, in ACM's spelling: `RSA_1024`, `RSA_2048`, `RSA_3072`, `RSA_4096`, `EC_prime256v1`, `EC_secp384r1`, `EC_secp521r1`; what ACM has no word for is spelled alike: `RSA_8192`, `EC_secp224r1`, `ED25519`.",
    { source: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html', example: 'RSA_2048' },
  ),
  domainNames: texts('The subject alternative names of the certificate or, where there are none, its common name.', {
    example: ['www.example.com'],
  }),
  selfSigned: flag('Whether the certificate is signed with its own key, and so by no certificate authority.', {
    example: false,
  }),
  notBefore: text('When the certificate starts to be valid, RFC 3339.', { example: '2026-01-01T00:00:00Z' }),
  notAfter: text('When the certificate stops being valid, RFC 3339.', { example: '2027-01-31T23:59:59Z' }),
  daysUntilExpiry: integer('Whole days from `now` until `notAfter`, rounded down; negative once expired.', {
    unit: 'days',
    example: 365,
  }),
} as const satisfies FactTable;

/** What can be wrong with the PEM that is handed to ACM or IAM. */
const PEM_STATES = [
  'ok',
  'bodyNotPem',
  'bodyHasSeveral',
  'bodyIsKey',
  'bodyIsPublicKey',
  'bodyIsRequest',
  'keyNotPem',
  'keyEncrypted',
  'keyIsOpenSsh',
  'keyIsCertificate',
  'keyIsPublic',
  'keyIsRequest',
  'chainNotPem',
] as const;

/** The certificate of a listener. The example is a sound one of ACM. */
export const CERTIFICATE_FACTS = {
  source: text(
    'Where the certificate comes from: AWS Certificate Manager, an IAM server certificate, PEM that is handed to the service itself (`service`, an old way of API Gateway), an ARN or text that is neither, or nothing at all.',
    { values: ['acm', 'iam', 'service', 'other', 'none'], example: 'acm' },
  ),
  arn: text("The certificate's ARN, as the listener names it.", {
    example: 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
  }),
  region: text(
    "The Region in the certificate's ARN, or the one that its resource is created in. Null for an IAM certificate: those have no Region.",
    { example: REGION },
  ),
  partition: text('The AWS partition of the certificate: `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc` and so on.', {
    example: PARTITION,
  }),
  account: text('The 12-digit AWS account that owns the certificate.', { example: ACCOUNT }),
  path: text('The path of a server certificate in IAM, `/` where it has none of its own; null for one of ACM.', {
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadServerCertificate.html',
    example: null,
  }),
  address: text('The Terraform address of the resource or data source that the certificate was traced to.', {
    example: 'aws_acm_certificate.site',
  }),
  origin: text(
    'How the plan comes by the certificate: a resource it manages, a data source it reads, or an ARN written down.',
    { values: ['managed', 'data', 'literal'], example: 'managed' },
  ),
  exists: flag(
    'Whether AWS has the certificate, or will once it is made: true for a resource or a data source; of an ARN written down only `--live` can tell.',
    { example: true },
  ),
  type: text(
    'How the certificate came about: requested from ACM, imported into ACM, requested from a private CA through ACM, or uploaded to IAM.',
    { values: ['requested', 'imported', 'privateCa', 'uploaded'], example: 'requested' },
  ),
  ...PEM_FACTS,
  knownNames: texts(
    'The names that the certificate surely has: all of `domainNames` where those are known, else those of them that are.',
    { example: ['www.example.com'] },
  ),
  renewal: text('`automatic` where AWS renews the certificate itself, `manual` where its owner has to.', {
    values: ['automatic', 'manual'],
    example: 'automatic',
  }),
  issuance: text(
    "ACM's status in lower camel case where it is known (`issued`, `pendingValidation`, `expired` …); else `issued` for an import or a private CA, `awaited` where the listener waits for it through aws_acm_certificate_validation, `notAwaited` where it does not.",
    { example: 'issued' },
  ),
  inUse: flag(
    'Whether something in AWS uses the certificate at present, as ACM tells under `--live`. Null for an IAM certificate.',
    { example: true },
  ),
  pem: text(
    'What the arguments of an imported or uploaded certificate hold: `ok`, or the first thing that is wrong. Null for a certificate that was made elsewhere.',
    { values: PEM_STATES, example: null },
  ),
  pemFault: text('The same in words: which argument holds what. Null where nothing is wrong.', {
    prose: true,
    example: null,
  }),
  keyMatches: flag('Whether the private key belongs to the certificate.', { example: null }),
  chain: text(
    'The certificate chain: each certificate certifies the one before it, or not; `containsLeaf` where the certificate itself is in it; `none` where there is no chain.',
    { values: ['ordered', 'misordered', 'containsLeaf', 'none'], example: null },
  ),
  replacement: text(
    'The order in which the plan replaces the certificate: `createFirst` has its replacement made before it is destroyed. Null for one that is not replaced.',
    { values: ['createFirst', 'deleteFirst'], example: null },
  ),
  destroyedInUse: flag(
    'Whether the plan destroys a certificate while the resource that uses it still has it: this one, to make its replacement afterwards, or the one that this takes the place of.',
    { example: false },
  ),
  nameConflict: text(
    'The address of the IAM server certificate whose name the plan gives to this one, too: another, or itself where its replacement is created before it is destroyed.',
    { example: null },
  ),
  action: text(`What the plan does to the certificate's resource. ${WHAT_IS_IMPORT}`, {
    values: ACTIONS,
    example: 'no-op',
  }),
  assuming: text(
    'What is assumed of an expression that plan JSON does not show, where the certificate, or the PEM that it is made from, was found behind one; null where nothing is assumed.',
    { known: 'orNull', prose: true, example: null },
  ),
} as const satisfies FactTable;

/** The security policy of a secure listener. */
export const TLS_POLICY_FACTS = {
  name: text(
    "The predefined policy, such as `ELBSecurityPolicy-2016-08`, also where the listener's policy only refers to it; else the name of the custom policy.",
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html',
      example: 'ELBSecurityPolicy-TLS-1-2-2017-01',
    },
  ),
  minimumVersion: text('The oldest protocol version that the listener accepts.', {
    values: TLS_VERSIONS,
    example: 'TLSv1.2',
  }),
  rsaCiphers: flag('Whether there is a cipher that a certificate with an RSA key can answer.', { example: true }),
  ecdsaCiphers: flag('Whether there is a cipher that a certificate with an elliptic curve key can answer.', {
    example: true,
  }),
  attachment: text(
    'What becomes of the policy that a resource of its own attaches to a listener of an `aws_elb`: `refused` where the listener policy names a predefined policy itself; `lost` where the apply makes the listener anew and leaves the attachment as it is, so that the listener has the default policy; else `attached`. Null where no resource attaches one.',
    {
      values: ['attached', 'refused', 'lost'],
      source: 'https://github.com/hashicorp/terraform-provider-aws/issues/187',
      example: 'attached',
    },
  ),
} as const satisfies FactTable;

export const LISTENER_FACTS = {
  description:
    'One listener of one load balancer, as it will be after apply, or one further certificate that is added to a listener.',
  facts: {
    address: text('The Terraform address of the resource that creates the listener, with instance keys.', {
      known: 'always',
      example: 'aws_elb.web',
    }),
    constructPath: text('The construct path in a cdktf stack; null for every other input.', {
      known: 'orNull',
      example: null,
    }),
    service: text('Which kind of load balancer it is.', { values: LISTENER_SERVICES, example: 'classic-elb' }),
    port: integer("The load balancer's port, 1 to 65535.", { range: PORTS, example: 443 }),
    protocol: text('The protocol that clients speak to the load balancer, upper case however it was written.', {
      values: PROTOCOLS,
      example: 'HTTPS',
    }),
    secure: flag('True for HTTPS, SSL and TLS: the listener needs a certificate.', {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html',
      example: true,
    }),
    instancePort: integer('The port that a Classic Load Balancer forwards to, 1 to 65535; null for others.', {
      range: PORTS,
      example: 80,
    }),
    instanceProtocol: text(
      'The protocol that a Classic Load Balancer speaks to its instances, upper case however it was written; null for others.',
      { values: CLASSIC_PROTOCOLS, example: 'HTTP' },
    ),
    instancePortSecurity: text(
      '`mixed` where another listener of the load balancer uses the same instance port with the other security (secure HTTPS and SSL against plain HTTP and TCP).',
      {
        values: ['consistent', 'mixed'],
        source: 'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Listener.html',
        example: 'consistent',
      },
    ),
    portUnique: flag('False where another listener of the load balancer has the same port.', {
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancerListeners.html',
      example: true,
    }),
    loadBalancer: { description: 'The load balancer of the listener.', facts: LOAD_BALANCER_FACTS },
    certificateArgument: text(
      "The argument that names the listener's certificate, as its resource type spells it: `ssl_certificate_id`, `certificate_arn`, an annotation or a setting.",
      { known: 'always', prose: true, example: 'ssl_certificate_id' },
    ),
    accepts: { description: 'What its kind of load balancer takes as a certificate.', facts: ACCEPTS_FACTS },
    certificate: {
      description:
        'The certificate of the listener. A listener that has none has source `none` and null everywhere else.',
      facts: CERTIFICATE_FACTS,
      alternatives: true,
    },
    tlsPolicy: {
      description:
        'The security policy of the listener: what it lets clients negotiate. Null everywhere for a plain listener.',
      facts: TLS_POLICY_FACTS,
    },
    certainty: text(
      '`possible` where the plan does not tell whether there will be such a listener: a condition decides, or another kind of load balancer may be made in its place, as in Kubernetes. What such a listener breaks is open, unless the policy reads this fact itself.',
      { known: 'always', values: ['certain', 'possible'], example: 'certain' },
    ),
    doubt: text('Why the listener is only possible, in words; null for one that is certain.', {
      known: 'orNull',
      example: null,
    }),
    fromSource: FROM_SOURCE,
    now: text('The clock that dates are held against, RFC 3339.', { known: 'always', example: '2026-01-31T12:00:00Z' }),
    trace: texts('The way from the listener to its key, one address or reference a step.', {
      known: 'always',
      example: ['aws_elb.web'],
    }),
  },
} as const satisfies FactGroup;
