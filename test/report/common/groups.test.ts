import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { known, unknown } from '../../../src/model/value.js';
import { groupReport, subjectGroups } from '../../../src/report/common/groups.js';
import { deployer, finding, input, listener, loadBalancer, report } from '../build.js';

test('inputs come as given, also one that only a finding names', () => {
  const inputs = [input({ path: 'b.json' }), input({ path: 'a.json' })];
  const groups = groupReport(report({ inputs, findings: [finding({ input: 'lost.json' })] }));
  assert.equal(
    groups.map(({ path, input: summary }) => [path, summary?.path]),
    [
      ['b.json', 'b.json'],
      ['a.json', 'a.json'],
      ['lost.json', undefined],
    ],
  );
});

test('the worst load balancer comes first, equally bad ones in natural order', () => {
  const listeners = ['c', 'b[10]', 'b[2]'].map((name) => listener({ address: `aws_elb.${name}` }));
  const findings = [finding({ address: 'aws_elb.c', outcome: 'pass' })];
  for (const name of ['b[10]', 'b[2]']) findings.push(finding({ address: `aws_elb.${name}`, level: 'warning' }));
  const [group] = groupReport(report({ listeners, findings }));
  assert.equal(
    group?.loadBalancers.map(({ address }) => address),
    ['aws_elb.b[2]', 'aws_elb.b[10]', 'aws_elb.c'],
  );
});

test('listeners stand by port, an unknown one last, each with its own findings worst first', () => {
  const ports = [unknown<number>('x'), known(8443), known(443)];
  const findings = [
    finding({ port: 8443, policyId: 'b', level: 'warning' }),
    finding({ port: 8443, policyId: 'a', level: 'warning' }),
    finding({ port: 8443, policyId: 'z' }),
    finding({ port: null, policyId: 'n' }),
  ];
  const [group] = groupReport(report({ listeners: ports.map((port) => listener({ port })), findings }));
  assert.equal(
    group?.loadBalancers[0]?.listeners.map((one) => [one.port, one.findings.map(({ policyId }) => policyId).join()]),
    [
      [443, ''],
      [8443, 'z,a,b'],
      [null, 'n'],
    ],
  );
  assert.is(group?.loadBalancers[0]?.findings.length, 4);
});

test('listeners of one load balancer are one group whatever resource makes them', () => {
  const shared = loadBalancer('aws_elb.web');
  const listeners = [listener(), listener({ address: 'aws_elb_listener.extra', loadBalancer: shared })];
  const [group] = groupReport(report({ listeners }));
  assert.is(group?.loadBalancers.length, 1);
  assert.is(group?.loadBalancers[0]?.listeners.length, 2);
});

test('a deployer goes by its address, and its findings do not go to a load balancer of that name', () => {
  const about = { subject: 'deployer', address: 'aws_iam_role.ci', port: null } as const;
  const [group] = groupReport(report({ deployers: [deployer()], findings: [finding(about)] }));
  assert.equal(group?.loadBalancers, []);
  assert.equal(
    group?.deployers.map(({ address, facts, findings }) => [address, facts.length, findings.length]),
    [['aws_iam_role.ci', 1, 1]],
  );
});

test('subjects are all listeners and then all deployers of an input', () => {
  const made = report({ listeners: [listener()], deployers: [deployer()] });
  assert.equal(
    subjectGroups(groupReport(made)).map(({ address }) => address),
    ['aws_elb.web', 'aws_iam_role.ci'],
  );
});

test.run();
