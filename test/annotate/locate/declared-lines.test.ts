import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { declaredLines } from '../../../src/annotate/locate/declared-lines.js';
import { interestIn } from '../../../src/facts/index.js';
import { readBytes } from '../../../src/read/index.js';

const HERE = process.cwd();

/** A stack whose load balancer has no certificate, and recorded this stack trace. */
function stack(stackTrace: readonly string[]): Buffer {
  const listener = [{ lb_port: 443, lb_protocol: 'https', instance_port: 80, instance_protocol: 'http' }];
  const web = { '//': { metadata: { path: 'app/web', stackTrace } }, name: 'web', listener };
  return Buffer.from(JSON.stringify({ '//': { metadata: { stackName: 'app' } }, resource: { aws_elb: { web } } }));
}

function lineFor(stackTrace: readonly string[]) {
  const plans = readBytes('cdk.tf.json', stack(stackTrace), { ...interestIn() });
  return declaredLines(plans)({ input: 'cdk.tf.json', address: 'aws_elb.web' });
}

test('a finding points at the line of the author’s code, not of the library’s', () => {
  const frames = [
    `new TerraformElement (${HERE}/node_modules/cdktf/lib/terraform-element.js:24:19)`,
    'node:internal/modules/run_main:1:1',
    `new WebStack (${join(HERE, 'src/stacks/web.ts')}:42:5)`,
    `Object.<anonymous> (${join(HERE, 'main.ts')}:7:1)`,
  ];
  assert.equal(lineFor(frames), { file: 'src/stacks/web.ts', line: 42, column: 5, via: 'construct' });
});

test('frames are read as Node.js writes them, without a function and as URLs', () => {
  assert.is(lineFor([`    at file://${HERE}/main.ts:3:1`])?.line, 3);
  assert.is(lineFor(['    at /elsewhere/main.ts:3:1'])?.file, '/elsewhere/main.ts');
});

test('nothing points anywhere where there is no trace, or none of the author’s', () => {
  for (const frames of [[], ['trace'], [`x (${HERE}/node_modules/a/b.js:1:1)`], ['x'.repeat(100_000)]]) {
    assert.is(lineFor(frames), null);
  }
});

test.run();
