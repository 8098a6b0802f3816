import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { collectListeners, interestIn } from '../../../src/facts/index.js';
import type { JsonObject } from '../../../src/model/json.js';
import { readStacks } from '../../../src/read/terraform-json/index.js';

const CERTIFICATE = { domain_name: 'www.example.com', validation_method: 'DNS' };

/** The issuance of the certificate of another stack, as a listener sees it that names it by an output of that stack. */
function issuance(resources: JsonObject, output: string) {
  const state = 'cross-stack-reference-input-certs';
  const certs = {
    resource: { aws_acm_certificate: { site: CERTIFICATE, other: CERTIFICATE }, ...resources },
    output: { arn: { value: output } },
  };
  const web = {
    data: { terraform_remote_state: { [state]: { backend: 'local' } } },
    resource: {
      aws_elb: {
        web: {
          listener: {
            lb_port: 443,
            lb_protocol: 'https',
            instance_port: 80,
            instance_protocol: 'http',
            ssl_certificate_id: '${data.terraform_remote_state.cross-stack-reference-input-certs.outputs.arn}',
          },
        },
      },
    },
  };
  const documents = Object.entries({ certs, web });
  const plans = readStacks(
    documents.map(([name, document]) => ({ name, path: name, document })),
    interestIn(),
  );
  const plan = plans.find(({ path }) => path === 'web');
  assert.ok(plan);
  const [listener] = collectListeners(plan, { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() });
  return listener?.certificate.issuance;
}

const validation = (arn: string) => ({ aws_acm_certificate_validation: { issued: { certificate_arn: arn } } });

test('a certificate that its own stack waits for is issued before the stacks that read it are applied', () => {
  const awaited = { kind: 'known', value: 'awaited' };
  const waits = validation('${aws_acm_certificate.site.arn}');
  assert.deepEqual(issuance(waits, '${aws_acm_certificate_validation.issued.certificate_arn}'), awaited);
  assert.deepEqual(issuance(waits, '${aws_acm_certificate.site.arn}'), awaited);
});

test('one that nothing in its stack waits for is not', () => {
  const notAwaited = { kind: 'known', value: 'notAwaited' };
  assert.deepEqual(issuance({}, '${aws_acm_certificate.site.arn}'), notAwaited);
  assert.deepEqual(
    issuance(validation('${aws_acm_certificate.other.arn}'), '${aws_acm_certificate.site.arn}'),
    notAwaited,
  );
});

test('it is unknown where a validation in its stack waits for nobody knows what', () => {
  const found = issuance(validation('${var.arn}'), '${aws_acm_certificate.site.arn}');
  assert.equal(found?.kind === 'unknown' && /aws_acm_certificate_validation\.issued/.test(found.reason), true);
});

test.run();
