/** Small and fast random numbers. Source: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Texts of values by their sort. */
const POOLS: Readonly<Record<string, readonly string[]>> = {
  s: [
    '"a"',
    '""',
    '"Hello World"',
    '"é"',
    '"👍🏽x"',
    '"a,b,,c"',
    '"12"',
    '"-1.5"',
    '"true"',
    '" x\\n"',
    '"e\\u0301tat"',
    '"<a&b>"',
    '"b-a_c"',
    '"a/b/c.d"',
    '"aaa"',
  ],
  n: ['0', '1', '2', '3', '-1', '10', '0.5', '-2.75', '1.1', '1e3', '7', '100', '1/3', '9007199254740993', '0.1'],
  i: ['0', '1', '2', '3', '-1', '4', '10'],
  b: ['true', 'false', '"true"', '1 == 1'],
  l: [
    '["a","b"]',
    '[]',
    '["b","a","b"]',
    '["é","z",""]',
    '[1,2,3]',
    '[true,"x"]',
    'tolist(["x","y"])',
    'toset(["q","p","q"])',
    '["a",null]',
    '[[1],[2,3]]',
    '[{a=1},{a=2}]',
    '[0.5,2]',
    'tolist([])',
    '[["a","b"],[]]',
  ],
  m: [
    '{}',
    '{a=1}',
    '{a=1,b="x"}',
    '{b=[1],a=[2]}',
    'tomap({x="1",y="2"})',
    '{a={b=1}}',
    '{"é"=1,z=2}',
    '{a=["p","q"],b=["q"]}',
    '{a=null}',
    'tomap({a=[1]})',
  ],
  z: ['null', '"s"', '5', 'true', '["v"]', '{k="v"}', 'toset([1])', '[null]'],
  r: ['"[a-z]+"', '"(a)(b)?"', '"(?P<x>.)"', '"\\\\d"', '"^a"', '"[^a]"', '"b|a"', '"(?i)HELLO"', '"."', '"a*"'],
  f: [
    '"%s"',
    '"%d"',
    '"%v|"',
    '"%5s"',
    '"%-6v|"',
    '"%q"',
    '"%05d"',
    '"%.2f"',
    '"%x"',
    '"%#v"',
    '"%t"',
    '"%g"',
    '"a%%%s"',
  ],
  d: [
    '"2018-01-02T23:12:01Z"',
    '"2020-02-29T00:00:00+05:30"',
    '"1999-12-31T23:59:59.5-08:00"',
    '"2018-13-01T00:00:00Z"',
  ],
  u: ['"1h"', '"-90m"', '"1.5s"', '"24h1m"', '"x"', '"100ms"'],
  p: ['"YYYY-MM-DD"', '"EEE, D MMM YY"', '"hh:mm:ss Z"', '"H aa ZZZZ"', '"\'day\' DD"'],
  c: [
    '"10.0.0.0/8"',
    '"192.168.1.0/24"',
    '"2001:db8::/32"',
    '"172.16.0.0/12"',
    '"10.0.0.1/32"',
    '"fd00::/64"',
    '"10.0.0.0"',
  ],
  j: ['"[1,2.5,\\"a\\"]"', '"{\\"a\\":null}"', '"1e3"', '"{"', '"[[],{}]"', '"\\"x\\""'],
};

/** Functions, and the pools that their arguments come from. */
const CALLS: readonly string[] = [
  'abs n',
  'alltrue l',
  'anytrue l',
  'base64decode s',
  'base64encode s',
  'base64sha256 s',
  'basename s',
  'can z',
  'ceil n',
  'chomp s',
  'chunklist l i',
  'cidrhost c i',
  'cidrnetmask c',
  'cidrsubnet c i i',
  'cidrsubnets c i i',
  'coalesce z z',
  'coalesce s s',
  'coalescelist l l',
  'compact l',
  'concat l l',
  'contains l s',
  'contains l n',
  'csvdecode s',
  'dirname s',
  'distinct l',
  'element l i',
  'endswith s s',
  'flatten l',
  'floor n',
  'format f s',
  'format f n',
  'format f z',
  'formatdate p d',
  'formatlist f l',
  'indent i s',
  'index l s',
  'index l n',
  'join s l',
  'jsondecode j',
  'jsonencode z',
  'jsonencode l',
  'jsonencode m',
  'jsonencode n',
  'keys m',
  'length z',
  'length l',
  'length s',
  'log n n',
  'lookup m s z',
  'lower s',
  'matchkeys l l l',
  'max n n',
  'md5 s',
  'merge m m',
  'min n n n',
  'one l',
  'parseint s i',
  'pow i i',
  'pow n i',
  'range i i',
  'range n n n',
  'regex r s',
  'regexall r s',
  'replace s s s',
  'reverse l',
  'setintersection l l',
  'setproduct l l',
  'setsubtract l l',
  'setunion l l',
  'sha1 s',
  'signum i',
  'slice l i i',
  'sort l',
  'split s s',
  'startswith s s',
  'strcontains s s',
  'strrev s',
  'substr s i i',
  'sum l',
  'timeadd d u',
  'timecmp d d',
  'title s',
  'tobool z',
  'tolist l',
  'tolist m',
  'tomap m',
  'tonumber s',
  'toset l',
  'tostring n',
  'tostring z',
  'transpose m',
  'trim s s',
  'trimprefix s s',
  'trimspace s',
  'trimsuffix s s',
  'try z z',
  'upper s',
  'urlencode s',
  'values m',
  'yamldecode j',
  'yamlencode z',
  'yamlencode m',
  'zipmap l l',
];

const OPERATORS = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];

/** Templates of expressions: `$x` is a value of the pool `x`. */
const SHAPES: readonly string[] = [
  '$b ? $z : $z',
  '$b ? $l : $l',
  '$b ? $m : $m',
  '$b ? $n : $s',
  '"x${$n}y"',
  '"${$s}-${$n}"',
  '[for v in $l : v]',
  '[for k, v in $m : k]',
  '{for k, v in $m : k => v}',
  '{for i, v in $l : i => v}',
  '{for v in $l : v => 1...}',
  '[for i, v in $l : i if i > 0]',
  '$l[$i]',
  '$m["a"]',
  '$m.a',
  '$l[*]',
  '$m[*].a',
  '$l[*].a',
  '$z == $z',
  '$l == $l',
  '$m == $m',
  '-$n',
  '!$b',
  '[$z, $z]',
  '{k = $z, j = $n}',
  'tolist([$z, $z])',
  'toset([$s, $s, $s])',
  'toset([$n, $n, $n])',
  'tomap({a = $z, b = $z})',
  '"%{ for v in $l }${v};%{ endfor }"',
  '"%{ if $b }$n%{ else }no%{ endif }"',
  'upper(join("-", $l))',
  'length(flatten([$l, $l]))',
  'try($l[$i], $z)',
  'can($m.a)',
  'jsonencode([$z, $n, $l])',
  '$n + $n * $n',
  '($n - $n) / $n',
  '[for v in toset($l) : v]',
  'jsondecode(jsonencode($m))',
  'sort(keys($m))',
  'lookup($m, "a", $z)',
  'element($l, $i)',
  'coalesce($z, $z, $s)',
];

/** A value now and then of the wrong sort, else one of the pool. */
function pick(random: () => number, pool: string): string {
  const names = Object.keys(POOLS);
  const name = random() < 0.08 ? names[Math.floor(random() * names.length)] : pool;
  const values = POOLS[name ?? pool] ?? [];
  return values[Math.floor(random() * values.length)] ?? 'null';
}

/** Expressions that are made by chance, always the same ones. */
export function generateExpressions(seed = 20240711): readonly string[] {
  const random = randomOf(seed);
  const made: string[] = [];
  for (const call of CALLS) {
    const [name = '', ...pools] = call.split(' ');
    for (let count = 0; count < 8; count += 1)
      made.push(`${name}(${pools.map((pool) => pick(random, pool)).join(', ')})`);
  }
  for (const operator of OPERATORS) {
    for (let count = 0; count < 14; count += 1) {
      const pool = operator === '&&' || operator === '||' ? 'b' : count % 4 === 3 ? 'z' : 'n';
      made.push(`${pick(random, pool)} ${operator} ${pick(random, pool)}`);
    }
  }
  for (const shape of SHAPES) {
    for (let count = 0; count < 10; count += 1)
      made.push(shape.replace(/\$([a-z])(?![a-z{])/g, (_, pool: string) => pick(random, pool)));
  }
  return [...new Set(made)];
}
