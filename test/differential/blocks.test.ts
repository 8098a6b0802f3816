import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesSource } from '../../src/read/byte-source.js';
import { scanDocument } from '../../src/read/large/index.js';
import { SCANNERS } from './both-ways.js';

const block = (mode: string, type: string) => ({
  address: `${mode === 'data' ? 'data.' : ''}${type}.one`,
  mode,
  type,
  name: 'one',
  provider_config_key: 'aws',
  expressions: { name: { constant_value: `${mode} ${type}` } },
});

const BLOCKS = ['managed', 'data'].flatMap((mode) => ['aws_elb', 'aws_s3_bucket'].map((type) => block(mode, type)));

const plan = Buffer.from(
  JSON.stringify({ resource_changes: [], configuration: { root_module: { resources: BLOCKS } } }),
);

test('blocks of every type can be asked for, also of those whose instances nobody wants', () => {
  for (const [name, scanner] of Object.entries(SCANNERS)) {
    for (const wantsAll of [true, false]) {
      const source = bytesSource(plan);
      const { configuration } = scanDocument('plan.json', source, { wanted: () => wantsAll }, scanner);
      for (const { address, mode, type } of BLOCKS) {
        const found = configuration.resources.get(address);
        assert.is(found?.body.expression('name')?.constant, `${mode} ${type}`, `${name}: ${address}`);
        assert.is(found?.mode, mode);
      }
    }
  }
});

test.run();
