import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { documentPart } from '../../src/read/shape.js';
import { readStateValues } from '../../src/read/state.js';

test('a state may have more modules than a call has arguments', () => {
  const resource = (module: string) => ({
    address: `${module}.aws_elb.web`,
    mode: 'managed',
    type: 'aws_elb',
    name: 'web',
  });
  const modules = Array.from({ length: 200_000 }, (_, at) => ({ address: `module.m${at}`, resources: [] }));
  const last = { address: 'module.last', resources: [resource('module.last')] };
  const read = readStateValues(documentPart({ root_module: { child_modules: [...modules, last] } }), () => true);
  assert.equal(
    read.map(({ address }) => address),
    ['module.last.aws_elb.web'],
  );
});

test.run();
