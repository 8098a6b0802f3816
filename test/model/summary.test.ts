import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { summarise } from '../../src/model/report.js';
import { known, unknown } from '../../src/model/value.js';
import { finding, listener, waiver } from '../report/build.js';

test('a load balancer counts once in each input', () => {
  const listeners = [
    listener(),
    listener({ port: known(80), secure: known(false) }),
    listener({ port: known(8443), secure: unknown('known after apply: var.protocol') }),
    listener({}, 'other.json'),
  ];
  const { loadBalancers, listeners: count, secureListeners } = summarise({ listeners, domains: [] }, [], 0);
  assert.equal([loadBalancers, count, secureListeners], [2, 4, 2]);
});

test('a finding counts in one place: by level, open, passed or waived', () => {
  const findings = [
    finding(),
    finding({ level: 'warning' }),
    finding({ level: 'warning' }),
    finding({ level: 'note', waiver }),
    finding({ outcome: 'open' }),
    finding({ outcome: 'open', waiver }),
    finding({ outcome: 'pass' }),
    finding({ outcome: 'pass', waiver }),
  ];
  const { fail, open, pass, notApplicable, waived } = summarise({ listeners: [], domains: [] }, findings, 14);
  assert.equal(fail, { error: 1, warning: 2, note: 0 });
  assert.equal({ open, pass, notApplicable, waived }, { open: 1, pass: 2, notApplicable: 14, waived: 2 });
});

test.run();
