import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { awsManagedDocument } from '../../../src/facts/iam/aws-managed-policies.js';
import { AWS_MANAGED_POLICIES } from '../../../src/facts/iam/aws-managed-table.js';
import { decide, iamPolicy } from '../../../src/facts/iam/decide.js';
import { LIST_CERTIFICATES, noResource } from '../../../src/facts/iam/request.js';
import { known, unknown } from '../../../src/model/value.js';

function mayList(...names: readonly string[]) {
  const identityPolicies = names.map((name) => iamPolicy(name, awsManagedDocument(name)));
  const request = { action: LIST_CERTIFICATES, resource: noResource, region: unknown<string>('any') };
  return decide({ identityPolicies, permissionLimits: [] }, request).permission;
}

test('the table says of a policy that AWS manages whether it allows, denies or does neither', () => {
  assert.equal(mayList('AdministratorAccess'), known('allowed'));
  assert.equal(mayList('AWSCertificateManagerReadOnly'), known('allowed'));
  assert.equal(mayList('AmazonRDSFullAccess'), known('notGranted'));
  assert.equal(mayList('AdministratorAccess', 'AmazonRDSFullAccess'), known('allowed'));
  assert.equal(mayList('AdministratorAccess', 'AWSDenyAll'), known('denied'));
});

test('what depends on a condition, and a policy that the table lacks, leave it open', () => {
  assert.is(mayList('AWSElasticBeanstalkServiceRolePolicy').kind, 'unknown');
  assert.is(mayList('NewAndUnlisted').kind, 'unknown');
});

test('no policy stands in the table twice', () => {
  const names = AWS_MANAGED_POLICIES.flatMap(([, text]) => text.trim().split(/\s+/));
  assert.ok(names.length > 1600);
  assert.is(new Set(names).size, names.length);
});

test.run();
