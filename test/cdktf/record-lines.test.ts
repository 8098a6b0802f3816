import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Aspects, TerraformStack } from 'cdktf';
import { suite } from 'uvu';
import { ClassicElbCertificates, findingsOf, recordLines } from '../../src/cdktf/index.js';
import { check } from '../../src/pipeline.js';
import { https, loadBalancer } from './stacks/load-balancer.js';

const test = suite<{ folder: string }>('the lines of an app', { folder: '' });

const { addMetadata } = Object.getPrototypeOf(new App({ outdir: tmpdir() }).node);

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));
test.after(() => {
  // The other tests of this process are to see the library as it is.
  Object.getPrototypeOf(new App({ outdir: tmpdir() }).node).addMetadata = addMetadata;
});

/** The line of the helper that makes the load balancer. */
const HELPER = join(import.meta.dirname, 'stacks/load-balancer.ts');
const LINE =
  1 +
  readFileSync(HELPER, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes('return new Elb('));
const PLACE = `${relative('.', HELPER)}:${LINE}:10`;

function make(outdir: string): { readonly app: App; readonly stack: TerraformStack } {
  const app = new App({ outdir });
  recordLines(app);
  const stack = new TerraformStack(app, 'site');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  loadBalancer(stack, 'web', [https(443)]);
  return { app, stack };
}

test('annotations and findings name the line of the code that makes the resource', ({ folder }) => {
  const { app, stack } = make(folder);
  Aspects.of(stack).add(new ClassicElbCertificates());
  assert.throws(() => app.synth(), new RegExp(`certificate-required\\]\\n  fix: .*\\n  at ${PLACE}`));
  assert.deepEqual(
    findingsOf(make(join(folder, 'again')).stack).map(({ line }) => line),
    [PLACE],
  );
});

test('elbcert check on the output names the line, too', async ({ folder }) => {
  const { app } = make(folder);
  app.synth();
  const { findings } = await check({ inputs: [folder] });
  const [failed] = findings.filter(({ outcome }) => outcome === 'fail');
  assert.equal(`${failed?.location?.file}:${failed?.location?.line}:${failed?.location?.column}`, PLACE);
});

test('a recorded trace has only lines of the author, once, however many apps there are', ({ folder }) => {
  const { stack } = make(folder);
  make(join(folder, 'again'));
  const document = JSON.stringify(stack.toTerraform());
  assert.ok(document.includes('load-balancer.ts:'));
  assert.equal(document.includes('node_modules'), false);
});

test.run();
