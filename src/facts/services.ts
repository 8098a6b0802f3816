import { ACCEPTS_FACTS, type ServiceName } from '../model/facts/accepts.js';
import { eitherFacts, type FactsOf } from '../model/facts/table.js';
import { known, knownOr } from '../model/value.js';

/** What a service takes, as facts. */
export type AcceptsFacts = FactsOf<typeof ACCEPTS_FACTS>;

/** A page that says what a row holds. */
export interface ServiceSource {
  readonly url: string;
  /** The day on which it was read. */
  readonly read: string;
}

/** What a service that serves certificates takes. The same service may have several rows, one for each endpoint type. */
export interface ServiceRow {
  readonly name: ServiceName;
  /** As AWS calls it. */
  readonly title: string;
  /** The types that make its listeners or domains. */
  readonly resourceTypes: readonly string[];
  /** The endpoint types that the row is for; undefined for a service that has none. */
  readonly endpointTypes?: readonly string[];
  /** The Region that its ACM certificate must be in: the one of the listener or domain, or always the same. */
  readonly region: 'own' | 'us-east-1';
  /** The keys that it takes from ACM; null where AWS does not say, so that nothing is demanded. */
  readonly keyAlgorithms: readonly string[] | null;
  readonly sources: readonly ('acm' | 'iam')[];
  /** The arguments with the names that a certificate must cover; none where AWS compares no names. */
  readonly names: readonly string[];
  /** What AWS answers when it refuses a certificate. */
  readonly answers: readonly string[];
  readonly source: readonly ServiceSource[];
}

/**
 * Every key that a certificate of ACM can have.
 * Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
 */
export const ACM_KEY_ALGORITHMS = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
] as const;

const LISTENER_TYPES = [
  'aws_lb_listener',
  'aws_alb_listener',
  'aws_lb_listener_certificate',
  'aws_alb_listener_certificate',
];

const EDGE_KEYS = ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1'];

/** The day on which the pages were last read. */
const READ = '2026-11-24';

const pages = (...urls: readonly string[]): readonly ServiceSource[] => urls.map((url) => ({ url, read: READ }));

/** Every service that elbcert judges, Classic Load Balancers first. */
export const services: readonly ServiceRow[] = [
  {
    name: 'classic-elb',
    title: 'Classic Load Balancer',
    resourceTypes: [
      'aws_elb',
      'aws_elastic_beanstalk_environment',
      'aws_elastic_beanstalk_configuration_template',
      'aws_cloudformation_stack',
      'awscc_elasticloadbalancing_load_balancer',
      'kubernetes_service',
      'kubernetes_service_v1',
      'kubernetes_manifest',
    ],
    region: 'own',
    keyAlgorithms: ['RSA_1024', 'RSA_2048', 'RSA_3072'],
    sources: ['acm', 'iam'],
    names: [],
    answers: ['CertificateNotFound', 'Secure Listeners need to specify a SSLCertificateId'],
    source: pages('https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html'),
  },
  {
    name: 'alb',
    title: 'Application Load Balancer',
    resourceTypes: LISTENER_TYPES,
    region: 'own',
    keyAlgorithms: ACM_KEY_ALGORITHMS,
    sources: ['acm', 'iam'],
    names: [],
    answers: ['CertificateNotFound', 'A certificate must be specified for HTTPS listeners'],
    source: pages(
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
      'https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html',
    ),
  },
  {
    name: 'nlb',
    title: 'Network Load Balancer',
    resourceTypes: LISTENER_TYPES,
    region: 'own',
    keyAlgorithms: ['RSA_1024', 'RSA_2048', 'RSA_3072', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'],
    sources: ['acm', 'iam'],
    names: [],
    answers: ['CertificateNotFound', 'A certificate must be specified for TLS listeners'],
    source: pages(
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html',
      'https://github.com/ansible-collections/community.aws/issues/2142',
    ),
  },
  {
    name: 'cloudfront',
    title: 'CloudFront',
    resourceTypes: ['aws_cloudfront_distribution'],
    region: 'us-east-1',
    keyAlgorithms: EDGE_KEYS,
    sources: ['acm', 'iam'],
    names: ['aliases'],
    answers: ['InvalidViewerCertificate'],
    source: pages(
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html',
    ),
  },
  {
    name: 'api-gateway',
    title: 'API Gateway, edge-optimised',
    resourceTypes: ['aws_api_gateway_domain_name'],
    endpointTypes: ['EDGE'],
    region: 'us-east-1',
    keyAlgorithms: EDGE_KEYS,
    sources: ['acm'],
    names: ['domain_name'],
    answers: ["Certificate must be in 'us-east-1'", 'Cannot import certificates for EDGE while REGIONAL is active'],
    source: pages(
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains-prerequisites.html',
    ),
  },
  {
    name: 'api-gateway',
    title: 'API Gateway, regional and private',
    resourceTypes: ['aws_api_gateway_domain_name', 'aws_apigatewayv2_domain_name'],
    endpointTypes: ['REGIONAL', 'PRIVATE'],
    region: 'own',
    keyAlgorithms: null,
    sources: ['acm'],
    names: ['domain_name'],
    answers: ["Certificate must be in the API's Region"],
    source: pages(
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains-prerequisites.html',
    ),
  },
  {
    name: 'cognito',
    title: 'Cognito',
    resourceTypes: ['aws_cognito_user_pool_domain'],
    region: 'us-east-1',
    keyAlgorithms: null,
    sources: ['acm'],
    names: ['domain'],
    answers: ['InvalidParameterException'],
    source: pages(
      'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html',
    ),
  },
];

/** The rows of a service: one, unless it has several endpoint types. */
export function rowsOfService(name: ServiceName): readonly ServiceRow[] {
  return services.filter((service) => service.name === name);
}

/** The rows of an endpoint type of API Gateway. */
export function rowsOfEndpoint(type: string): readonly ServiceRow[] {
  return services.filter(({ endpointTypes = [] }) => endpointTypes.includes(type));
}

/** Where a load balancer or domain is. */
export type PlaceFacts = Pick<AcceptsFacts, 'region' | 'partition' | 'account'>;

/**
 * What a listener or domain takes whose service is one of some rows, and that is in a place of its own.
 * `reason` says why the row is not known, where there are several.
 */
export function accepts(rows: readonly ServiceRow[], own: PlaceFacts, reason: string): AcceptsFacts {
  return eitherFacts(
    ACCEPTS_FACTS,
    rows.map((row) => ({
      keyAlgorithms: knownOr(row.keyAlgorithms),
      sources: known(row.sources),
      region: row.region === 'own' ? own.region : known(row.region),
      partition: own.partition,
      account: own.account,
    })),
    reason,
  );
}
