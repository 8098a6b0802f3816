import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  compareNatural,
  comparePorts,
  compareSeverity,
  inputPaths,
  subjectOrder,
} from '../../../src/report/common/order.js';
import { finding, input, listener, report } from '../build.js';

test('numbers in text are compared as numbers', () => {
  const sorted = ['web', 'web[0]', 'web[2]', 'web[10]', 'web["a"]', 'web["a10b"]', 'web["a9b"]'].sort(compareNatural);
  assert.equal(sorted, ['web', 'web["a"]', 'web["a9b"]', 'web["a10b"]', 'web[0]', 'web[2]', 'web[10]']);
});

test('a number of any length is compared', () => {
  assert.is(Math.sign(compareNatural(`a${'9'.repeat(40)}`, `a1${'0'.repeat(40)}`)), -1);
});

test('a number is compared whole, wherever two texts part in it', () => {
  const sorted = ['a1', 'a1b', 'a01c', 'a2', 'a10', 'a12', 'a102', 'a110', 'a1000'];
  assert.equal([...sorted].reverse().sort(compareNatural), sorted);
});

test('every order of the same texts is sorted to the same list', () => {
  const text = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'b', '[', '.'), maxLength: 6 });
  fc.assert(
    fc.property(fc.uniqueArray(text), (texts) => {
      const sorted = [...texts].sort(compareNatural);
      assert.equal([...texts].reverse().sort(compareNatural), sorted);
      assert.ok(sorted.every((each, at) => at === 0 || compareNatural(sorted[at - 1] ?? '', each) < 0));
    }),
  );
});

test('subjects stand by input as given, address in natural order, then port, an unknown one last', () => {
  const made = report({ inputs: [input({ path: 'b.json' }), input({ path: 'a.json' })] });
  const keys = [
    { input: 'a.json', address: 'aws_elb.a', port: 1 },
    { input: 'b.json', address: 'aws_elb.b[10]', port: 1 },
    { input: 'b.json', address: 'aws_elb.b[2]', port: null },
    { input: 'b.json', address: 'aws_elb.b[2]', port: 443 },
    { input: 'b.json', address: 'aws_elb.b[2]', port: 80 },
  ];
  const compare = subjectOrder({ ...made, findings: keys.map(finding) });
  assert.equal(
    [...keys].sort(compare).map((key) => Object.values(key).join(' ')),
    [
      'b.json aws_elb.b[2] 80',
      'b.json aws_elb.b[2] 443',
      'b.json aws_elb.b[2] ',
      'b.json aws_elb.b[10] 1',
      'a.json aws_elb.a 1',
    ],
  );
  assert.is(comparePorts(null, null), 0);
});

test('inputs are those of the report and of everything in it', () => {
  const made = report({ listeners: [listener({}, 'l.json')], findings: [finding({ input: 'f.json' })] });
  assert.equal(inputPaths(made), ['plan.json', 'l.json', 'f.json']);
});

test('findings stand worst first, equally bad ones by policy', () => {
  const findings = [
    finding({ policyId: 'p10' }),
    finding({ policyId: 'p9' }),
    finding({ policyId: 'a', outcome: 'open' }),
  ];
  assert.equal(
    findings.sort(compareSeverity).map(({ policyId }) => policyId),
    ['p9', 'p10', 'a'],
  );
});

test.run();
