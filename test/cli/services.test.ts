import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SERVICES } from '../../src/model/facts.js';
import { objectOf, property } from '../../src/model/json.js';
import { FORMATS } from '../../src/report/index.js';
import { ended } from './in-process.js';
import { ROOT } from './run.js';

/** Plans with one service each: what one finding that fails says of whom, and the line that a waiver of it stands above. */
const PLANS = [
  {
    service: 'alb',
    plan: 'alb-certificate-of-us-east-1',
    policy: 'acm-same-region',
    address: 'aws_lb_listener.https',
    line: 'main.tf:31',
    block: 'resource "aws_lb_listener" "https" {',
  },
  {
    service: 'nlb',
    plan: 'sni-certificate-with-rsa-4096-on-an-nlb',
    policy: 'acm-key-algorithm',
    address: 'aws_lb_listener_certificate.more',
    line: 'main.tf:42',
    block: 'resource "aws_lb_listener_certificate" "more" {',
  },
  {
    service: 'cloudfront',
    plan: 'cloudfront-for-each',
    policy: 'certificate-covers-domain',
    address: 'aws_cloudfront_distribution.site["deep"]',
    line: 'main.tf:54',
    block: 'resource "aws_cloudfront_distribution" "site" {',
  },
  {
    service: 'api-gateway',
    plan: 'api-gateway-edge-own-region',
    policy: 'acm-same-region',
    address: 'aws_api_gateway_domain_name.api',
    line: 'main.tf:23',
    block: 'resource "aws_api_gateway_domain_name" "api" {',
  },
  {
    service: 'cognito',
    plan: 'cognito-pool-region',
    policy: 'acm-same-region',
    address: 'aws_cognito_user_pool_domain.auth',
    line: 'main.tf:23',
    block: 'resource "aws_cognito_user_pool_domain" "auth" {',
  },
] as const;

const test = suite<{ folder: string }>('every service but the first', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true }));

/** The plan in the folder, and what `check` says of it there. */
function checkIn(folder: string, plan: string) {
  cpSync(join(ROOT, 'test/golden', plan), folder, { recursive: true });
  return (...words: readonly string[]) => ended(['check', '--now', '2026-11-24', ...words, 'plan.json'], folder);
}

function change(file: string, edit: (text: string) => string): void {
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
}

/** The plan as it is once it was applied. */
function applied(text: string): string {
  const plan = objectOf(JSON.parse(text));
  for (const resource of plan['resource_changes'] as readonly object[]) {
    Object.assign(objectOf(property(resource, 'change')), { actions: ['no-op'] });
  }
  return JSON.stringify(plan);
}

for (const { service, plan, policy, address, line, block } of PLANS) {
  test(`${service}: a waiver in the configuration, and a comment in the source, accept its finding`, async ({
    folder,
  }) => {
    const check = checkIn(folder, plan);
    assert.is((await check('--root', '.')).code, 1);
    const waiver = `waivers:\n  - { policy: ${policy}, address: '${address}', reason: later }\n`;
    writeFileSync(join(folder, '.elbcert.yaml'), waiver);
    const configured = await check();
    assert.is(configured.code, 0, configured.stdout);
    assert.match(configured.stdout, 'left out: 1 finding waived by .elbcert.yaml');
    change(join(folder, 'main.tf'), (text) => text.replace(block, `# elbcert:ignore ${policy} -- later\n${block}`));
    const commented = await check('--no-config', '--root', '.');
    assert.is(commented.code, 0, commented.stdout);
    assert.match(commented.stdout, 'left out: 1 finding waived by main.tf');
  });

  test(`${service}: a baseline and --changed-only leave alone what the plan does not touch`, async ({ folder }) => {
    const check = checkIn(folder, plan);
    const written = await ended(['baseline', 'write', '--now', '2026-11-24', '--output', '-', 'plan.json'], folder);
    writeFileSync(join(folder, 'known.json'), written.stdout);
    const known = ['--baseline', 'known.json'];
    assert.is((await check(...known)).code, 1);
    assert.is((await check('--changed-only')).code, 1);
    change(join(folder, 'plan.json'), applied);
    assert.is((await check()).code, 1);
    assert.is((await check(...known)).code, 0);
    const { code, stdout } = await check('--changed-only');
    assert.is(code, 0);
    assert.match(stdout, /not checked: \d \w+ that the plan does not change \(--changed-only\)/);
    assert.match(stdout, 'Nothing was checked in plan.json.');
  });

  test(`${service}: every format names the finding, on its line`, async ({ folder }) => {
    const check = checkIn(folder, plan);
    const told = address.split('[')[0] ?? '';
    for (const format of FORMATS) {
      const { code, stdout } = await check('--root', '.', '--format', format);
      assert.is(code, 1, format);
      for (const part of [told, policy, 'main.tf', line.split(':')[1] ?? '']) {
        // HTML lets long names break.
        assert.ok(stdout.replaceAll('<wbr>', '').includes(part), `${format}: ${part}`);
      }
    }
    assert.match((await check('--root', '.')).stdout, `${line}:`);
  });

  test(`${service}: --service finds it, and no other service does`, async ({ folder }) => {
    const check = checkIn(folder, plan);
    for (const one of SERVICES) {
      const { code, stdout } = await check('--service', one);
      assert.is(code, one === service ? 1 : 0, one);
      assert.is(stdout.includes(`[${policy}]`), one === service, one);
      if (one !== service) assert.match(stdout, `not checked: any service but ${one}`);
    }
    const { stdout } = await ended(['facts', '--service', service, 'plan.json'], folder);
    const { listeners, domains } = objectOf(JSON.parse(stdout));
    const facts = [listeners, domains].flat().map((one) => [property(one, 'service'), property(one, 'address')]);
    assert.ok(facts.some(([of, at]) => of === service && at === address));
  });
}

test.run();
