import { type CertificateFacts, eitherCertificate, noCertificate, unknownCertificate } from '../../../model/facts.js';
import { arrayOf, type Json, stringProperty } from '../../../model/json.js';
import type { Expression } from '../../../model/plan.js';
import { absent, known, mapValue, unknown, type Value } from '../../../model/value.js';
import { NOT_MADE_HERE, normaliseKeyAlgorithm } from '../../certificates/certificate.js';
import { findCertificate } from '../../certificates/find-certificate.js';
import { certificateOfText } from '../../certificates/named-certificate.js';
import { pemOfText, pemOr } from '../../pem/pem.js';
import type { TracedCertificate } from '../../sources.js';
import type { FoundLoadBalancer } from '../listener.js';
import type { TemplateScope } from './evaluate.js';
import { callAt, evaluateText, sectionOf, spelled, templateValue } from './evaluate.js';
import { isLookedUp } from './template.js';

/** A load balancer in a template. Its resource is the stack. */
export interface TemplatePlace {
  readonly loadBalancer: FoundLoadBalancer;
  readonly scope: TemplateScope;
  /** What the configuration sets the stack's parameters with. */
  readonly parameters: readonly Expression[];
}

/** The certificate that a template names: by ARN, through a parameter, or one that the template makes itself. */
export function templateCertificate(place: TemplatePlace, node: Json | undefined, depth = 0): TracedCertificate {
  const { scope } = place;
  const { context, resource: stack } = place.loadBalancer;
  const call = callAt(node);
  if (call?.name === 'Fn::If' && depth < 10) {
    const [condition, then, otherwise] = arrayOf(call.argument);
    const holds = scope.condition(spelled(condition));
    if (holds.kind === 'known') return templateCertificate(place, holds.value ? then : otherwise, depth + 1);
    const both = [then, otherwise].map((branch) => templateCertificate(place, branch, depth + 1));
    const reason = holds.kind === 'unknown' ? holds.reason : `condition ${spelled(condition)} is not in the template`;
    const possible = both.map(({ facts }) => facts);
    return { facts: eitherCertificate(possible, reason), trace: [] };
  }
  const own = ownCertificate(place, node);
  if (own !== undefined) return own;
  const named = evaluateText(scope, node);
  if (named.kind === 'absent') return { facts: noCertificate, trace: [] };
  if (named.kind === 'known') return findCertificate(context, stack, named, () => []);
  const parameter = call?.name === 'Ref' ? sectionOf(scope.template, 'Parameters', spelled(call.argument)) : undefined;
  // What a parameter that is looked up is given names one of Systems Manager, and no certificate.
  if (call !== undefined && parameter !== undefined && !isLookedUp(parameter) && place.parameters.length > 0) {
    const path = ['parameters', spelled(call.argument)];
    const evaluate = () => context.resolver.evaluatedPart(stack, path);
    return findCertificate(context, stack, named, () => place.parameters, evaluate);
  }
  const inAnyAccount = certificateInAnyAccount(scope, node, named.reason);
  if (inAnyAccount !== undefined) return { facts: inAnyAccount, trace: [] };
  return { facts: unknownCertificate(named.reason, named.remedy), trace: [] };
}

/** Stands for an account that is not known; no account has it. */
const SAMPLE_ACCOUNT = '000000000000';

/** What an ARN around `AWS::AccountId` tells where the account is not known; undefined where anything else is not. */
function certificateInAnyAccount(
  scope: TemplateScope,
  node: Json | undefined,
  reason: string,
): CertificateFacts | undefined {
  const account = scope.pseudoParameter('AWS::AccountId');
  if (account?.kind !== 'unknown') return undefined;
  const pseudoParameter = (name: string) =>
    name === 'AWS::AccountId' ? known(SAMPLE_ACCOUNT) : scope.pseudoParameter(name);
  const text = evaluateText({ ...scope, pseudoParameter }, node);
  if (text.kind !== 'known' || !text.value.includes(`:${SAMPLE_ACCOUNT}:`)) return undefined;
  return { ...certificateOfText(text), arn: unknown(reason), account };
}

/** A certificate that stands in the template beside the load balancer. */
function ownCertificate(place: TemplatePlace, node: Json | undefined): TracedCertificate | undefined {
  const call = callAt(node);
  if (call === undefined) return undefined;
  const [target, attributeName] =
    call.name === 'Fn::GetAtt' ? getAttOf(call.argument) : [spelled(call.argument), undefined];
  if (call.name !== 'Ref' && call.name !== 'Fn::GetAtt') return undefined;
  const resource = sectionOf(place.scope.template, 'Resources', target);
  const type = stringProperty(resource, 'Type');
  const property = (name: string) => {
    const properties = resource === undefined ? undefined : sectionOf({ at: resource }, 'at', 'Properties');
    return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
  };
  const step = `${place.loadBalancer.resource.address} ${target}`;
  if (type === 'AWS::CertificateManager::Certificate' && attributeName === undefined) {
    return { facts: acmFacts(place, target, property), trace: [step] };
  }
  if (type !== 'AWS::IAM::ServerCertificate') return undefined;
  return attributeName === 'Arn'
    ? { facts: iamFacts(place, target, property), trace: [step] }
    : { facts: nameOfServerCertificate(target), trace: [step] };
}

function getAttOf(argument: Json): readonly [target: string, attribute: string | undefined] {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot < 0 ? [argument, undefined] : [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  const [target, attribute] = arrayOf(argument);
  return [spelled(target), typeof attribute === 'string' ? attribute : undefined];
}

type Property = (name: string) => Json | undefined;

/**
 * A stack waits until the certificates in it are issued. One that names no algorithm gets RSA 2048.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-certificatemanager-certificate.html
 */
function acmFacts(place: TemplatePlace, target: string, property: Property): CertificateFacts {
  const { scope } = place;
  const algorithm = evaluateText(scope, property('KeyAlgorithm'));
  const privateCa = templateValue(scope, property('CertificateAuthorityArn')).kind !== 'absent';
  const domain = evaluateText(scope, property('DomainName'));
  const later = unknown<never>(`set when ${target} is issued`);
  return {
    ...common(place, target),
    source: known('acm'),
    region: place.loadBalancer.facts.region,
    path: absent,
    type: known(privateCa ? 'privateCa' : 'requested'),
    keyAlgorithm: algorithm.kind === 'absent' ? known('RSA_2048') : mapValue(algorithm, normaliseKeyAlgorithm),
    domainNames: domain.kind === 'absent' ? later : mapValue(domain, (name) => [name]),
    selfSigned: known(false),
    knownNames: domain.kind === 'absent' ? later : mapValue(domain, (name) => [name]),
    notBefore: later,
    notAfter: later,
    daysUntilExpiry: later,
    renewal: known('automatic'),
    issuance: known(privateCa ? 'issued' : 'awaited'),
  };
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-servercertificate.html */
function iamFacts(place: TemplatePlace, target: string, property: Property): CertificateFacts {
  const body = evaluateText(place.scope, property('CertificateBody'));
  const pem =
    body.kind === 'known'
      ? pemOfText(place.loadBalancer.context, body.value, `CertificateBody of ${target}`, body.sensitive === true)
      : undefined;
  const path = evaluateText(place.scope, property('Path'));
  const later = unknown<never>(`the PEM of ${target} is not in the template`);
  return {
    ...common(place, target),
    source: known('iam'),
    region: absent,
    path: path.kind === 'absent' ? known('/') : path,
    type: known('uploaded'),
    ...pemOr(pem, later),
    notAfter: pem?.notAfter ?? later,
    daysUntilExpiry: pem?.daysUntilExpiry ?? later,
    renewal: known('manual'),
    issuance: absent,
    pem: unknown(`elbcert does not look at the key and the chain of ${target}`),
    keyMatches: unknown(`elbcert does not hold the key of ${target} against its certificate`),
    chain: unknown(`elbcert does not look at the chain of ${target}`),
  };
}

function common({ loadBalancer }: TemplatePlace, target: string) {
  const { resource: stack, facts } = loadBalancer;
  return {
    ...NOT_MADE_HERE,
    arn: unknown<string>(`known after apply: ${stack.address} ${target}`),
    partition: facts.partition,
    account: facts.account,
    address: known(stack.address),
    origin: known('managed' as const),
    exists: known(true),
    inUse: absent,
    action: known(stack.action),
    assuming: null,
    alternatives: null,
  };
}

/** `Ref` of a server certificate is its name, which no load balancer takes: that wants `Fn::GetAtt` and `Arn`. */
function nameOfServerCertificate(target: string): CertificateFacts {
  const name: Value<string> = unknown(`the name of ${target}, known after apply`);
  return { ...noCertificate, source: known('other'), arn: name, origin: known('literal') };
}
