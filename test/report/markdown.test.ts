import { validateMermaid } from '@aj-archipelago/merval';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import markdown from '../../src/report/markdown.js';
import { finding, input, listener, report, sameRegion, waiver } from './build.js';
import { estate } from './estate.js';
import { HOSTILE, hostileReport } from './hostile.js';

const location = { file: 'main.tf', line: 26, column: null, via: 'source' };

const mixed = report({
  listeners: [listener(), listener({ address: 'aws_elb.api' }), listener({ address: 'aws_elb.old' })],
  findings: [
    { ...sameRegion, location },
    finding({ address: 'aws_elb.api', outcome: 'pass' }),
    finding({ address: 'aws_elb.old', waiver }),
  ],
});

/** As GitHub would render it before it sanitizes: raw HTML is kept, so that what got through shows. */
function renderHtml(made: Report): string {
  const source = markdown.render(made);
  return micromark(source, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

function diagramOf(made: Report): string | undefined {
  return /```mermaid\n([\s\S]*?)\n```/.exec(markdown.render(made))?.[1];
}

test('the marker comes first, then the verdict', () => {
  const [marker, verdict] = markdown.render(mixed).split('\n');
  assert.is(marker, '<!-- elbcert:v1 -->');
  assert.is(verdict, '### ❌ elbcert: 1 of 3 listeners must be fixed before apply');
});

test('the marker names the folder of the plan, so that each plan has its comment', () => {
  const marker = (path: string) => markdown.render(report({ inputs: [input({ path })] })).split('\n')[0];
  assert.is(marker('envs/prod/plan.json'), '<!-- elbcert:v1 id=envs/prod -->');
  assert.is(marker('a-->b--/plan.json'), '<!-- elbcert:v1 id=a_-_b_- -->');
});

test('every verdict has its words', () => {
  const verdict = (...findings: Parameters<typeof finding>[0][]) =>
    markdown
      .render(report({ listeners: [listener()], findings: findings.map(finding) }))
      .split('\n')[1]
      ?.replace(/^### \S+ elbcert: /, '');
  assert.is(verdict({}), 'the listener must be fixed before apply');
  assert.is(verdict({ level: 'warning' }), 'the listener with warnings, no errors');
  assert.is(verdict({ outcome: 'open' }), 'the listener open, nothing fails');
  assert.is(verdict({ waiver }), 'the listener waived, nothing else found');
  assert.is(verdict({ outcome: 'pass' }), 'the listener is fine');
  assert.match(markdown.render(report()), '### ✅ elbcert: no load balancer or domain to check');
});

test('the table says what is wrong where', () => {
  assert.match(
    markdown.render(mixed),
    '| ❌ | `aws_elb.web` :443 | certificate is in "us-east-1", the load balancer in "eu-west-1"<br><sub>`acm-same-region`</sub> | `main.tf:26` |',
  );
});

test('what is waived is told with its reason, what is fine is listed, both folded', () => {
  const html = renderHtml(mixed);
  assert.match(
    html,
    /<details><summary>1 waived<\/summary>[\s\S]*because: moves in March \(<code>elbcert.yaml<\/code>\)/,
  );
  assert.match(html, /<details><summary>1 fine<\/summary>[\s\S]*aws_elb.api/);
});

/** The elements that the report itself makes. */
const OWN_TAGS =
  /<\/?(?:h3|table|thead|tbody|tr|th|td|br|sub|code|details|summary|ul|li|p|pre)>|<details open>|<code class="language-mermaid">/g;

test('a hostile name makes no element, link, mention or reference', () => {
  for (const [kind, name] of Object.entries(HOSTILE)) {
    const html = renderHtml(hostileReport(name)).replace(/^<!-- elbcert:v1[\w .=/-]* -->/, '');
    const outsideCode = html.replace(/<pre>[\s\S]*?<\/pre>/g, '').replace(/<code>[^<]*<\/code>/g, '');
    const text = outsideCode.replace(OWN_TAGS, ' ');
    assert.not.match(text, /[<>]/, kind);
    assert.not.match(text, /@|#\d|GH-7|[0-9a-f]{40}|\]\(|\*\*|https?:|www\./i, `${kind}: ${text}`);
    assert.is((html.match(/<details/g) ?? []).length, (html.match(/<\/details>/g) ?? []).length, kind);
  }
});

test('a hostile name breaks no row of the table', () => {
  for (const [kind, name] of Object.entries(HOSTILE)) {
    const cells = [...renderHtml(hostileReport(name)).matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(
      ([row]) => (row.match(/<t[hd]>/g) ?? []).length,
    );
    assert.equal([...new Set(cells)], [4], kind);
  }
});

test('the diagram is one that Mermaid reads, also of hostile names', () => {
  for (const made of [mixed, estate(60), ...Object.values(HOSTILE).map(hostileReport)]) {
    const diagram = diagramOf(made) ?? '';
    assert.equal(validateMermaid(diagram).errors, [], diagram);
    for (const [, label] of diagram.matchAll(/\["(.*)"\]/g))
      assert.match(label ?? '', /^(?:[\p{L}\p{N} ._:…-]|#\d+;)*$/u);
  }
  assert.is.not(validateMermaid('flowchart LR\nn0[["a]').isValid, true);
});

test('the diagram stays one that people can read', () => {
  const diagram = diagramOf(estate(200)) ?? '';
  assert.ok(diagram.length <= 2000);
  assert.ok((diagram.match(/^n\d+ \S+ n\d+$/gm) ?? []).length <= 30);
  assert.match(diagram, 'stroke:#cf222e');
});

test('a report on ten thousand findings is cut where GitHub would refuse it, and says so', () => {
  const findings = Array.from({ length: 10_000 }, (_, at) =>
    finding({ policyId: `policy-${at}`, message: 'x'.repeat(2000), location }),
  );
  const printed = markdown.render(report({ findings }));
  assert.ok(printed.length <= 60_000, String(printed.length));
  assert.match(printed, /and \d+ more problems/);
  assert.match(printed, /<\/sub>\n$/);
  assert.match(printed, '</details>');
});

test('a report on two hundred load balancers fits', () => {
  assert.ok(markdown.render(estate(200)).length < 60_000);
});

test.run();
