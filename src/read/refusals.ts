import { isObject, type Json, type JsonObject, property, stringProperty } from '../model/json.js';
import { repeatedMember } from '../model/json-members.js';
import { type Problem, UnusableInput } from '../model/problem.js';

const SHOW_PLAN = 'run terraform plan -out=tfplan, then terraform show -json tfplan';
const SHOW_STATE = 'run terraform show -json for its JSON';

/** What a text that is no JSON document is, where it is something people mistake for a plan. */
export function refuseText(path: string, text: string): Problem | undefined {
  if (text.trim() === '') {
    return {
      path,
      message: 'this is empty',
      hint: 'the command before it may have failed; terraform show -json tfplan writes a plan',
    };
  }
  if (/^\s*-----BEGIN [A-Z ]+-----/.test(text)) {
    return { path, message: 'this is a certificate or a key in PEM, not a plan', hint: SHOW_PLAN };
  }
  if (isLog(text)) {
    return { path, message: 'this is the log of terraform plan -json or apply -json, not a plan', hint: SHOW_PLAN };
  }
  if (isConfiguration(text)) {
    return { path, message: 'this is Terraform configuration, which only Terraform can evaluate', hint: SHOW_PLAN };
  }
  if (
    /^[ \t]*(?:Terraform used the selected providers|Refreshing Terraform state|No changes\.|An execution plan has been generated|# \w+\.)/m.test(
      text,
    )
  ) {
    return { path, message: 'this is the text that terraform prints for people, not JSON', hint: SHOW_PLAN };
  }
  return undefined;
}

/** What a large text is that begins as no JSON document does. */
export function refuseBeginning(path: string, text: string): Problem {
  return refuseText(path, text) ?? { path, message: 'this is not valid JSON at line 1, column 1', hint: SHOW_AGAIN };
}

/** A block of HCL, once comments and blank lines are passed. Line by line: the text can be anything, and of any length. */
function isConfiguration(text: string): boolean {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end).trim();
    if (line !== '' && !line.startsWith('#') && !line.startsWith('//')) return BLOCK.test(line.slice(0, 1000));
    start = end < 0 ? text.length : end + 1;
  }
  return false;
}

const BLOCK = /^(?:resource|data|provider|terraform|variable|module|locals|output|moved|import|removed|check)\b[^:]*\{/;

/** Line-delimited messages. Source: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
function isLog(text: string): boolean {
  const [line = ''] = text.trimStart().split('\n', 1);
  try {
    const first: unknown = JSON.parse(line);
    return isObject(first) && ('@level' in first || '@message' in first);
  } catch {
    return false;
  }
}

interface Refusal {
  readonly matches: (document: JsonObject) => boolean;
  readonly message: string;
  readonly hint: string;
}

/** JSON documents that are neither plan nor state, most telling first. */
const REFUSALS: readonly Refusal[] = [
  {
    matches: (document) => '@level' in document,
    message: 'this is the log of terraform plan -json or apply -json, not a plan',
    hint: SHOW_PLAN,
  },
  {
    matches: (document) => 'provider_schemas' in document,
    message: 'these are provider schemas (terraform providers schema -json), not a plan',
    hint: SHOW_PLAN,
  },
  {
    matches: (document) =>
      typeof document['version'] === 'number' &&
      ('serial' in document || 'lineage' in document || 'modules' in document || 'resources' in document),
    message: 'this is a raw state file (terraform.tfstate), whose format is private to Terraform',
    hint: SHOW_STATE,
  },
  {
    matches: (document) => 'valid' in document && 'diagnostics' in document,
    message: 'this is the result of terraform validate -json, not a plan',
    hint: SHOW_PLAN,
  },
  {
    matches: (document) => isObject(document['tfplan']) || isObject(document['plan']),
    message: 'this is a wrapper around a plan, not a plan',
    hint: 'pass the plan itself: jq ".tfplan // .plan" FILE | elbcert check',
  },
  {
    matches: (document) =>
      stringProperty(document, 'format_version') !== undefined &&
      Object.keys(document).every((key) => key === 'format_version' || key === 'terraform_version'),
    message: 'this is neither a plan nor a state: nothing has been applied here and no plan file was named',
    hint: 'name the plan file: terraform show -json tfplan',
  },
];

/** Why a JSON document is no plan and no state. */
export function refuseDocument(path: string, document: unknown): Problem {
  if (!isObject(document)) {
    const is = Array.isArray(document) ? 'an array' : `a JSON ${document === null ? 'null' : typeof document}`;
    return { path, message: `this is ${is}, not a plan`, hint: SHOW_PLAN };
  }
  const refusal = REFUSALS.find((candidate) => candidate.matches(document));
  if (refusal !== undefined) return { path, message: refusal.message, hint: refusal.hint };
  return { path, message: 'this is JSON, but neither a Terraform plan nor a state nor a cdktf stack', hint: SHOW_PLAN };
}

/** Problems: a major format version that this reader was not written for. */
export function refuseVersion(path: string, document: JsonObject): Problem | undefined {
  const version = property(document, 'format_version');
  if (version === undefined) return undefined;
  const major = typeof version === 'string' ? /^(\d+)\.\d+/.exec(version)?.[1] : undefined;
  if (major === '0' || major === '1') return undefined;
  const shown =
    typeof version === 'string' && /^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(version) ? `"${version}"` : 'it gives';
  return {
    path,
    message: `format_version ${shown} is not one that elbcert knows (0.x and 1.x)`,
    hint: 'a newer elbcert may read it',
  };
}

/**
 * The JSON document in a text. Problems never quote the text: V8's own messages do, and plans hold private keys.
 * Problems: not JSON, and what it is instead where that can be told.
 */
export function parseInputJson(path: string, text: string, hint = SHOW_AGAIN): Json {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    throw new UnusableInput([refuseText(path, text) ?? brokenJson(path, text, String(error), hint)]);
  }
  const twice = repeatedMember(text);
  if (twice === undefined) return json;
  const message = `an object in it has two members of one name, the second at ${lineAndColumn(text, twice)}`;
  throw new UnusableInput([{ path, message, hint }]);
}

const SHOW_AGAIN = 'write the file again: terraform show -json tfplan > plan.json';

function brokenJson(path: string, text: string, error: string, hint: string) {
  if (/end of JSON|Unterminated|Bad escaped/.test(error) && !/[}\]]\s*$/.test(text)) {
    return {
      path,
      message: 'the JSON ends in the middle',
      hint,
    };
  }
  const position = /position (\d+)/.exec(error)?.[1];
  const place = position === undefined ? '' : ` at ${lineAndColumn(text, Number(position))}`;
  return {
    path,
    message: `this is not valid JSON${place}`,
    hint,
  };
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
