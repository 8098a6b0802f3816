import type { CertificateFacts, DeployerFacts, ListenerFacts } from '../model/facts.js';
import type { Json } from '../model/json.js';
import { absent, known, unknown, type Value } from '../model/value.js';
import { compileAssertion } from './compile.js';
import { assertionsIn } from './conditions.js';
import { namesOf } from './fact-schema.js';
import type { Assertion, FactPath, Policy } from './policy.js';
import { readFact } from './read-fact.js';

const REGION = 'eu-west-1';
const PARTITION = 'aws';
const ACCOUNT = '123456789012';
const ADDRESS = 'aws_elb.web';

const none: CertificateFacts = {
  source: known('none'),
  arn: absent,
  region: absent,
  partition: absent,
  account: absent,
  address: absent,
  origin: absent,
  exists: absent,
  type: absent,
  keyAlgorithm: absent,
  domainNames: absent,
  notBefore: absent,
  notAfter: absent,
  daysUntilExpiry: absent,
  renewal: absent,
  issuance: absent,
  inUse: absent,
  keyMatches: absent,
  chain: absent,
  action: absent,
  alternatives: null,
};

const acm: CertificateFacts = {
  ...none,
  source: known('acm'),
  arn: known(`arn:aws:acm:${REGION}:${ACCOUNT}:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0`),
  region: known(REGION),
  partition: known(PARTITION),
  account: known(ACCOUNT),
  address: known('aws_acm_certificate.site'),
  origin: known('managed'),
  exists: known(true),
  type: known('requested'),
  keyAlgorithm: known('RSA_2048'),
  domainNames: known(['www.example.com']),
  notBefore: known('2026-01-01T00:00:00Z'),
  notAfter: known('2027-01-31T23:59:59Z'),
  daysUntilExpiry: known(365),
  renewal: known('automatic'),
  issuance: known('issued'),
  inUse: known(true),
  action: known('no-op'),
};

const iam: CertificateFacts = {
  ...acm,
  source: known('iam'),
  arn: known(`arn:aws:iam::${ACCOUNT}:server-certificate/site`),
  region: absent,
  address: known('aws_iam_server_certificate.site'),
  type: known('uploaded'),
  renewal: known('manual'),
  issuance: absent,
  inUse: absent,
  keyMatches: known(true),
  chain: known('ordered'),
};

const other: CertificateFacts = { ...none, source: known('other'), arn: known('arn:aws:s3:::certificates') };

const undecided: CertificateFacts = {
  ...acm,
  ...Object.fromEntries(Object.keys(acm).map((name) => [name, unknown('known after apply')])),
  alternatives: null,
};

const CERTIFICATES: Readonly<Record<string, CertificateFacts>> = { acm, iam, other, none };

/** The certificate that an example starts from: a sound one of its source; all unknown where the source is. */
export function exampleCertificate(source: Json | undefined): CertificateFacts {
  if (source === undefined) return acm;
  return (typeof source === 'string' ? CERTIFICATES[source] : undefined) ?? undecided;
}

/** What an example leaves unsaid of a listener: HTTPS on port 443, with a certificate that breaks no policy. */
export function exampleListener(certificate: CertificateFacts, secure: Value<boolean>): ListenerFacts {
  return {
    address: ADDRESS,
    constructPath: null,
    port: known(443),
    protocol: known('HTTPS'),
    secure,
    instancePort: known(80),
    instanceProtocol: known('HTTP'),
    instancePortSecurity: known('consistent'),
    loadBalancer: {
      address: ADDRESS,
      type: 'aws_elb',
      name: known('web'),
      region: known(REGION),
      partition: known(PARTITION),
      account: known(ACCOUNT),
      action: 'create',
    },
    certificate,
    tlsPolicy: {
      name: known('ELBSecurityPolicy-TLS-1-2-2017-01'),
      minimumVersion: known('TLSv1.2'),
      rsaCiphers: known(true),
      ecdsaCiphers: known(true),
    },
    certainty: 'certain',
    doubt: null,
    now: '2026-01-31T12:00:00Z',
    trace: [ADDRESS],
  };
}

/** What an example leaves unsaid of a deployer. */
export const exampleDeployer: DeployerFacts = {
  address: 'aws_iam_role.deploy',
  arn: null,
  file: null,
  kind: 'role',
  why: 'its policies allow elasticloadbalancing:CreateLoadBalancer',
  permissions: { 'acm:ListCertificates': known('allowed') },
  grounds: { 'acm:ListCertificates': known('aws_iam_policy.deploy statement 1 allows acm:List* on *') },
  additions: { 'acm:ListCertificates': absent },
  usesAcm: known(true),
  trace: ['aws_iam_role.deploy'],
};

/** Everything in some facts that can make a difference, as text: the same for facts that make none. */
export type SpellFacts = (facts: object) => string;

/** What counts for every policy: see evaluate.ts. */
const ALWAYS: FactPath = 'certainty';

/** One fact that is read, and how much of it matters. */
interface Reading {
  readonly path: FactPath;
  /** The group that it is in, and its name; undefined for one that is deeper. */
  readonly place: { readonly group: string | undefined; readonly name: string } | undefined;
  /** What is asked of it, where that is asked of it alone; undefined where the value itself counts. */
  readonly assertions: readonly Assertion[] | undefined;
}

/** Spells what some policies ask. */
export function spellAsked(policies: readonly Policy[]): SpellFacts {
  return spellAll(readingsOf(policies));
}

/** Spells the facts at some paths. */
export function spellPaths(paths: readonly FactPath[]): SpellFacts {
  return spellAll(paths.map((path) => reading(path, undefined)));
}

function spellAll(readings: readonly Reading[]): SpellFacts {
  return (facts) => {
    let text = '';
    for (let at = 0; at < readings.length; at += 1) {
      const one = readings[at] as Reading;
      text += spell(valueAt(facts, one), one.assertions);
    }
    return text;
  };
}

function readingsOf(policies: readonly Policy[]): readonly Reading[] {
  const assertions = policies.flatMap(({ when, require }) => [when, require]).flatMap(assertionsIn);
  const compared = new Set(
    assertions.flatMap(({ path, comparedWith }) => (comparedWith.length > 0 ? [path, ...comparedWith] : [])),
  );
  const alone = new Map<FactPath, Map<string, Assertion>>([[ALWAYS, new Map()]]);
  for (const assertion of assertions) {
    const own = alone.get(assertion.path) ?? new Map<string, Assertion>();
    alone.set(assertion.path, own.set(JSON.stringify(assertion.schema), assertion));
  }
  const paths = new Set([...alone.keys(), ...compared]);
  return [...paths].map((path) => {
    const own = alone.get(path);
    return reading(path, compared.has(path) || path === ALWAYS || own === undefined ? undefined : [...own.values()]);
  });
}

function reading(path: FactPath, assertions: readonly Assertion[] | undefined): Reading {
  const [first = '', second, ...deeper] = namesOf(path);
  if (deeper.length > 0) return { path, place: undefined, assertions };
  const place = second === undefined ? { group: undefined, name: first } : { group: first, name: second };
  return { path, place, assertions };
}

/** As readFact(), without making anything. */
function valueAt(facts: object, { path, place }: Reading): unknown {
  if (place === undefined) return readFact(facts, path);
  const groups = facts as Readonly<Record<string, unknown>>;
  const group = place.group === undefined ? groups : groups[place.group];
  if (typeof group !== 'object' || group === null) return readFact(facts, path);
  const value = (group as Readonly<Record<string, unknown>>)[place.name];
  return value === undefined ? readFact(facts, path) : value;
}

/** As text that ends where no other goes on. */
function spell(found: unknown, assertions: readonly Assertion[] | undefined): string {
  if (found === null) return '-\n';
  if (typeof found !== 'object' || !('kind' in found)) return spellKnown(found, assertions);
  const value = found as Value<unknown>;
  const mark = value.kind !== 'absent' && value.sensitive === true ? '!' : '';
  switch (value.kind) {
    case 'absent':
      return '-\n';
    case 'known':
      return mark + spellKnown(value.value, assertions);
    case 'unknown':
      if (value.candidates === undefined && value.identity === undefined) return `${mark}?\n`;
      return `${mark}?${JSON.stringify([value.candidates, value.identity])}\n`;
    default:
      return value satisfies never;
  }
}

const NO_OTHERS: readonly never[] = [];

function spellKnown(value: unknown, assertions: readonly Assertion[] | undefined): string {
  if (typeof value === 'string') return `=${value.length}:${value}\n`;
  if (typeof value === 'boolean') return value ? 'true\n' : 'false\n';
  if (assertions === undefined) return `#${JSON.stringify(value)}\n`;
  // Numbers and lists differ from listener to listener; what is asked of them mostly comes to the same.
  let truths = '';
  for (let at = 0; at < assertions.length; at += 1) {
    truths += compileAssertion(assertions[at] as Assertion)(value, NO_OTHERS) ? 'y' : 'n';
  }
  return `${truths}\n`;
}
