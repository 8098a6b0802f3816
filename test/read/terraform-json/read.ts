import { collectListeners, interestIn } from '../../../src/facts/index.js';
import type { ListenerFacts } from '../../../src/model/facts.js';
import type { JsonObject } from '../../../src/model/json.js';
import type { Plan } from '../../../src/model/plan.js';
import type { Value } from '../../../src/model/value.js';
import { readTerraformJson } from '../../../src/read/terraform-json/index.js';

export function planOf(document: JsonObject): Plan {
  return readTerraformJson('main.tf.json', document, interestIn());
}

/** The facts of the listeners that a configuration declares. */
export function listenersIn(document: JsonObject): readonly ListenerFacts[] {
  return collectListeners(planOf(document), { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() });
}

export const provider = { aws: { region: 'eu-west-1' } };

/** A listener on port 443. */
export function https(certificate?: string): JsonObject {
  const listener = { lb_port: 443, lb_protocol: 'https', instance_port: 80, instance_protocol: 'http' };
  return certificate === undefined ? listener : { ...listener, ssl_certificate_id: certificate };
}

/** A configuration of one load balancer, whose only listener has that certificate, and of two certificates. */
export function withCertificate(certificate: string, more: JsonObject = {}): JsonObject {
  return {
    provider,
    resource: {
      aws_elb: { web: { name: 'web', listener: https(certificate) } },
      aws_acm_certificate: {
        rsa: { domain_name: 'rsa.example.com' },
        ec: { domain_name: 'ec.example.com', key_algorithm: 'EC_prime256v1' },
      },
    },
    ...more,
  };
}

/** What a value is, in short: itself, its candidates, or why it is unknown. */
export function brief(value: Value<unknown> | undefined): unknown {
  if (value?.kind === 'known') return value.value;
  return value?.kind === 'unknown' ? (value.candidates ?? `? ${value.reason}`) : null;
}

/** The address and key of the certificate of the only listener. */
export function certificateOf(document: JsonObject): { readonly address: unknown; readonly key: unknown } {
  const [listener] = listenersIn(document);
  return { address: brief(listener?.certificate.address), key: brief(listener?.certificate.keyAlgorithm) };
}
