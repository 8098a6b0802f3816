import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readBytes } from '../../src/read/index.js';
import { resolve } from '../../src/resolve/index.js';

const CHAIN = 10_000;

/** Resources that each take `arn` from the next. */
const resources = Array.from({ length: CHAIN }, (_, at) => ({
  mode: 'managed',
  type: 'example_link',
  name: `n${at}`,
  expressions: { arn: { references: [`example_link.n${at + 1}.arn`, `example_link.n${at + 1}`] } },
}));

test('references that lead on for ever are given up, not followed until the stack ends', () => {
  const change = { actions: ['create'], after: {}, after_unknown: { arn: true } };
  const first = { address: 'example_link.n0', mode: 'managed', type: 'example_link', name: 'n0', change };
  const text = JSON.stringify({
    format_version: '1.2',
    resource_changes: [first],
    configuration: { root_module: { resources } },
  });
  const [plan] = readBytes('plan.json', Buffer.from(text), { wanted: () => false, onNotice: () => {} });
  const [whole] = readBytes('plan.json', Buffer.from(text), { wanted: () => true, onNotice: () => {} });
  const [resource] = whole?.resources ?? [];
  assert.ok(plan !== undefined && resource !== undefined);
  assert.equal(
    resolve(plan)
      .traceAttribute(resource, 'arn')
      .map((origin) => origin.kind === 'deadEnd' && origin.reason),
    ['too many references to follow'],
  );
});

test.run();
