import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMATS } from '../../src/report/index.js';
import type { Account } from './double/account.js';
import { type FaultOf, startDouble } from './double/double.js';
import { environment, live } from './run-live.js';
import { account, NOW, PLAN, ROLE } from './world.js';

const REGION = 'ap-southeast-3';

/** The plan with one load balancer in a Region that a sensitive variable names, and its certificate in another. */
function planIn(region: string): string {
  const text = readFileSync(PLAN, 'utf8').replaceAll('acm:eu-central-1', 'acm:eu-west-1');
  const plan = JSON.parse(text.replaceAll('"eu-central-1"', JSON.stringify(region)));
  plan.variables = { where: { value: region } };
  plan.configuration.root_module.variables = { where: { sensitive: true } };
  plan.configuration.provider_config['aws.frankfurt'].expressions.region = { references: ['var.where'] };
  for (const { address, change } of plan.resource_changes) {
    if (address === 'aws_elb.frankfurt') change.after_sensitive.region = true;
  }
  return JSON.stringify(plan);
}

const test = suite<{ folder: string }>('a sensitive Region');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-region-'));
});

test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** What a run with a double of AWS leaves in each format, and on standard error. */
async function everything(folder: string, args: readonly string[], more: Partial<Account>, faultOf: FaultOf) {
  const plan = join(folder, 'plan.json');
  const double = await startDouble({ ...account, ...more }, faultOf);
  const formats = FORMATS.flatMap((format) => ['--format', `${format}=${join(folder, format)}`]);
  const run = await live(['check', '--verbose', '--now', NOW, ...args, ...formats, plan], environment(double.url));
  await double.close();
  const written = run.status === 2 ? [] : FORMATS.map((format) => readFileSync(join(folder, format), 'utf8'));
  return { text: [run.stdout, run.stderr, ...written].join('\n'), calls: double.calls };
}

const inRegion =
  (fault: 'denied' | 'deniedExplicitly' | 'failing'): FaultOf =>
  ({ service, region }) =>
    service === 'acm' && region === REGION ? fault : undefined;
const noFault: FaultOf = () => undefined;

const RUNS: readonly (readonly [
  title: string,
  told: RegExp,
  args: readonly string[],
  more: Partial<Account>,
  faultOf: FaultOf,
])[] = [
  ['that allows it', /AWS allows it in \(sensitive\), eu-west-1/, ['--live'], {}, noFault],
  ['that refuses it', /AWS refuses it in \(sensitive\)/, ['--live'], {}, inRegion('denied')],
  ['that fails', /ACM in \(sensitive\) failed/, ['--live'], {}, inRegion('failing')],
  ['that must not fail', /ACM in \(sensitive\) failed/, ['--live=require'], {}, inRegion('failing')],
  [
    'where it depends on a condition',
    /in \(sensitive\) its policies decide by aws:SourceIp/,
    ['--live', '--as-role', ROLE],
    {
      simulate: (_role, region) =>
        region === REGION ? { decision: 'implicitDeny', missing: ['aws:SourceIp'] } : { decision: 'allowed' },
    },
    noFault,
  ],
];

for (const [title, told, args, more, faultOf] of RUNS) {
  test(`a sensitive Region is asked in, and never named, ${title}`, async ({ folder }) => {
    writeFileSync(join(folder, 'plan.json'), planIn(REGION));
    const { text, calls } = await everything(folder, args, more, faultOf);
    assert.match(text, told);
    assert.ok(args.includes('--as-role') || calls.some(({ region }) => region === REGION));
    assert.not.match(text, REGION);
  });
}

test('a sensitive Region is not named where it is none that can be asked, and only the public ones are', async ({
  folder,
}) => {
  writeFileSync(join(folder, 'plan.json'), planIn('Kanari"a'));
  const { text } = await everything(folder, ['--live'], {}, noFault);
  assert.match(text, '(sensitive)');
  assert.match(text, 'eu-west-1');
  assert.not.match(text, 'Kanari');
});

test.run();
