import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCommandLine } from '../../src/cli/command-line.js';
import { UnusableInput } from '../../src/model/problem.js';
import { ended } from './in-process.js';

const BROKEN = 'examples/plan-json/mixed/plan.json';

const REFUSED: readonly (readonly [title: string, words: readonly string[], sentence: string])[] = [
  [
    'a repeated option',
    ['check', '--fail-on', 'error', '--fail-on', 'error', BROKEN],
    '--fail-on: is given more than once; give it once',
  ],
  [
    'a repeated flag',
    ['check', '--strict', '--no-strict', BROKEN],
    '--no-strict: is given more than once; give it once',
  ],
  [
    'a flag with a value',
    ['check', '--strict=yes', BROKEN],
    '--strict: "yes" is neither true nor false; write --strict or --no-strict',
  ],
  [
    'a negated flag with a value',
    ['check', '--no-strict=true', BROKEN],
    '--no-strict: takes no value, and has "true"; leave the value out',
  ],
  [
    'a missing value',
    ['check', BROKEN, '--format'],
    '--format: needs a value, and nothing follows it; write --format=FORMAT[=FILE]',
  ],
  [
    'an option in the place of a value',
    ['check', '--baseline', '--strict', BROKEN],
    '--baseline: needs a value, and "--strict" follows it; write --baseline=FILE',
  ],
  [
    'an end of options in the place of a value',
    ['check', '--root', '--', BROKEN],
    '--root: needs a value, and "--" follows it; write --root=DIR',
  ],
  ['an empty value', ['check', '--root=', BROKEN], '--root: needs a value, and "" is empty; write --root=DIR'],
  ['an empty input', ['check', ''], '"" is not an input; name a file, or - for standard input'],
  [
    'a format without its file',
    ['check', '--format', 'json=', BROKEN],
    '--format: "json=" names no file; write json=FILE',
  ],
  [
    'two outputs to one file',
    ['check', '--format=json=a', '--format=sarif=./a', BROKEN],
    '--format: two outputs go to "./a"; give each a file of its own',
  ],
  [
    'a misspelt format',
    ['check', '--format', 'jsn', BROKEN],
    '--format: "jsn" is not allowed, did you mean "json"; allowed are text, json, sarif, sarif-code-scanning, junit, github, gitlab, markdown, atlantis and html',
  ],
  [
    'a misspelt level',
    ['check', '--fail-on', 'warn', BROKEN],
    '--fail-on: "warn" is not allowed, did you mean "warning"; allowed are error, warning and note',
  ],
  [
    'a misspelt option',
    ['check', '--formt', 'json', BROKEN],
    '--formt: no such option, did you mean "--format"; see elbcert check --help',
  ],
  [
    'an option in camel case',
    ['check', '--failOn=error', BROKEN],
    '--failOn: no such option, did you mean "--fail-on"; see elbcert check --help',
  ],
  ['the name of a format', ['check', '--json', BROKEN], '--json: no such option; write --format json'],
  ['a short option that does not exist', ['check', '-x', BROKEN], '-x: no such option; see elbcert check --help'],
  ['a short option with a value', ['check', '-q=1', BROKEN], '-q=1: no such option; see elbcert check --help'],
  ['a negated option that is no flag', ['check', '--no-format', BROKEN], '--no-format: no such option'],
  [
    'an option named like a member of every object',
    ['check', '--constructor', BROKEN],
    '--constructor: no such option',
  ],
  [
    'an option of another command',
    ['facts', '--strict', BROKEN],
    '--strict: is not an option of facts; it is one of check',
  ],
  ['options that contradict each other', ['check', '-qv', BROKEN], '--quiet: contradicts --verbose; give one of them'],
  [
    'an option without the one it needs',
    ['check', '--live-timeout', '3', BROKEN],
    '--live-timeout: has no effect without --live; add --live',
  ],
  [
    'a mode that does not exist',
    ['check', '--live=always', BROKEN],
    '--live: "always" is not allowed; allowed are use and require',
  ],
  [
    'a mode given twice',
    ['check', '--live', '--live=require', BROKEN],
    '--live: is given more than once; give it once',
  ],
  [
    'a misspelt command',
    ['chek', BROKEN],
    '"chek" is not a command, did you mean "check"; allowed are check, facts, policies, explain, baseline, init and completion',
  ],
  [
    'an input in the place of the command',
    ['plan.json'],
    '"plan.json" is not a command; to judge a plan: elbcert check plan.json',
  ],
  ['standard input in the place of the command', ['-'], '"-" is not a command; to judge a plan: elbcert check -'],
  ['options without a command', ['--strict'], 'no command; name one, as in: elbcert check plan.json'],
  ['a command after the end of options', ['--', 'plan.json'], 'no command before --; write elbcert check -- plan.json'],
  ['an input in the place of write', ['baseline', BROKEN], `baseline: "${BROKEN}" is not allowed; allowed is write`],
  [
    'a misspelt write',
    ['baseline', 'wirte', BROKEN],
    'baseline: "wirte" is not allowed, did you mean "write"; allowed is write',
  ],
  ['baseline alone', ['baseline'], 'baseline: needs a word after it; write elbcert baseline write'],
  [
    'a misspelt action',
    ['policies', 'tests'],
    'policies: "tests" is not allowed, did you mean "test"; allowed are list and test',
  ],
  [
    'a word after an action',
    ['policies', 'list', 'all'],
    'unexpected word "all"; elbcert policies takes no other word',
  ],
  ['a second policy', ['explain', 'a', 'b'], 'unexpected word "b"; elbcert explain takes one id'],
  ['a word after init', ['init', 'here'], 'unexpected word "here"; elbcert init takes no other word'],
  [
    'a Region that is none',
    ['check', '--region', 'eu-wst-1', BROKEN],
    '--region: "eu-wst-1" is not a Region, did you mean "eu-west-1"; write it as eu-west-1 or aws.west=eu-west-1',
  ],
  [
    'a provider’s Region that is none',
    ['facts', '--region=aws.west=eu-wst-1', BROKEN],
    '--region: "eu-wst-1" is not a Region, did you mean "eu-west-1"',
  ],
  ['a Region of no provider', ['check', '--region', '=eu-west-1', BROKEN], '--region: "=eu-west-1" names no provider'],
  [
    'two Regions for one provider',
    ['check', '--region=aws=eu-west-1', '--region=aws=us-east-1', BROKEN],
    '--region: two Regions for provider aws; give one, and PROVIDER=REGION for the others',
  ],
  [
    'a date that is none',
    ['check', '--now', 'tomorrow', BROKEN],
    '--now: "tomorrow" is not a date; write it as 2026-11-24 or 2026-11-24T00:00:00Z',
  ],
  ['a day that does not exist', ['check', '--now', '2026-02-30', BROKEN], '--now: "2026-02-30" is not a date'],
  ['a number as a date', ['check', '--now', '1', BROKEN], '--now: "1" is not a date'],
  [
    'a time without an offset',
    ['check', '--now', '2026-11-24T00:00:00', BROKEN],
    '--now: "2026-11-24T00:00:00" is not a date',
  ],
  [
    'a timeout that is no number',
    ['check', '--live', '--live-timeout=0x10', BROKEN],
    '--live-timeout: "0x10" is not a number of seconds; write one up to 3600',
  ],
  [
    'a timeout of nothing',
    ['check', '--live', '--live-timeout=0', BROKEN],
    '--live-timeout: "0" is not a number of seconds',
  ],
  [
    'a role that is a session',
    ['check', '--live', '--as-role=arn:aws:sts::123456789012:assumed-role/a/b', BROKEN],
    '--as-role: "arn:aws:sts::123456789012:assumed-role/a/b" is not the ARN of a role or user',
  ],
  [
    'a pack that does not exist',
    ['check', '--pack', 'classic-elbs', BROKEN],
    '--pack: "classic-elbs" is not allowed, did you mean "classic-elb"; allowed are classic-elb, domains and classic-elb-tls',
  ],
  [
    'a policy that does not exist',
    ['explain', 'acm-same-regio'],
    'acm-same-regio: no such policy, did you mean "acm-same-region"; elbcert policies list names them all',
  ],
  [
    'a policy to disable that does not exist',
    ['check', BROKEN, '--disable', 'acm-key-algoritm'],
    '--disable: no such policy: "acm-key-algoritm", did you mean "acm-key-algorithm"',
  ],
  ['a version beside a check', ['check', '-V', BROKEN], '--version: stands alone; write elbcert --version'],
  ['help beside a check', ['check', '-h', BROKEN], '--help: stands alone; write elbcert check --help'],
  ['the version as a command', ['version'], '"version" is not a command; write elbcert --version'],
  ['help on what does not exist', ['help', 'chekc'], '"chekc" is not a command, did you mean "check"'],
  ['a file that does not exist', ['check', 'nope.json'], 'nope.json: no such file'],
  ['an option after the end of options', ['check', '--', '--strict'], '--strict: no such file'],
  ['a folder', ['check', 'examples/plan-json'], 'examples/plan-json: this is a folder'],
  ['a policy file that does not exist', ['check', BROKEN, '--policy', 'nope.yaml'], 'nope.yaml: no such file'],
];

for (const [title, words, sentence] of REFUSED) {
  test(`exits with 2 and one sentence on ${title}`, async () => {
    const { code, stdout, stderr } = await ended(words);
    assert.is(code, 2);
    assert.is(stdout, '');
    assert.ok(stderr.startsWith(`elbcert: ${sentence}`), stderr);
    assert.is(stderr.trimEnd().split('\n').length, 1, stderr);
  });
}

test('a list of refusals tells each mistake of a line once', async () => {
  const { stderr } = await ended(['check', '--formt', '--strict=no', '--fail-on=warn', '-xyx', BROKEN]);
  assert.is(stderr.trimEnd().split('\n').length, 4, stderr);
});

test('every unusable input is reported, not only the first', async () => {
  const { stderr } = await ended(['check', 'one.json', 'two.json']);
  assert.is(stderr, 'elbcert: one.json: no such file\nelbcert: two.json: no such file\n');
});

test('no input is refused at a keyboard', async () => {
  const { code, stderr } = await ended(['check']);
  assert.is(code, 2);
  assert.match(stderr, 'elbcert: no input; name a plan, or pipe one in');
});

test('reading a line throws problems, and nothing else', () => {
  assert.throws(
    () => readCommandLine(['check', '--no']),
    (error: unknown) => error instanceof UnusableInput,
  );
});

test.run();
