import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Created, listenersOf, webElb } from '../collect.js';

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const LISTENER = { lb_port: 443, lb_protocol: 'https', instance_port: 80, instance_protocol: 'http' };
const TO_WEB = { references: ['aws_elb.web.name', 'aws_elb.web'] };

/** What an attachment to the load balancer says, and how it stands to it. */
function policyOf(elb: Partial<Created>, ...others: readonly Created[]) {
  const [listener] = listenersOf(webElb(ARN, elb), ...others);
  const { name, minimumVersion } = listener?.tlsPolicy ?? {};
  if (name?.kind === 'unknown') return `? ${name.reason}`;
  return [name, minimumVersion].map((value) => (value?.kind === 'known' ? value.value : value?.kind)).join(' ');
}

function negotiation(after: object = {}, more: Partial<Created> = {}): Created {
  const attribute = [{ name: 'Protocol-TLSv1.2', value: 'true' }];
  return {
    type: 'aws_lb_ssl_negotiation_policy',
    name: 'tls',
    after: { name: 'own', load_balancer: 'web', lb_port: 443, attribute, ...after },
    expressions: { load_balancer: TO_WEB },
    ...more,
  };
}

function listenerPolicy(names: readonly string[], more: Partial<Created> = {}): Created {
  return {
    type: 'aws_load_balancer_listener_policy',
    name: 'on',
    after: { load_balancer_name: 'web', load_balancer_port: 443, policy_names: names },
    expressions: { load_balancer_name: TO_WEB },
    ...more,
  };
}

function policy(type = 'SSLNegotiationPolicyType', more: Partial<Created> = {}): Created {
  const reference = { name: 'Reference-Security-Policy', value: 'ELBSecurityPolicy-TLS-1-1-2017-01' };
  return {
    type: 'aws_load_balancer_policy',
    name: 'own',
    after: { load_balancer_name: 'web', policy_name: 'own', policy_type_name: type, policy_attribute: [reference] },
    expressions: { load_balancer_name: TO_WEB },
    ...more,
  };
}

test('a load balancer that is made now has the default policy', () => {
  assert.is(policyOf({}), 'ELBSecurityPolicy-2016-08 TLSv1');
  assert.is(policyOf({ before: {}, actions: ['delete', 'create'] }), 'ELBSecurityPolicy-2016-08 TLSv1');
});

test('what one has that exists already is not in the plan', () => {
  const before = { listener: [{ ...LISTENER, ssl_certificate_id: ARN }] };
  assert.match(policyOf({ before }), /the security policy of a listener that exists already/);
});

test('a listener that is made now has the default policy, on a load balancer that exists already too', () => {
  const before = { listener: [{ ...LISTENER, lb_port: 8443, ssl_certificate_id: ARN }] };
  assert.is(policyOf({ before }), 'ELBSecurityPolicy-2016-08 TLSv1');
  const changed = { listener: [{ ...LISTENER, ssl_certificate_id: OTHER }] };
  assert.is(policyOf({ before: changed }), 'ELBSecurityPolicy-2016-08 TLSv1');
});

test('a negotiation policy is for the port that it names', () => {
  assert.is(policyOf({}, negotiation()), 'own TLSv1.2');
  assert.is(policyOf({ before: {} }, negotiation()), 'own TLSv1.2');
  assert.is(policyOf({}, negotiation({ lb_port: 8443 })), 'ELBSecurityPolicy-2016-08 TLSv1');
});

test('a listener policy names predefined policies, and those of the plan', () => {
  assert.is(
    policyOf({}, listenerPolicy(['ELBSecurityPolicy-TLS-1-2-2017-01'])),
    'ELBSecurityPolicy-TLS-1-2-2017-01 TLSv1.2',
  );
  assert.is(policyOf({}, listenerPolicy(['own']), policy()), 'ELBSecurityPolicy-TLS-1-1-2017-01 TLSv1.1');
});

test('a policy that is about something else says nothing of what is negotiated', () => {
  const sticky = policyOf({}, listenerPolicy(['own']), policy('AppCookieStickinessPolicyType'));
  assert.is(sticky, '? aws_load_balancer_listener_policy.on names no policy that says what to negotiate');
  assert.match(policyOf({}, listenerPolicy(['other']), policy()), /a policy that .* names is not in the plan/);
});

test('of two policies for one port the last one applied wins', () => {
  const both = policyOf({}, negotiation(), listenerPolicy(['ELBSecurityPolicy-TLS-1-2-2017-01']));
  assert.match(both, /are for one listener, and the last one applied wins/);
});

test('a policy of another load balancer, or of another Region, is not this one’s', () => {
  const other = { load_balancer: 'api' };
  assert.is(policyOf({}, negotiation(other, { expressions: {} })), 'ELBSecurityPolicy-2016-08 TLSv1');
  assert.is(policyOf({}, negotiation({ region: 'us-east-1' })), 'ELBSecurityPolicy-2016-08 TLSv1');
});

test('where Terraform makes the name up, the reference tells', () => {
  const unnamed = { after: { ...webElb(ARN).after, name: undefined }, unknown: { name: true } };
  const unknownName = { after: { name: 'own', lb_port: 443, attribute: [] }, unknown: { load_balancer: true } };
  assert.match(policyOf(unnamed, negotiation({}, unknownName)), /^own/);
  const elsewhere = { ...unknownName, expressions: { load_balancer: { references: ['local.name'] } } };
  assert.match(policyOf(unnamed, negotiation({}, elsewhere)), /does not say whether .* is for this listener/);
});

test('what is known after apply is unknown, with its reason', () => {
  assert.match(policyOf({}, negotiation({}, { unknown: { lb_port: true }, after: { load_balancer: 'web' } })), /^\?/);
  assert.match(
    policyOf({}, negotiation({ attribute: null }, { unknown: { attribute: true } })),
    /^\? known after apply/,
  );
  assert.match(
    policyOf(
      {},
      listenerPolicy([], {
        unknown: { policy_names: true },
        after: { load_balancer_name: 'web', load_balancer_port: 443 },
      }),
    ),
    /^\?/,
  );
});

test('a plain listener has no security policy', () => {
  const plain = { lb_port: 80, lb_protocol: 'HTTP', instance_port: 80, instance_protocol: 'HTTP' };
  const [listener] = listenersOf(
    webElb(ARN, { after: { name: 'web', listener: [plain] } }),
    negotiation({ lb_port: 80 }),
  );
  assert.is(listener?.tlsPolicy.name.kind, 'absent');
});

/** What becomes of the policy of the listener, after its load balancer changed from some listeners. */
function attachmentOf(before: object | null, attachment: Created, elb: Partial<Created> = {}) {
  const standing = before === null ? {} : { before: { name: 'web', listener: [before] }, actions: ['update'] };
  const [listener] = listenersOf(webElb(ARN, { ...standing, ...elb }), attachment, policy());
  const { attachment: fact, name } = listener?.tlsPolicy ?? {};
  const show = (value: typeof fact | typeof name) => (value?.kind === 'known' ? value.value : value?.kind);
  return `${show(fact)} ${show(name)}`;
}

const STANDING = { actions: ['no-op'] };
const KEPT = { ...LISTENER, ssl_certificate_id: ARN };
const OTHER = ARN.replace('0f1e2d3c', '1f1e2d3c');
const TLS_1_1 = 'ELBSecurityPolicy-TLS-1-1-2017-01';

test('a policy that the plan attaches is attached', () => {
  assert.is(attachmentOf(null, listenerPolicy(['own'])), `attached ${TLS_1_1}`);
  assert.is(attachmentOf(null, negotiation()), 'attached own');
});

test('a listener that is made anew loses a policy whose attachment does not change', () => {
  const changes = [
    { ssl_certificate_id: OTHER },
    { instance_port: 81 },
    { lb_protocol: 'SSL' },
    { instance_protocol: 'TCP' },
  ];
  for (const change of changes) {
    const before = { ...KEPT, ...change };
    assert.is(attachmentOf(before, listenerPolicy(['own'], STANDING)), 'lost ELBSecurityPolicy-2016-08');
    assert.is(attachmentOf(before, negotiation({}, STANDING)), 'lost ELBSecurityPolicy-2016-08');
    assert.is(attachmentOf(before, listenerPolicy(['own'], { actions: ['update'] })), `attached ${TLS_1_1}`);
  }
});

test('every listener of a load balancer that is replaced loses such a policy', () => {
  const replaced = { actions: ['delete', 'create'] };
  assert.is(attachmentOf(KEPT, listenerPolicy(['own'], STANDING), replaced), 'lost ELBSecurityPolicy-2016-08');
});

test('a listener that stays as it is keeps its policy', () => {
  assert.is(attachmentOf(KEPT, listenerPolicy(['own'], STANDING)), `attached ${TLS_1_1}`);
  const shouted = { ...KEPT, lb_protocol: 'HTTPS', instance_protocol: 'HTTP' };
  assert.is(attachmentOf(shouted, listenerPolicy(['own'], STANDING)), `attached ${TLS_1_1}`);
  assert.is(attachmentOf(KEPT, listenerPolicy(['own'], STANDING), { actions: ['no-op'] }), `attached ${TLS_1_1}`);
});

test('whether a listener is made anew depends on where a certificate comes from that is known after apply', () => {
  const unknownArn = {
    after: { name: 'web', listener: [LISTENER] },
    unknown: { listener: [{ ssl_certificate_id: true }] },
    expressions: {
      listener: [{ ssl_certificate_id: { references: ['local.certificate'] }, lb_port: { constant_value: 443 } }],
    },
  };
  assert.is(attachmentOf(KEPT, listenerPolicy(['own'], STANDING), unknownArn), 'unknown unknown');
});

test('a predefined policy is refused in the place of one that the load balancer has', () => {
  const TLS_1_2 = 'ELBSecurityPolicy-TLS-1-2-2017-01';
  assert.is(attachmentOf(null, listenerPolicy([TLS_1_2])), `refused ${TLS_1_2}`);
  const standing = (names: readonly string[]) => ({ before: { policy_names: names }, actions: ['update'] });
  assert.is(attachmentOf(null, listenerPolicy([TLS_1_2], standing(['own']))), `refused ${TLS_1_2}`);
  assert.is(attachmentOf(null, listenerPolicy([TLS_1_2], standing([TLS_1_2]))), `attached ${TLS_1_2}`);
  assert.is(attachmentOf(null, listenerPolicy(['ELBSecurityPolicy-2016-08'])), 'unknown ELBSecurityPolicy-2016-08');
});

test('the default policy is attached by nothing', () => {
  assert.is(attachmentOf(null, negotiation({ lb_port: 8443 })), 'absent ELBSecurityPolicy-2016-08');
});

test.run();
