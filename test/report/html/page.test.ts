import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import html from '../../../src/report/html.js';
import { finding, listener, report } from '../build.js';
import { estate } from '../estate.js';
import { HOSTILE, hostileReport } from '../hostile.js';

const pages = () => [report(), estate(20), ...Object.values(HOSTILE).map(hostileReport)].map(html.render);

function sourceOf(text: string | undefined): string {
  return `'sha256-${createHash('sha256')
    .update(text ?? '')
    .digest('base64')}'`;
}

test("the content security policy lets the page's own style and script run, and nothing else", () => {
  for (const page of pages()) {
    const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page) ?? [];
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)];
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)];
    assert.is(styles.length, 1);
    assert.is(scripts.length, 1);
    assert.is(
      policy,
      `default-src 'none'; style-src ${sourceOf(styles[0]?.[1])}; script-src ${sourceOf(scripts[0]?.[1])}; base-uri 'none'; form-action 'none'`,
    );
  }
});

test('nothing is loaded, no handler or style stands in an attribute', () => {
  for (const page of pages()) {
    const body = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
    const tags = [...body.matchAll(/<[a-z][^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""')).join('\n');
    assert.not.match(tags, /\s(?:on\w+|style|src|srcset|action|background)=/i);
    assert.not.match(tags, /<(?:link|img|iframe|object|embed|base|form|use|image)\b/i);
    assert.not.match(page.match(/<style>([\s\S]*?)<\/style>/)?.[1] ?? '', /url\(|@import/);
  }
});

test('links lead into the page or to the web', () => {
  for (const page of pages()) {
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, target]) => target ?? '');
    for (const target of targets) assert.match(target, /^(?:#[\w-]+|https?:\/\/[^\s"<>]+)$/);
  }
});

test('every fragment that is linked is on the page, once', () => {
  const page = html.render(estate(60));
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.is(new Set(ids).size, ids.length);
  for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) assert.ok(ids.includes(target), target);
});

test('a listener that is wholly fine, one that breaks and one that waits are drawn as such', () => {
  const page = html.render(
    report({ listeners: [listener()], findings: [finding({ decidedBy: ['certificate.keyAlgorithm'] })] }),
  );
  assert.match(page, /<div class="wire error">[\s\S]*?<div class="node error"><span class="name">RSA_2048/);
  assert.match(page, /<div class="node pass certificate"><span class="name">aws_acm_certificate<wbr>\.site/);
});

test('the same report gives the same bytes', () => {
  assert.is(html.render(estate(20)), html.render(estate(20)));
});

test('a sensitive value is on no page', () => {
  const { facts, input } = listener();
  const arn = { kind: 'known', value: 'arn:aws:acm:secret', sensitive: true } as const;
  const hidden = {
    ...facts,
    certificate: { ...facts.certificate, arn, address: arn, domainNames: { ...arn, value: ['secret.example.com'] } },
  };
  assert.not.match(html.render(report({ listeners: [{ input, facts: hidden }], findings: [finding()] })), /secret/);
});

test.run();
