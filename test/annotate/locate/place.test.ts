import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ignoreCommentsOnce } from '../../../src/annotate/locate/ignore-comments.js';
import { commentsOn, locationOf, placeFinder } from '../../../src/annotate/locate/place.js';
import { FACT_SOURCES } from '../../../src/facts/index.js';
import type { Finding } from '../../../src/model/finding.js';
import { absent, known } from '../../../src/model/value.js';
import { sourceFiles, sourceFolder } from '../../../src/read/source/source-file.js';
import { domain, finding, listener, loadBalancer } from '../../report/build.js';

const MAIN = `# elbcert:ignore acm-same-region, acm-key-algorithm -- moves -- in March
resource "aws_elb" "web" {
  listener {
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = var.one # elbcert:ignore certificate-domain -- no name yet
  }
  listener {
    lb_port     = 8443
    lb_protocol = "https"
  }
}

module "lb" {
  source = "./lb"
}

resource "aws_lb_listener" "https" {
  port            = 443
  protocol        = "HTTPS"
  certificate_arn = aws_acm_certificate.site.arn
}

resource "aws_cloudfront_distribution" "site" {
  aliases = ["www.example.com"]
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.site.arn
  }
}
`;

const OVERRIDE = 'resource "aws_elb" "web" {\n  # elbcert:ignore certificate-expiry -- soon\n}\n';
const LB = '\nresource "aws_elb" "this" {\n  dynamic "listener" {\n    content {\n      lb_port = 443\n    }\n  }\n}\n';

const HERE = { path: '.', isCopy: false };
const makeFile = sourceFiles(() => {});
const file = (name: string, text: string) => makeFile(name, `infra/${name}`, () => text);
const child = sourceFolder(HERE, [file('lb/main.tf', LB)], () => undefined);
const root = sourceFolder(HERE, [file('a_override.tf', OVERRIDE), file('main.tf', MAIN)], (name) =>
  name === 'lb' ? child : undefined,
);
const configurations = new Map([['plan.json', { via: 'source' as const, root }]]);

function placeOf(address: string, port: number, notices: string[] = []) {
  const placed = placeFinder(configurations, FACT_SOURCES.listeners, (text) => notices.push(text));
  const { facts } = listener({ address, port: known(port), loadBalancer: loadBalancer(address) });
  return placed({ input: 'plan.json', address, facts });
}

function lineFor(address: string, port: number, more: Partial<Finding> = {}): string {
  const location = locationOf(placeOf(address, port), finding({ address, ...more }));
  return location === null ? 'nowhere' : `${location.file}:${location.line}:${location.column}`;
}

test('a finding stands at the argument that decided it, else at the block of its listener', () => {
  assert.is(lineFor('aws_elb.web', 443), 'infra/main.tf:6:5');
  assert.is(lineFor('aws_elb.web', 443, { decidedBy: ['protocol'] }), 'infra/main.tf:5:5');
  assert.is(lineFor('aws_elb.web', 8443), 'infra/main.tf:8:3');
});

test('a finding on a listener that is a resource of its own stands at its argument', () => {
  const address = 'aws_lb_listener.https';
  const placed = placeFinder(configurations, FACT_SOURCES.listeners, () => {});
  const { facts } = listener({ address, certificateArgument: 'certificate_arn' });
  const place = placed({ input: 'plan.json', address, facts });
  const line = (...decidedBy: string[]) => locationOf(place, finding({ address, decidedBy }))?.line;
  assert.is(line('certificate.region', 'accepts.region'), 21);
  assert.is(line('secure'), 20);
  assert.is(line('port'), 19);
});

test('a finding on a domain stands at the argument that names its certificate, else at its names', () => {
  const { address } = domain().facts;
  const placed = placeFinder(configurations, FACT_SOURCES.listeners, () => {});
  const line = (more: Parameters<typeof domain>[0]) => {
    const place = placed({ input: 'plan.json', address, facts: domain(more).facts });
    return locationOf(place, finding({ address, decidedBy: ['certificate.region'] }))?.line;
  };
  assert.is(line({}), 27);
  assert.is(line({ certificateArgument: absent }), 25);
  assert.is(line({ certificateArgument: known('viewer_certificate.iam_certificate_id') }), 24);
});

test('a listener that no block surely makes stands at its resource', () => {
  assert.is(lineFor('aws_elb.web', 80), 'infra/main.tf:2:1');
});

test('a resource in a module stands in the module, a missing one nowhere', () => {
  assert.is(lineFor('module.lb["a"].aws_elb.this[0]', 443), 'infra/lb/main.tf:4:5');
  const notices: string[] = [];
  assert.is(placeOf('aws_elb.gone', 443, notices)?.missing, true);
  assert.equal(notices, ['aws_elb.gone is not in the source: was plan.json planned from it?']);
  assert.is(lineFor('aws_elb.gone', 443), 'nowhere');
});

test('a module that is not at hand stands at its call', () => {
  const away = sourceFolder(HERE, [file('main.tf', MAIN)], () => undefined);
  const placed = placeFinder(
    new Map([['plan.json', { via: 'source' as const, root: away }]]),
    FACT_SOURCES.listeners,
    () => {},
  );
  const address = 'module.lb.aws_elb.this';
  const place = placed({ input: 'plan.json', address, facts: undefined });
  assert.equal(locationOf(place, finding({ address })), { file: 'infra/main.tf', line: 14, column: 1, via: 'call' });
});

test('the comments on a subject are those above and in its blocks, overriding ones included', () => {
  const comments = commentsOn(placeOf('aws_elb.web', 443), ignoreCommentsOnce());
  assert.equal(
    comments.map(({ file, line, policyIds, reason }) => [`${file}:${line}`, policyIds.join(), reason]),
    [
      ['infra/main.tf:1', 'acm-same-region,acm-key-algorithm', 'moves -- in March'],
      ['infra/a_override.tf:2', 'certificate-expiry', 'soon'],
      ['infra/main.tf:6', 'certificate-domain', 'no name yet'],
    ],
  );
  assert.is(commentsOn(placeOf('aws_elb.web', 8443), ignoreCommentsOnce()).length, 2);
});

test('a comment speaks of the block below it, also below more comments, else of the innermost that it stands in', () => {
  const text =
    'locals {} # elbcert:ignore a -- x\nmodule "m" {\n  x {\n  # elbcert:ignore b -- x\n  }\n}\n# elbcert:ignore c -- x\n# more\nlocals {}\n';
  const spoken = [...ignoreCommentsOnce()(file('main.tf', text))];
  assert.equal(
    spoken.map(([{ line }, comments]) => [line, ...comments.map(({ policyIds }) => policyIds.join())]),
    [
      [1, 'a'],
      [3, 'b'],
      [9, 'c'],
    ],
  );
});

test('many comments above one block are found in time linear in their number', () => {
  const many = file('main.tf', `${'# elbcert:ignore a -- x\n'.repeat(5000)}resource "aws_elb" "web" {\n}\n`);
  many.parsed();
  const started = performance.now();
  const [comments] = ignoreCommentsOnce()(many).values();
  assert.is(comments?.length, 5000);
  assert.ok(performance.now() - started < 1000);
});

test.run();
