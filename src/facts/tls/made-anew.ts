import type { CertificateFacts } from '../../model/facts.js';
import { arrayOf, type Json, property, scalarText } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { any, type Judgement, maybe, no, yes } from '../../model/truth.js';
import type { Value } from '../../model/value.js';
import { attribute } from '../../resolve/index.js';

const CERTIFICATE = 'ssl_certificate_id';

/** The arguments of a listener; protocols are of any case. A change of any makes the provider delete and create the listener. */
const ARGUMENTS = ['instance_port', 'instance_protocol', 'lb_protocol', CERTIFICATE] as const;

/**
 * Whether this apply makes a listener of an `aws_elb` anew that exists already. ELB deletes its policies with it.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elb/load_balancer.go, https://github.com/hashicorp/terraform-provider-aws/issues/2698
 */
export function madeAnew(
  loadBalancer: Resource,
  port: Value<number>,
  certificate: CertificateFacts,
): Judgement<string> {
  if (loadBalancer.action === 'replace') return yes;
  if (loadBalancer.action !== 'update') return no;
  if (port.kind !== 'known') return maybe('the port of the listener is not known');
  const isHere = (listener: Json) => textOf(property(listener, 'lb_port')) === String(port.value);
  const before = arrayOf(loadBalancer.before?.['listener']).find(isHere);
  const at = arrayOf(loadBalancer.values['listener']).findIndex(isHere);
  if (before === undefined || at < 0) return yes;
  return any(
    ARGUMENTS.map((name) => {
      const planned = attribute(loadBalancer, ['listener', at, name]);
      if (planned.kind === 'unknown') return changesWith(name, planned.reason, certificate);
      const after = planned.kind === 'known' ? textOf(planned.value) : '';
      return isSame(name, textOf(property(before, name)), after) ? no : yes;
    }),
  );
}

/** A certificate that is made by the same apply has a new ARN. */
function changesWith(name: string, reason: string, { action }: CertificateFacts): Judgement<string> {
  const isNew = action.kind === 'known' && (action.value === 'create' || action.value === 'replace');
  return name === CERTIFICATE && isNew ? yes : maybe(`whether the listener changes: ${reason}`);
}

function isSame(name: string, before: string, after: string): boolean {
  return name === CERTIFICATE ? before === after : before.toLowerCase() === after.toLowerCase();
}

/** Terraform writes null for what is not set. */
function textOf(value: Json | undefined): string {
  return value === undefined || value === null ? '' : scalarText(value);
}
