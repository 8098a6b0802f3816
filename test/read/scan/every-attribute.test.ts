import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { interestIn } from '../../../src/facts/index.js';
import { bytesSource } from '../../../src/read/byte-source.js';
import { readBytes, readFormat } from '../../../src/read/index.js';
import { scanDocument } from '../../../src/read/large/index.js';
import { SCANNERS } from '../../differential/both-ways.js';

const interest = { ...interestIn(), onDemand: undefined };

const after = { name: 'shop', listener: [{ lb_port: 443 }], tags: { Team: 'web' }, health_check: [{ timeout: 5 }] };
const bytes = Buffer.from(
  JSON.stringify({
    format_version: '1.2',
    resource_changes: ['no-op', 'create', 'delete'].map((action) => ({
      address: `aws_elb.${action}`,
      mode: 'managed',
      type: 'aws_elb',
      name: action,
      change: {
        actions: [action],
        before: action === 'create' ? null : after,
        after: action === 'delete' ? null : after,
        after_unknown: {},
      },
    })),
  }),
);

test('every attribute of a resource that is wanted can be read, whether parsed or scanned', () => {
  const parsed = readBytes('plan.json', bytes, { ...interest, onNotice: () => {} });
  const scanned = Object.values(SCANNERS).map((scanner) => {
    const scan = scanDocument('plan.json', bytesSource(bytes), interest, scanner);
    return readFormat('plan.json', scan.document, interest, scan);
  });
  for (const [plan] of [parsed, ...scanned]) {
    assert.equal(
      plan?.resources.map(({ values }) => values),
      [after, after, after],
    );
  }
});

test.run();
