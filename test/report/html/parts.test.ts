import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absent, known, unknown } from '../../../src/model/value.js';
import { groupReport } from '../../../src/report/common/groups.js';
import { balancerBox, domainBox, type PageContext } from '../../../src/report/html/balancer.js';
import { bandsOf, handOutHues, homeName } from '../../../src/report/html/bands.js';
import { findingList, policySection } from '../../../src/report/html/findings.js';
import { breakable, markup, noMarkup } from '../../../src/report/html/markup.js';
import { certificate, domain, finding, listener, loadBalancer, notYet, report, waiver } from '../build.js';

const context: PageContext = {
  hueOf: () => 'hue-3',
  usesOf: () => 2,
  unfoldFixes: false,
  anchorOf: (user) => ('port' in user ? `l${user.port}` : user.address),
};

const about = (findings: Parameters<typeof finding>[0][], facts = listener().facts) => ({
  address: 'aws_elb.web',
  port: 443,
  facts: [facts],
  findings: findings.map(finding),
});

function boxOf(made: Parameters<typeof listener>[0], findings: Parameters<typeof finding>[0][] = []): string {
  const [input] = groupReport(report({ listeners: [listener(made)], findings: findings.map(finding) }));
  const [group] = input?.loadBalancers ?? [];
  return group === undefined ? '' : String(balancerBox(group, context));
}

test('text in a hole is escaped, markup is not', () => {
  assert.is(
    String(markup`<p>${'<b>&"'}${markup`<i>${7}</i>`}${[noMarkup]}</p>`),
    '<p>&lt;b&gt;&amp;&quot;<i>7</i></p>',
  );
  assert.is(String(breakable('module.a.aws_elb.web["x"]')), 'module<wbr>.a<wbr>.aws_elb<wbr>.web<wbr>[&quot;x&quot;]');
});

test('what fails comes with its fix, what is open in one line, what was waived with its reason', () => {
  const facts = listener({ certificate: certificate({ keyAlgorithm: notYet }) }).facts;
  const list = String(
    findingList(
      about([{ outcome: 'pass' }, { waiver }, { outcome: 'open' }, { outcome: 'open', policyId: 'x' }, {}], facts),
      false,
    ),
  );
  const items = [...list.matchAll(/<li class="finding (\w+)"><span class="level">(\w+)/g)].map(([, ...words]) => words);
  assert.equal(items, [
    ['error', 'error'],
    ['open', 'open'],
    ['waived', 'waived'],
  ]);
  assert.match(list, '<details><summary>How to fix</summary><p>Request an RSA_2048 certificate');
  assert.match(
    list,
    'certificate.keyAlgorithm: known after apply: aws_acm_certificate.site.arn; check again with --live.',
  );
  assert.match(list, 'because: moves in March (<code>elbcert.yaml</code>)');
  assert.match(String(findingList(about([{}]), true)), '<details open>');
  assert.is(String(findingList(about([{ outcome: 'pass' }]), true)), '');
});

test('a certificate of another Region stands in a box of that Region', () => {
  const box = boxOf({ loadBalancer: loadBalancer('aws_elb.web', { region: known('eu-west-1') }) });
  assert.match(box, '<li class="listener drops" id="l443" data-standing="pass">');
  assert.match(box, '<div class="place elsewhere hue-3"><div class="tab">us-east-1</div>');
  assert.not.match(boxOf({}), 'elsewhere');
});

test('a certificate says where it is from, its names and how many listeners share it', () => {
  const box = boxOf({ certificate: certificate({ type: known('imported'), notAfter: known('2027-01-02T00:00:00Z') }) });
  assert.match(box, 'ACM · imported · www.example.com · until 2027-01-02');
  assert.match(box, 'data-find="aws_acm_certificate.site" hidden>used 2 times</button>');
  const none = certificate({ source: known('none'), address: absent, arn: absent, keyAlgorithm: absent });
  assert.match(
    boxOf({ certificate: none }),
    '<div class="node pass missing"><span class="name">no certificate</span></div>',
  );
});

test('a load balancer counts the checks that passed', () => {
  assert.match(boxOf({}, [{ outcome: 'pass' }, { outcome: 'pass', policyId: 'x' }]), '2 checks passed');
  assert.match(boxOf({ certainty: 'possible', doubt: 'condition Tls decides' }), 'condition Tls decides');
});

test('a distribution has its names in the place of a listener, and a certificate of another Region elsewhere', () => {
  const of = (region: string) => {
    const facts = domain({ certificate: { ...domain().facts.certificate, region: known(region) } }).facts;
    return String(domainBox({ address: facts.address, facts: [facts], findings: [] }, context));
  };
  assert.match(of('us-east-1'), '<span class="name">www<wbr>.example<wbr>.com</span>');
  assert.not.match(of('us-east-1'), 'elsewhere');
  assert.match(of('eu-west-1'), '<div class="place elsewhere hue-3"><div class="tab">eu-west-1</div>');
});

test('a listener that is a resource of its own is named, a block of its load balancer is not', () => {
  const own = { address: 'aws_lb_listener.https', loadBalancer: loadBalancer('aws_lb.web') };
  assert.match(boxOf(own), '<code>aws_lb_listener<wbr>.https</code>');
  assert.not.match(boxOf({}), '<code>aws_elb<wbr>.web</code>');
});

test('domains stand in the band of the Region that their certificates have to be in', () => {
  const west = listener({ loadBalancer: loadBalancer('aws_elb.web', { region: known('eu-west-1') }) });
  const [input] = groupReport(report({ listeners: [west], domains: [domain()] }));
  assert.equal(
    input === undefined
      ? []
      : bandsOf(input).map((band) => [band.name, band.loadBalancers.length, band.domains.length]),
    [
      ['eu-west-1', 1, 0],
      ['us-east-1', 0, 1],
    ],
  );
});

test('bands are Regions, the one with the most of the worst findings first', () => {
  const at = (address: string, region: string) =>
    listener({ address, loadBalancer: loadBalancer(address, { region: known(region) }) });
  const listeners = [at('aws_elb.a', 'eu-west-1'), at('aws_elb.b', 'us-east-1'), at('aws_elb.c', 'us-east-1')];
  const lost = listener({ address: 'aws_elb.d', loadBalancer: loadBalancer('aws_elb.d', { region: unknown('x') }) });
  const findings = ['a', 'b', 'c'].map((name) => finding({ address: `aws_elb.${name}` }));
  const [input] = groupReport(report({ listeners: [...listeners, lost], findings }));
  assert.equal(
    input === undefined ? [] : bandsOf(input).map(({ name, loadBalancers }) => [name, loadBalancers.length]),
    [
      ['us-east-1', 2],
      ['eu-west-1', 1],
      ['Region not known yet', 1],
    ],
  );
  assert.is(homeName({ kind: 'everywhere' }), 'IAM, in every Region');
});

test('a Region has one tint, and what has none is neutral', () => {
  const hueOf = handOutHues();
  const regions = ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g'].map((region) => hueOf({ kind: 'region', region }));
  assert.equal(regions, ['hue-0', 'hue-1', 'hue-0', 'hue-2', 'hue-3', 'hue-4', 'hue-5', 'hue-0']);
  assert.is(hueOf({ kind: 'unknown' }), 'hue-none');
});

test('policies that found something come first, with how much they found', () => {
  const described = (id: string) =>
    ({
      id,
      title: id,
      level: 'error',
      subjects: ['listener'],
      message: '',
      why: '',
      fix: '',
      source: [],
      file: '',
    }) as const;
  const made = report({
    policies: [described('fine'), described('broken')],
    findings: [
      finding({ policyId: 'broken' }),
      finding({ policyId: 'broken', port: 1 }),
      finding({ policyId: 'fine', outcome: 'pass' }),
    ],
  });
  const section = String(policySection(made));
  assert.match(section, /id="policy-broken">[\s\S]*<b>2<\/b> error[\s\S]*id="policy-fine">[\s\S]*<b>1<\/b> fine/);
});

test.run();
