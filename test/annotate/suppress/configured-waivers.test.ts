import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { applyConfiguredWaivers, type ConfiguredWaiver } from '../../../src/annotate/suppress/configured-waivers.js';
import { subjectsOf } from '../../../src/annotate/suppress/suppression.js';
import { known } from '../../../src/model/value.js';
import { finding, listener, loadBalancer } from '../../report/build.js';

const now = new Date('2026-11-24T12:00:00Z');
const subjects = subjectsOf({
  listeners: [listener(), listener({ address: 'aws_elb.api' })],
  domains: [],
  deployers: [],
});

function waiver(more: Partial<ConfiguredWaiver> = {}): ConfiguredWaiver {
  return {
    policy: 'acm-key-algorithm',
    address: 'aws_elb.web',
    port: null,
    reason: 'moves in March',
    owner: null,
    expires: null,
    file: '.elbcert.yaml',
    line: 3,
    ...more,
  };
}

function apply(waivers: readonly ConfiguredWaiver[], findings = [finding()], whole = true) {
  return applyConfiguredWaivers(findings, waivers, { subjects, now, whole });
}

test('a waiver accepts what fails and what is open, and says why and where', () => {
  const given = waiver({ owner: 'team-edge', expires: '2027-03-31' });
  const { findings, aboutWaivers } = apply([given], [finding(), finding({ outcome: 'open' })]);
  const expected = {
    reason: 'moves in March',
    source: '.elbcert.yaml:3',
    owner: 'team-edge',
    expires: '2027-03-31',
  };
  assert.equal(
    findings.map((one) => one.waiver),
    [expected, expected],
  );
  assert.equal(aboutWaivers, []);
});

test('a waiver does not touch what passes, another policy, another address or another port', () => {
  const others = [
    finding({ outcome: 'pass' }),
    finding({ policyId: 'acm-same-region' }),
    finding({ address: 'aws_elb.api' }),
    finding({ port: 8443 }),
    finding({ port: null }),
  ];
  const { findings } = apply([waiver({ port: 443 })], others);
  assert.equal(findings, others);
});

test('a waiver counts on its last day', () => {
  const { findings, aboutWaivers } = apply([waiver({ expires: '2026-11-24' })]);
  assert.ok(findings[0]?.waiver);
  assert.equal(aboutWaivers, []);
});

test('an expired waiver accepts nothing and is an error on what it was written for', () => {
  const { findings, aboutWaivers } = apply([waiver({ expires: '2026-11-23', owner: 'team-edge' })]);
  assert.is(findings[0]?.waiver, null);
  const [about] = aboutWaivers;
  assert.is(about?.policyId, 'waiver-expired');
  assert.is(about?.level, 'error');
  assert.is(about?.outcome, 'fail');
  assert.is(about?.address, 'aws_elb.web');
  assert.is(about?.port, 443);
  assert.is(about?.input, 'plan.json');
  assert.is(
    about?.message,
    'the waiver of acm-key-algorithm expired on 2026-11-23, owner "team-edge": "moves in March"',
  );
  assert.equal(about?.location, { file: '.elbcert.yaml', line: 3, column: null, via: 'config' });
});

test('an expired waiver that met several listeners goes by what is written in it', () => {
  const expired = waiver({ address: 'aws_elb.*', expires: '2026-01-01' });
  const { aboutWaivers } = apply([expired], [finding(), finding({ address: 'aws_elb.api' })]);
  assert.is(aboutWaivers.length, 1);
  assert.is(aboutWaivers[0]?.address, 'aws_elb.*');
  assert.is(aboutWaivers[0]?.input, '.elbcert.yaml');
  assert.is(aboutWaivers[0]?.subject, 'waiver');
});

test('a second waiver stands in for one that has expired', () => {
  const { findings } = apply([waiver({ expires: '2026-01-01' }), waiver({ reason: 'agreed again' })]);
  assert.is(findings[0]?.waiver?.reason, 'agreed again');
});

test('an unused waiver is a warning that tells a fixed finding from a wrong address', () => {
  const { aboutWaivers } = apply([waiver(), waiver({ address: 'aws_elb.gone', port: 443 })], []);
  assert.equal(
    aboutWaivers.map(({ policyId, level, message }) => [policyId, level, message]),
    [
      ['waiver-unused', 'warning', 'the waiver of acm-key-algorithm accepts nothing: no such finding is left'],
      [
        'waiver-unused',
        'warning',
        'the waiver of acm-key-algorithm names "aws_elb.gone" listener 443, and there is none',
      ],
    ],
  );
});

test('a waiver of a load balancer is one of the listeners that are resources of their own', () => {
  const balancer = loadBalancer('aws_lb.web', { type: 'aws_lb' });
  const at = (port: number) =>
    listener({ address: `aws_lb_listener.on_${port}`, port: known(port), loadBalancer: balancer });
  const options = {
    subjects: subjectsOf({ listeners: [at(443), at(8443)], domains: [], deployers: [] }),
    now,
    whole: true,
  };
  const findings = [443, 8443].map((port) => finding({ address: `aws_lb_listener.on_${port}`, port }));
  const waived = (...waivers: readonly ConfiguredWaiver[]) => {
    const applied = applyConfiguredWaivers(findings, waivers, options);
    return [applied.findings.map((one) => one.waiver !== null), applied.aboutWaivers.length];
  };
  assert.equal(waived(waiver({ address: 'aws_lb.web' })), [[true, true], 0]);
  assert.equal(waived(waiver({ address: 'aws_lb.web', port: 8443 })), [[false, true], 0]);
  assert.equal(waived(waiver({ address: 'aws_lb_listener.on_443' })), [[true, false], 0]);
  assert.equal(waived(waiver({ address: 'aws_lb.other' })), [[false, false], 1]);
});

test('nothing is called unused where only a part was judged', () => {
  assert.equal(apply([waiver()], [], false).aboutWaivers, []);
});

test.run();
