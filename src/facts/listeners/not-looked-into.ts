import { arrayOf, isObject, type Json, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { yaml } from '../../packages.js';
import { textAttribute } from '../../resolve/index.js';
import type { ListenerSource } from '../sources.js';
import { mayMakeListeners } from './aws-cloudformation-stack.js';
import { mayHaveListeners } from './cloudformation/unread.js';

/** A resource type that may make listeners which elbcert does not follow: it is named, so that nobody takes silence for a pass. */
function notLookedInto(type: string, unseen: (resource: Resource) => string | undefined): ListenerSource {
  return { mode: 'managed', type, collect: () => [], unseen };
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudcontrolapi_resource */
function cloudControl(resource: Resource): string | undefined {
  const type = textAttribute(resource, 'type_name');
  if (type.kind === 'unknown') return 'its type is known after apply';
  if (type.kind === 'absent' || !mayHaveListeners(type.value)) return undefined;
  return `elbcert reads no ${type.sensitive === true ? 'such type' : type.value} there`;
}

function stack(resource: Resource): string | undefined {
  return mayMakeListeners(resource) ? 'elbcert does not read its template' : undefined;
}

function stackSet(resource: Resource): string | undefined {
  return mayMakeListeners(resource) ? 'a set makes its stacks in accounts and Regions of its own' : undefined;
}

/** Source: https://registry.terraform.io/providers/gavinbunney/kubectl/latest/docs/resources/kubectl_manifest */
function kubectlManifest(resource: Resource): string | undefined {
  const body = textAttribute(resource, 'yaml_body');
  if (body.kind !== 'known') return 'its manifest is known after apply';
  return isServiceText(body.value) ? 'write its Service as a kubernetes_manifest to have it checked' : undefined;
}

/** Unit: characters. What is far larger is no manifest of a Service. */
const LARGEST_MANIFEST = 20_000;

/** Whether YAML has a Service that gets a load balancer, or cannot be read. */
function isServiceText(text: string): boolean {
  if (text.length > LARGEST_MANIFEST) return true;
  try {
    return yaml()
      .parseAllDocuments(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false })
      .some((document) => document.errors.length > 0 || isService(document.toJS({ maxAliasCount: 100 }) as Json));
  } catch {
    return true;
  }
}

function isService(json: Json): boolean {
  if (!isObject(json)) return false;
  if (property(json, 'kind') === 'List') return arrayOf(property(json, 'items')).some(isService);
  return property(json, 'kind') === 'Service' && property(property(json, 'spec'), 'type') === 'LoadBalancer';
}

/** Resource types that may make listeners in ways that are not followed. */
export default [
  notLookedInto('aws_cloudcontrolapi_resource', cloudControl),
  notLookedInto('aws_cloudformation_stack_set', stackSet),
  notLookedInto('aws_servicecatalog_provisioned_product', () => 'a product may make any resource'),
  notLookedInto('awscc_cloudformation_stack', stack),
  notLookedInto('awscc_cloudformation_stack_set', stackSet),
  notLookedInto('helm_release', () => 'a chart may have Services of type LoadBalancer'),
  notLookedInto('kubectl_manifest', kubectlManifest),
];
