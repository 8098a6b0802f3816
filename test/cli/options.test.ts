import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { readInputs } from '../../src/cli/action/inputs.js';
import { helpText } from '../../src/cli/help.js';
import { COMMAND_NAMES, OPTIONS, optionsOf, splitFormat, splitRegion, valueMistake } from '../../src/cli/options.js';
import { ROOT } from './run.js';

const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test('every row of the table fits the others', () => {
  const names: readonly string[] = optionsOf().map(([name]) => name);
  const shorts = optionsOf().flatMap(([, { short }]) => short ?? []);
  assert.is(new Set(shorts).size, shorts.length);
  for (const [name, row] of optionsOf()) {
    assert.match(name, /^[a-z]+(?:-[a-z]+)*$/);
    assert.not(name.startsWith('no-'), 'would be the negation of another');
    for (const other of [row.needs, row.conflicts]) assert.ok(other === undefined || names.includes(other), name);
    for (const command of row.commands) assert.ok(COMMAND_NAMES.includes(command), name);
    assert.is(row.value === undefined, row.type === 'flag' || row.type === 'mode', `${name} names its value`);
    if (row.default !== undefined) assert.is(valueMistake(row, row.default), undefined, `default of ${name}`);
  }
});

test('each command takes its own options, and help and version', () => {
  const namesOf = (command: 'init' | 'completion') => optionsOf(command).map(([name]) => name);
  assert.equal(namesOf('init'), ['root', 'ci', 'help', 'version']);
  assert.equal(namesOf('completion'), ['help', 'version']);
});

test('help says of every option of every command what the table says', async () => {
  for (const command of COMMAND_NAMES) {
    const help = (await helpText(command, 100)).replace(/\s+/g, ' ');
    for (const [name, row] of optionsOf(command)) {
      assert.match(help, `--${name} `);
      assert.ok(help.includes(row.help.split(' ').slice(0, 4).join(' ')), `${command} --${name}`);
    }
  }
});

test('every option that the configuration has is a key of its schema, and no option is written twice', () => {
  const { properties } = JSON.parse(text('schemas/config.schema.json'));
  for (const [name, { configuration }] of optionsOf()) {
    if (configuration !== undefined) assert.ok(configuration.key in properties, name);
  }
  assert.equal(properties.failOn.enum, OPTIONS['fail-on'].values);
  assert.equal(properties.packs.items.enum, OPTIONS.pack.values);
  assert.is(properties.strict.type, 'boolean');
  assert.is(properties.root.type, 'string');
});

test('every input of the action that is an option reaches the command line under its name', () => {
  const { inputs } = parse(text('action.yml'));
  for (const [name, { action, help, type, isPath }] of optionsOf()) {
    if (action === undefined) continue;
    assert.ok(inputs[name].description.startsWith(help));
    assert.type(inputs[name].default, 'string');
    const value = type === 'flag' ? 'true' : name === 'format' ? 'json=some.json' : 'some';
    const read = readInputs({
      INPUT_PLAN: 'plan.json',
      'INPUT_WORKING-DIRECTORY': 'examples',
      [`INPUT_${name.toUpperCase()}`]: value,
    });
    const path = isPath === true ? 'examples/some' : value.replace('=some', '=examples/some');
    const words = read.options.filter((word) => word !== '--no-synth');
    assert.equal(words, [type === 'flag' ? `--${name}` : `--${name}=${path}`]);
  }
});

test('docs/options.md has a row for every option', () => {
  const page = text('docs/options.md');
  for (const [name, { help }] of optionsOf()) {
    const row = page.split('\n').find((line) => line.startsWith('|') && new RegExp(`\`--${name}[ [\`]`).test(line));
    assert.ok(row?.includes(help), name);
  }
});

test('formats and Regions are taken apart at the first and the last equals sign', () => {
  assert.equal(splitFormat('json'), { format: 'json', file: undefined });
  assert.equal(splitFormat('json=a=b'), { format: 'json', file: 'a=b' });
  assert.equal(splitRegion('eu-west-1'), { provider: '', region: 'eu-west-1' });
  assert.equal(splitRegion('a=b=eu-west-1'), { provider: 'a=b', region: 'eu-west-1' });
});

const VALUES: readonly (readonly [option: keyof typeof OPTIONS, good: readonly string[], bad: readonly string[]])[] = [
  [
    'now',
    ['2026-11-24', '2024-02-29', '2026-11-24T10:00:00Z'],
    ['', '24.11.2026', '2025-02-29', '2026-13-01', '2026-11-24T25:00:00Z'],
  ],
  ['live-timeout', ['1', '0.5', '3600'], ['0', '-1', '3601', 'Infinity', '1e3', ' 5', '0x1']],
  [
    'region',
    ['eu-west-1', 'aws=us-gov-west-1', 'module.a:aws.x=eusc-de-east-1'],
    ['eu-west-1a', 'EU-WEST-1', 'eu-west-9', 'aws=', 'Ireland'],
  ],
  [
    'as-role',
    ['arn:aws:iam::123456789012:role/a/b', 'arn:aws:iam::123456789012:user/a'],
    ['role/a', 'arn:aws:iam::123456789012:group/a', 'arn:aws:iam::123456789012:user/', 'arn:aws:iam::1:role/a'],
  ],
  ['format', ['json', 'html=a.html'], ['JSON', 'json=', '=a', 'text,json']],
];

for (const [option, good, bad] of VALUES) {
  test(`--${option} takes what it should, and nothing else`, () => {
    for (const value of good) assert.is(valueMistake(OPTIONS[option], value), undefined, value);
    for (const value of bad) assert.ok(valueMistake(OPTIONS[option], value), value);
  });
}

test.run();
