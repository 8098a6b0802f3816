import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { arrayOf, type Json, property, stringProperty } from '../../../src/model/json.js';
import type { Report } from '../../../src/model/report.js';
import { known } from '../../../src/model/value.js';
import html from '../../../src/report/html.js';
import { deployer, finding, report } from '../build.js';
import { estate } from '../estate.js';
import { HOSTILE, hostileReport } from '../hostile.js';
import { needs } from '../needs.js';

const executablePath = needs('chromium', 'chromium', ['/usr/bin/chromium', '/usr/bin/google-chrome']);

interface Context {
  browser: Browser;
  folder: string;
}

const test = suite<Context>('html in a browser');

test.before(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-html-'));
  // Chromium's own sandbox needs what containers do not give; the pages are ours and load nothing.
  context.browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
});

test.after(async ({ browser, folder }) => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Opens the report from a file, and fails on anything that the page asks for, complains of or throws. */
async function open({ browser, folder }: Context, made: Report, options: Parameters<Browser['newPage']>[0] = {}) {
  const file = join(folder, 'report.html');
  writeFileSync(file, html.render(made));
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, complaints };
}

const shown = (page: Page) => page.locator('.listener:visible').count();

test('nothing is asked for, nothing complains, from a file', async (context) => {
  const { page, complaints } = await open(context, estate(12));
  assert.is(await page.title(), 'elbcert: 5 of 16 listeners must be fixed before apply');
  assert.equal(complaints, []);
  await page.close();
});

test('search narrows the page to what holds every word, and says how many', async (context) => {
  const { page, complaints } = await open(context, estate(60));
  const all = await shown(page);
  await page.keyboard.press('/');
  await page.keyboard.type('cdn EU-WEST-1');
  const found = await shown(page);
  assert.ok(found > 0 && found < all);
  assert.is(await page.locator('#count').textContent(), `${found} of ${all} shown`);
  for (const text of await page.locator('.listener:visible').allTextContents()) assert.match(text, 'module.cdn');
  await page.fill('#search', 'no such name');
  assert.is(await shown(page), 0);
  assert.ok(await page.locator('#nothing').isVisible());
  assert.is(await page.locator('.band:visible').count(), 0);
  await page.keyboard.press('Escape');
  assert.is(await shown(page), all);
  assert.not(await page.locator('#nothing').isVisible());
  assert.equal(complaints, []);
  await page.close();
});

test('a filter shows as many listeners as it says, and a second click takes it off', async (context) => {
  const { page } = await open(context, estate(60));
  const all = await shown(page);
  for (const chip of await page.locator('.chip:not(.all)').all()) {
    await chip.click();
    assert.is(String(await shown(page)), await chip.locator('b').textContent());
    assert.is(await chip.getAttribute('aria-pressed'), 'true');
    await chip.click();
    assert.is(await shown(page), all);
  }
  await page.close();
});

test('the listeners that share a certificate are a click away', async (context) => {
  const { page } = await open(context, estate(60));
  const button = page.locator('.find').first();
  const [, count] = (await button.textContent())?.match(/used (\d+) times/) ?? [];
  await button.click();
  assert.is(String(await shown(page)), count);
  await page.close();
});

test('a square of the map leads to its listener, and goes when that is filtered away', async (context) => {
  const { page } = await open(context, estate(60));
  const square = page.locator('.map a.open').first();
  const target = (await square.getAttribute('href')) ?? '';
  await square.click();
  assert.ok(await page.locator(`${target} .chain`).first().isVisible());
  await page.click('[data-filter="error"]');
  assert.is(await page.locator('.map a:visible').count(), await shown(page));
  await page.close();
});

test('a policy opens from where it is named', async (context) => {
  const { page } = await open(context, estate(6));
  const link = page.locator('.finding a.policy').first();
  const policy = page.locator((await link.getAttribute('href')) ?? '');
  assert.is(await policy.getAttribute('open'), null);
  await link.click();
  await policy.locator('p').first().waitFor({ state: 'visible' });
  await page.close();
});

test("light and dark are the system's, until somebody chooses", async (context) => {
  const { page } = await open(context, estate(1), { colorScheme: 'dark' });
  const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await background();
  await page.click('#theme');
  assert.is(await page.locator('#theme').textContent(), 'Theme: light');
  assert.is.not(await background(), dark);
  await page.click('#theme');
  assert.is(await background(), dark);
  await page.close();
});

test('keyboards reach the report with one key, past the controls and the map', async (context) => {
  const { page } = await open(context, estate(300), { viewport: { width: 360, height: 800 } });
  assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 360);
  await page.keyboard.press('Tab');
  assert.is(await page.evaluate('document.activeElement.textContent'), 'Skip to the report');
  await page.keyboard.press('Enter');
  assert.is(await page.evaluate('document.activeElement.id'), 'report');
  await page.close();
});

test('what a link leads to stands below the bar', async (context) => {
  for (const width of [1280, 900, 360]) {
    const { page } = await open(context, estate(60), { viewport: { width, height: 800 } });
    await page.locator('.map a').nth(40).click();
    const gap = await page.evaluate(`{
      const bar = document.querySelector('.controls');
      const below = getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().bottom : 0;
      document.querySelector(':target').getBoundingClientRect().top - below;
    }`);
    assert.ok(Number(gap) >= 0, `${gap} at ${width}`);
    await page.close();
  }
});

test('what a deployer lacks is there to copy', async (context) => {
  const lines = ['{', '  "Action": "acm:ListCertificates"', '}'];
  const lacking = deployer({ additions: { 'acm:ListCertificates': known(lines) } });
  const decidedBy = ['permissions.acm:ListCertificates'];
  const missing = finding({ subject: 'deployer', address: 'aws_iam_role.ci', port: null, decidedBy });
  const { page } = await open(context, report({ deployers: [lacking], findings: [missing] }));
  assert.is(await page.locator('.snippet pre').textContent(), `${lines.join('\n')}\n`);
  await page.locator('.copy').click();
  await page.waitForFunction(
    "document.querySelector('.copy').textContent === 'Copied' || getSelection().toString().includes('acm:ListCertificates')",
  );
  await page.close();
});

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds wrong with a page, by the places it is found at. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(`${readFileSync(AXE, 'utf8')}; axe.run()`);
  const violations = property(found as Json, 'violations');
  return arrayOf(violations).map((one) => {
    const nodes = arrayOf(property(one, 'nodes')).slice(0, 4);
    const places = nodes.map((node) => `${property(node, 'target')} ${stringProperty(node, 'failureSummary')}`);
    return `${stringProperty(one, 'id')}: ${places.join('; ')}`;
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain of in the ${colorScheme} page, on a screen and on a phone`, async (context) => {
    for (const [width, count] of [
      [1280, 60],
      [360, 9],
    ] as const) {
      const { page } = await open(context, estate(count), { colorScheme });
      await page.setViewportSize({ width, height: 800 });
      assert.equal(await faultsOf(page), [], `${width}`);
      await page.click('.chip.error');
      assert.equal(await faultsOf(page), [], `${width}, filtered`);
      await page.close();
    }
  });
}

test('axe complains of a page without a language', async (context) => {
  const { page } = await open(context, estate(1));
  await page.evaluate("document.documentElement.removeAttribute('lang')");
  assert.match((await faultsOf(page)).join(), 'html-has-lang');
  await page.close();
});

test('no page is wider than its window, also with everything unfolded', async (context) => {
  const { page } = await open(context, estate(20));
  await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
  for (const width of [1600, 1024, 768, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    assert.ok(wide <= width, `${wide} in ${width}`);
  }
  await page.close();
});

test('on paper everything is unfolded, nothing is a control', async (context) => {
  const { page } = await open(context, estate(60));
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  assert.is(await page.locator('details:not([open])').count(), 0);
  await page.emulateMedia({ media: 'print' });
  assert.not(await page.locator('.controls').isVisible());
  await page.evaluate('dispatchEvent(new Event("afterprint"))');
  assert.ok((await page.locator('details:not([open])').count()) > 0);
  await page.close();
});

test('without script everything is there to read', async (context) => {
  const { page } = await open(context, estate(12), { javaScriptEnabled: false });
  assert.not(await page.locator('.controls').isVisible());
  assert.is(await page.locator('.listener:visible').count(), 16);
  await page.close();
});

test('hostile names are read as they are written, and do nothing', async (context) => {
  const { page, complaints } = await open(context, joined(Object.values(HOSTILE).map(hostileReport)));
  assert.equal(complaints, []);
  assert.is(await page.locator('script').count(), 1);
  assert.is(await page.locator('img, iframe, main style, [onerror], [onload], [onclick]').count(), 0);
  const names = await page.locator('.stem .name').allTextContents();
  assert.is(names.length, Object.keys(HOSTILE).length);
  for (const kind of ['html', 'breakout', 'cdata', 'markdown'] as const) assert.ok(names.includes(HOSTILE[kind]), kind);
  await page.close();
});

/** Several reports as one. */
function joined(reports: readonly Report[]): Report {
  const all = <T>(of: (one: Report) => readonly T[]) => reports.flatMap(of);
  return report({
    inputs: all(({ inputs }) => inputs),
    listeners: all(({ listeners }) => listeners),
    deployers: all(({ deployers }) => deployers),
    findings: all(({ findings }) => findings),
    policies: reports[0]?.policies ?? [],
    notes: all(({ notes }) => notes),
  });
}

if (executablePath !== undefined) test.run();
