import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../../src/model/json.js';
import { readTerraformJson } from '../../../src/read/terraform-json/index.js';
import { mergeFiles } from '../../../src/read/terraform-json/merge-files.js';

const interest = {
  wanted: (_: string, type: string) => type === 'aws_elb',
  nestedBlocks: () => new Map([['listener', 'set' as const]]),
};

const listener = (port: number) => [{ lb_port: port, lb_protocol: 'https' }];

function planOf(files: Readonly<Record<string, JsonObject>>) {
  const named = Object.entries(files).map(([name, document]) => ({ name, document }));
  return readTerraformJson('infra', mergeFiles(named), interest);
}

const MAIN: JsonObject = {
  provider: { aws: [{ region: 'us-east-1' }, { alias: 'west', region: 'us-west-1' }] },
  locals: { name: 'web' },
  resource: { aws_elb: { web: { name: '${local.name}', listener: listener(443) }, other: { name: 'other' } } },
};

test('the blocks of all files stand side by side', () => {
  const { resources } = planOf({
    'a.tf.json': MAIN,
    'b.tf.json': { resource: [{ aws_elb: { third: { name: 'third' } } }] },
  });
  assert.equal(
    resources.map(({ values }) => values['name']),
    ['web', 'other', 'third'],
  );
});

test('an override replaces what it names in a block, whatever its name sorts before', () => {
  const { resources, providers } = planOf({
    'a_override.tf.json': { resource: [{ aws_elb: { web: { listener: listener(8443) } } }] },
    'b.tf.json': MAIN,
    'override.tf.json': { provider: { aws: { alias: 'west', region: 'us-west-2' } }, locals: { name: 'new' } },
  });
  assert.equal(
    resources.map(({ address, values }) => [address, values['name'], values['listener']]),
    [
      ['aws_elb.web', 'new', listener(8443)],
      ['aws_elb.other', 'other', undefined],
    ],
  );
  const regions = [...providers.values()].map(({ region }) => region?.constant);
  assert.equal(regions, ['us-east-1', 'us-west-2']);
});

test.run();
