import type { TextForm } from '../../expressions/index.js';
import type { Resource } from '../../model/plan.js';
import { absent, known, mapValue, unknown, type Value } from '../../model/value.js';
import { blockOf, textAttribute } from '../../resolve/index.js';
import { daysUntil, formatDate, parseDate } from '../dates.js';
import { assumedPem, pemArguments } from '../pem/arguments.js';
import { pemOr } from '../pem/pem.js';
import { chainFacts, keyMatches } from '../pem/pem-text.js';
import {
  type CertificateSource,
  type FactContext,
  type PemFacts,
  perPlan,
  sourceOf,
  type TracedCertificate,
} from '../sources.js';
import { arnShape, NOT_MADE_HERE, placeOf, replacementOf } from './certificate.js';

/** Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/server_certificate.go */
const NAMES = {
  type: 'aws_iam_server_certificate',
  arnAttributes: ['arn'],
  notArnAttributes: ['id', 'name'],
  endsArn: ['name'],
} as const;

/**
 * The path, if there is one, and the name.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServerCertificateMetadata.html
 */
const NAME: TextForm = {
  characters: String.fromCharCode(...Array.from({ length: 0x7e - 0x20 }, (_, at) => 0x21 + at)),
  sample: 'name',
};

/** A certificate that Terraform uploads to IAM, and one that a data source looks up there, now or at apply. */
export default [
  {
    ...NAMES,
    mode: 'managed',
    arnShape: (context, resource) => arnShape(context, resource, 'iam', ['server-certificate/', NAME]),
    describe: (context, resource) => describe(context, resource, 'expiration'),
  },
  { ...NAMES, mode: 'data', describe: (context, resource) => describe(context, resource, 'expiration_date') },
] as const satisfies readonly CertificateSource[];

/** IAM certificates have no Region. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html */
function describe(context: FactContext, resource: Resource, expirationAttribute: string): TracedCertificate {
  const pem = context.pem(resource, 'certificate_body');
  const managed = resource.mode === 'managed';
  const later = unknown<never>(`the PEM of ${resource.address} is not in the plan`);
  const expiration = parseDate(textAttribute(resource, expirationAttribute));
  const expires = expiration.kind === 'known' ? expiration : undefined;
  return {
    facts: {
      source: known('iam'),
      ...placeOf(context, resource),
      region: absent,
      path: pathOf(resource),
      type: known('uploaded'),
      ...pemOr(pem, later),
      notAfter: expires === undefined ? (pem?.notAfter ?? later) : mapValue(expires, formatDate),
      daysUntilExpiry: expires === undefined ? (pem?.daysUntilExpiry ?? later) : daysUntil(expires, context.now),
      renewal: known('manual'),
      issuance: absent,
      inUse: absent,
      ...(managed ? madeHere(context, resource, pem) : NOT_MADE_HERE),
      assuming: assumedPem(context, resource),
      alternatives: null,
    },
    trace: [resource.address, ...(pem?.trace ?? [])],
  };
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_server_certificate */
function pathOf(resource: Resource): Value<string> {
  const path = textAttribute(resource, 'path');
  return path.kind === 'absent' ? known('/') : path;
}

function madeHere(context: FactContext, resource: Resource, pem: PemFacts | undefined) {
  return {
    ...pemArguments(context, resource),
    keyMatches: keyMatches(context, resource, pem),
    chain: chainFacts(context, resource),
    ...replacementOf(resource),
    nameConflict: nameConflict(context, resource),
    action: known(resource.action),
  };
}

/** The certificates of a plan that have, or had before, a name in IAM, those that it removes too. */
const byName = perPlan(({ plan }) => {
  const found = new Map<string, Resource[]>();
  for (const resource of plan.resources) {
    if (resource.mode !== 'managed' || resource.type !== NAMES.type) continue;
    const names = new Set([resource.values['name'], resource.before?.['name']]);
    for (const name of names) if (typeof name === 'string') found.set(name, [...(found.get(name) ?? []), resource]);
  }
  return found;
});

/**
 * What else has the name that the plan gives to a certificate: names are unique in an account, whatever their path.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadServerCertificate.html
 */
function nameConflict(context: FactContext, resource: Resource): Value<string> {
  if (resource.action !== 'create' && resource.action !== 'replace') return absent;
  const name = textAttribute(resource, 'name');
  // The provider makes up a unique name where the configuration gives none, or only how it begins.
  if (name.kind !== 'known')
    return givesName(context, resource) ? unknown(`the name of ${resource.address} is known after apply`) : absent;
  if (resource.replacement === 'createFirst' && resource.before?.['name'] === name.value)
    return known(resource.address);
  const others = (byName(context.resolver).get(name.value) ?? []).filter((other) => other !== resource);
  const rivals = others.map((other) => ({ other, sharesAccount: sharesAccount(context, resource, other) }));
  const sure = rivals.find(
    ({ other, sharesAccount }) =>
      sharesAccount === true && (keepsName(other, name.value) || isHeldUntilAfter(context, resource, other)),
  );
  if (sure !== undefined) return known(sure.other.address);
  const possible = rivals.find(({ sharesAccount }) => sharesAccount !== false)?.other;
  if (possible === undefined) return absent;
  const why = keepsName(possible, name.value) ? 'may be in the same account and has' : 'gives up, in the same apply,';
  return unknown(`${possible.address} ${why} the name of ${resource.address}`);
}

/** Whether the configuration sets a name; not known where the input has none. */
function givesName({ resolver }: FactContext, resource: Resource): boolean {
  const block = blockOf(resolver.plan, resource)?.block;
  return block === undefined || block.body.expression('name') !== undefined;
}

/** Whether a certificate has the name after apply, as one has that Terraform forgets. */
function keepsName(other: Resource, name: string): boolean {
  return other.action !== 'delete' && other.values['name'] === name;
}

/**
 * Whether a certificate that goes is in use until a resource is updated that waits for the new one: AWS deletes none
 * that is, whichever of the two Terraform begins with.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServerCertificate.html
 */
function isHeldUntilAfter({ resolver, sources }: FactContext, resource: Resource, other: Resource): boolean {
  const arn = other.before?.['arn'];
  if (other.action !== 'delete' || typeof arn !== 'string') return false;
  const isAfter = resolver.isMadeAfter(resource);
  const users = [...sources.listeners, ...sources.domains];
  return resolver.plan.resources.some(
    (user) =>
      user.action === 'update' &&
      sourceOf(users, user) !== undefined &&
      isAfter(user) &&
      JSON.stringify(user.before).includes(arn),
  );
}

/** Undefined where that cannot be told. */
function sharesAccount({ resolver }: FactContext, one: Resource, other: Resource): boolean | undefined {
  const [first, second] = [resolver.account(one), resolver.account(other)];
  if (first.kind === 'known' && second.kind === 'known') return first.value === second.value;
  const [identity, its] = [first, second].map((account) => (account.kind === 'unknown' ? account.identity : undefined));
  const isOne = identity !== undefined && identity === its;
  return isOne || resolver.sharesProvider(one, other) ? true : undefined;
}
