import type { Mode } from '../model/address.js';
import { certificateSources } from './certificates/index.js';
import { couldHoldCertificateArn } from './certificates/possible-arn.js';
import { deployerTypes } from './deployers/types.js';
import { listenerSources } from './listeners/index.js';
import { pemSources } from './pem/index.js';
import { TLS_POLICY_TYPES } from './tls-policy/attached.js';

/** Data sources that tell where a provider works, what waits for a certificate, and what attaches security policies. */
const CONTEXT: ReadonlySet<string> = new Set([
  'data.aws_region',
  'data.aws_caller_identity',
  'data.aws_partition',
  'managed.aws_acm_certificate_validation',
  ...TLS_POLICY_TYPES.map((type) => `managed.${type}`),
]);

const SOURCES: ReadonlySet<string> = new Set(
  [...listenerSources, ...certificateSources, ...pemSources].map((source) => `${source.mode}.${source.type}`),
);

/** Whether facts read resources of this type: every other one can stay in the file. */
export function wanted(mode: Mode, type: string): boolean {
  const name = `${mode}.${type}`;
  return SOURCES.has(name) || CONTEXT.has(name) || deployerTypes.has(name) || couldHoldCertificateArn({ mode, type });
}

const BEFORE: ReadonlySet<string> = new Set([
  ...listenerSources.filter((source) => source.readsBefore === true).map(({ mode, type }) => `${mode}.${type}`),
  ...deployerTypes,
]);

/** Whether facts read what instances of this type were before a change that neither deletes nor replaces them. */
export function wantedBefore(mode: Mode, type: string): boolean {
  return BEFORE.has(`${mode}.${type}`);
}

/** What neither facts nor any reference to a certificate leads to. */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  'managed.aws_acm_certificate': ['domain_validation_options', 'options', 'tags', 'tags_all', 'validation_option'],
  'managed.aws_elb': [
    ...['access_logs', 'health_check', 'instances', 'security_groups', 'source_security_group', 'subnets'],
    ...['tags', 'tags_all', 'timeouts'],
  ],
};

const NOTHING: readonly string[] = [];

/** The attributes of a type that need not be held. */
export function unread(mode: Mode, type: string): readonly string[] {
  const name = `${mode}.${type}`;
  return Object.hasOwn(UNREAD, name) ? (UNREAD[name] ?? NOTHING) : NOTHING;
}
