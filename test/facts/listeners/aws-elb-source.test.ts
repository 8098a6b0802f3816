import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { moduleOfBlocks } from '../../../src/read/source/module-config.js';
import { parseHcl } from '../../../src/read/source/parse-hcl.js';
import { attachSource } from '../../../src/resolve/attach-source.js';
import { lines, listenersIn, planOf } from '../collect.js';

/** The ports and protocols of listeners of which the plan knows the instance port, and the configuration the rest. */
function endsIn(listeners: string, ...instancePorts: readonly number[]): readonly string[] {
  const plan = planOf([
    {
      type: 'aws_elb',
      name: 'web',
      after: { listener: instancePorts.map((instance_port) => ({ instance_port })) },
      unknown: { listener: instancePorts.map(() => ({ lb_port: true, lb_protocol: true, instance_protocol: true })) },
      expressions: { listener: [] },
    },
  ]);
  const { blocks } = parseHcl(`resource "aws_elb" "web" {\n${listeners}\n}`);
  const attached = attachSource(
    plan,
    moduleOfBlocks(blocks, '.', () => undefined),
    { kind: 'snapshot' },
  );
  return lines(listenersIn(attached.plan), 'port', 'protocol', 'instancePort', 'instanceProtocol');
}

const listener = (port: string, instancePort: number | string, protocol = '"https"') => `listener {
  lb_port           = ${port}
  lb_protocol       = ${protocol}
  instance_port     = ${instancePort}
  instance_protocol = "http"
}
`;

test('the source tells the ports and protocols that the plan does not know', () => {
  assert.equal(endsIn(listener('400 + 43', 80), 80), ['443 HTTPS 80 HTTP']);
});

test('what the plan knows tells which block a listener comes from', () => {
  const both = listener('443', 80) + listener('8443', 81);
  assert.equal(endsIn(both, 81, 80), ['8443 HTTPS 81 HTTP', '443 HTTPS 80 HTTP']);
});

test('a listener that may come from several blocks has none of their ports', () => {
  const both = listener('443', 80) + listener('8443', 80);
  assert.equal(endsIn(both, 80, 80), ['unknown unknown 80 unknown', 'unknown unknown 80 unknown']);
});

test('what the plan knows stays, whatever the source tells of it', () => {
  assert.equal(endsIn(listener('443', 'aws_elb.web.id'), 80), ['443 HTTPS 80 HTTP']);
});

test('what the source does not tell either is unknown', () => {
  assert.equal(endsIn(listener('aws_elb.web.id', 80), 80), ['unknown HTTPS 80 HTTP']);
});

/** The listeners of a load balancer of which the plan does not know how many it has. */
function ofUnknownNumber(listeners: string) {
  const plan = planOf([{ type: 'aws_elb', name: 'web', after: {}, unknown: { listener: true } }]);
  const { blocks } = parseHcl(`resource "aws_elb" "web" {\n${listeners}\n}`);
  const source = moduleOfBlocks(blocks, '.', () => undefined);
  return listenersIn(attachSource(plan, source, { kind: 'snapshot' }).plan);
}

const repeated = (block: string) => `dynamic "listener" {
  for_each = aws_elb.other.instances
  content ${block.slice('listener '.length)}
}
`;

test('where their number is not known, each block that makes one listener makes it', () => {
  const all = ofUnknownNumber(listener('443', 80) + listener('8443', 81) + repeated(listener('9000', 82, '"http"')));
  assert.equal(lines(all, 'port', 'protocol', 'certainty'), [
    '443 HTTPS certain',
    '8443 HTTPS certain',
    '9000 HTTP possible',
  ]);
});

test('blocks that say the same make one listener, as in a set', () => {
  const all = ofUnknownNumber(listener('443', 80) + listener('443', 80) + repeated(listener('9000', 82, '"http"')));
  assert.is(all.length, 2);
});

test('where only repeated blocks make listeners, there is one at least', () => {
  const all = ofUnknownNumber(repeated(listener('443', 80)) + repeated(listener('443', 81, '"ssl"')));
  assert.equal(lines(all, 'port', 'protocol', 'certainty'), ['443 unknown certain']);
});

test.run();
