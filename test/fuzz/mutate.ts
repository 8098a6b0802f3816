import type { Random } from './random.js';

// biome-ignore lint/suspicious/noExplicitAny: plan JSON, taken apart and put together freely
type Loose = any;

/** A place in a document: the object or array, and the key in it. */
interface Spot {
  readonly holder: Loose;
  readonly key: string | number;
}

/** Texts that parsers, patterns and addresses trip over. */
const TEXTS: readonly string[] = [
  '',
  '__proto__',
  'constructor',
  'toString',
  '\ud800',
  '\udfff\ud800x',
  '\u0000\u001b[31m',
  '${',
  '%{',
  'module.',
  'module.a.module.a',
  'aws_elb.web["',
  'aws_elb.web[999999999999999999999]',
  'aws_elb.web["\\ud800"]',
  'aws_elb.web["\\U00110000"]',
  'arn:aws:acm:::',
  'arn:aws:acm:us-east-1:123456789012:certificate/x',
  'arn:aws:iam::123456789012:server-certificate/x',
  'each.value',
  'each.key',
  'local.x',
  'var.x',
  'data.x.y',
  'count.index',
  'self.arn',
  '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
  '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
  '9'.repeat(400),
  '1e999',
  '2026-99-99T99:99:99Z',
  '+999999-01-01T00:00:00Z',
  '*',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  '{"Resources":{"L":{"Type":"AWS::ElasticLoadBalancing::LoadBalancer","Properties":{"Listeners":{"Fn::If":["C",[],[]]}}}},"Conditions":{"C":{"Condition":"C"}}}',
  'Resources: {L: {Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: {Listeners: [!If [C, &a {Protocol: !Ref P, SSLCertificateId: !Sub "${P}${"}, *a]}}}',
  `Resources: &a [*a]\nType: AWS::ElasticLoadBalancing::LoadBalancer`,
  `# AWS::ElasticLoadBalancing::LoadBalancer\n${'['.repeat(3000)}`,
];

/** Pieces that, repeated, make a pattern with nested repetition take for ever. */
const PIECES = [
  'a',
  'a.',
  '[',
  '["',
  '\\',
  ' ',
  '\n',
  'a-',
  '-',
  '1',
  '/',
  ':',
  '=',
  '-----BEGIN ',
  '&',
  '!If [',
  '# a\n',
];

const NUMBERS = [0, -0, -1, 1.5, 65_536, 2 ** 31, 2 ** 53, 1e308, -1e308, 5e-324];

/** One mutated text of a document. Most stay JSON; some are cut, flipped or nested beyond measure. */
export function mutate(text: string, random: Random): string {
  const document = JSON.parse(text);
  const spots = spotsIn(document);
  const count = 1 + random.below(4);
  for (let at = 0; at < count; at += 1) change(spots, random);
  const mutated = JSON.stringify(document);
  switch (random.below(24)) {
    case 0:
      return mutated.slice(0, random.below(mutated.length));
    case 1:
      return splice(mutated, random.below(mutated.length), random.pick(TEXTS));
    case 2:
      return nest(mutated, random);
    case 3:
      return mutated.replaceAll(
        `"${random.pick(['address', 'name', 'type', 'module', 'expressions', 'after'])}"`,
        '"__proto__"',
      );
    default:
      return mutated;
  }
}

function change(spots: readonly Spot[], random: Random): void {
  const { holder, key } = random.pick(spots);
  const value: Loose = holder[key];
  switch (random.below(12)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return;
    case 1:
      holder[key] = random.pick([null, true, false, [], {}, [[]], [null], { '': {} }]);
      return;
    case 2:
      holder[key] = random.pick(NUMBERS);
      return;
    case 3:
    case 4:
      holder[key] = random.pick(TEXTS);
      return;
    case 5:
      holder[key] = random.pick(PIECES).repeat(random.pick([10, 1000, 20_000]));
      return;
    case 6: {
      const other = random.pick(spots);
      holder[key] = structuredClone(other.holder[other.key] ?? null);
      return;
    }
    case 7:
      if (typeof value === 'string') holder[key] = splice(value, random.below(value.length + 1), random.pick(TEXTS));
      else holder[key] = [value, value];
      return;
    case 8:
      if (Array.isArray(value) && value.length > 0) value.push(...structuredClone(value));
      else holder[key] = { __proto__: null, constructor: value, toString: value, length: 3 };
      return;
    case 9:
      Object.defineProperty(holder, '__proto__', { value, enumerable: true, configurable: true, writable: true });
      return;
    default:
      crossReference(spots, random);
  }
}

/** References that lead to one another: cycles among outputs, variables, resources. */
function crossReference(spots: readonly Spot[], random: Random): void {
  const lists = spots.filter(({ holder, key }) => key === 'references' && Array.isArray(holder[key]));
  const found: readonly Loose[] = lists.flatMap(({ holder, key }) => holder[key]);
  if (found.length === 0) return;
  for (const { holder, key } of lists) {
    if (random.below(3) === 0) holder[key] = [...holder[key], random.pick(found), random.pick(found)];
  }
}

/** One mutated text of any kind: pieces are put in, left out, repeated and exchanged. */
export function mutateText(text: string, random: Random): string {
  let mutated = text;
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const at = random.below(mutated.length + 1);
    const end = Math.min(mutated.length, at + 1 + random.below(20));
    switch (random.below(7)) {
      case 0:
        mutated = mutated.slice(0, at) + mutated.slice(end);
        break;
      case 1:
        mutated = splice(mutated, at, mutated.slice(at, end).repeat(random.pick([2, 50])));
        break;
      case 2:
        mutated = splice(mutated, at, random.pick(PIECES).repeat(random.pick([1, 10, 1000])));
        break;
      case 3:
        mutated = mutated.slice(0, at);
        break;
      case 4:
        mutated = mutated.slice(0, at) + random.pick(TEXTS) + mutated.slice(end);
        break;
      case 5:
        mutated = splice(mutated, at, String.fromCharCode(random.below(256)));
        break;
      default:
        mutated = splice(mutated, at, random.pick(TEXTS));
    }
  }
  return mutated;
}

/** One mutated input of bytes: some of them are others, left out or repeated. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const mutated = Buffer.from(bytes);
  for (let count = 1 + random.below(6); count > 0; count -= 1) {
    mutated[random.below(mutated.length)] = random.pick([0, 1, 0xff, 0x7f, random.below(256)]);
  }
  const at = random.below(mutated.length);
  return random.below(4) === 0
    ? Buffer.concat([mutated.subarray(0, at), mutated.subarray(random.below(mutated.length))])
    : mutated;
}

function splice(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

/** Replaces some value by one that is nested deep. */
function nest(text: string, random: Random): string {
  const depth = random.pick([100, 3000, 50_000]);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"module":', '}'],
    ['{"root_module":{"child_modules":[', ']}}'],
    ['{"module_calls":{"a":{"module":', '}}}'],
  ] as const);
  const deep = `${open.repeat(depth)}null${close.repeat(depth)}`;
  const target = random.pick([
    '"configuration":',
    '"prior_state":',
    '"after":',
    '"after_unknown":',
    '"values":',
    '"references":',
  ]);
  return text.replace(target, () => `${target}${deep},"other":`);
}

function spotsIn(document: Loose): readonly Spot[] {
  const spots: Spot[] = [];
  const rest: Loose[] = [document];
  for (let holder = rest.pop(); holder !== undefined; holder = rest.pop()) {
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      spots.push({ holder, key });
      const value = holder[key];
      if (typeof value === 'object' && value !== null) rest.push(value);
    }
  }
  return spots;
}
