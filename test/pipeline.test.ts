import { rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../src/pipeline.js';

const folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
test.after(() => rmSync(folder, { recursive: true }));

/** A plan of load balancers with 5,000 plain listeners each. */
function planOf(loadBalancers: number): string {
  const listener = Array.from({ length: 5000 }, (_, at) => ({ lb_port: at + 1, lb_protocol: 'tcp' }));
  const changes = Array.from({ length: loadBalancers }, (_, at) => ({
    ...{ address: `aws_elb.a${at}`, mode: 'managed', type: 'aws_elb', name: `a${at}`, provider_name: 'aws' },
    change: { actions: ['create'], before: null, after: { listener }, after_unknown: {} },
  }));
  const path = join(folder, `${loadBalancers}.json`);
  writeFileSync(path, JSON.stringify({ format_version: '1.2', resource_changes: changes, configuration: {} }));
  return path;
}

test('more listeners than a run can judge in bounded memory are refused, whatever inputs they come in', async () => {
  const [small, large] = [planOf(1), planOf(10)];
  assert.is((await check({ inputs: [small] })).summary.listeners, 5000);
  await rejects(check({ inputs: [large, small] }), ({ problems }: { problems: readonly object[] }) => {
    assert.equal(problems, [
      {
        path: large,
        message: 'there are 55,000 listeners and domains, and one run judges 50,000',
        hint: 'check fewer plans, or services, at a time',
      },
    ]);
    return true;
  });
});

test.run();
