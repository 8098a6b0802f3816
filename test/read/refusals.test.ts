import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UnusableInput } from '../../src/model/problem.js';
import { readBytes } from '../../src/read/index.js';

const SECRET = 'hunter2-do-not-print';

/** What the user is told of an input that cannot be used. */
function refusal(content: string | Buffer): string {
  try {
    readBytes('plan.json', Buffer.from(content), { wanted: () => true });
  } catch (error) {
    assert.instance(error, UnusableInput);
    return (error as Error).message;
  }
  throw new Error('the input was read');
}

const REFUSED: readonly (readonly [title: string, content: string | Buffer, told: RegExp])[] = [
  ['an empty file', '', /this is empty.*terraform show -json/],
  ['only white space', ' \n\t', /this is empty/],
  ['text below many blank lines', `${'\n'.repeat(200_000)}x`, /not valid JSON/],
  ['HCL below many blank lines', `${'\n'.repeat(200_000)}resource "aws_elb" "web" {\n}\n`, /Terraform configuration/],
  [
    'a plan cut off in the middle',
    '{"format_version":"1.2","resource_changes":[{"address":"aws_e',
    /ends in the middle/,
  ],
  ['a plan cut off between values', '{"format_version":"1.2","resource_changes":[', /ends in the middle/],
  ['broken JSON, with its place', `{"a":1,\n "b": ${SECRET}}`, /not valid JSON/],
  [
    'a stray bracket behind the plan',
    '{"format_version":"1.2","resource_changes":[]}\n}',
    /not valid JSON at line 2, column 1/,
  ],
  [
    'the log of terraform plan -json',
    '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
    /the log of terraform plan -json/,
  ],
  [
    'a one-line log',
    '{"@level":"info","@message":"Terraform 1.11.4","type":"version"}',
    /the log of terraform plan -json/,
  ],
  ['HCL', '# a comment\nresource "aws_elb" "web" {\n}\n', /Terraform configuration/],
  [
    'what terraform plan prints',
    'Terraform used the selected providers to generate the following plan\n',
    /the text that terraform prints/,
  ],
  ['a PEM file', '-----BEGIN RSA PRIVATE KEY-----\nabc\n', /certificate or a key in PEM/],
  ['raw state', '{"version":4,"serial":1,"lineage":"x","resources":[]}', /raw state file.*terraform show -json/],
  ['provider schemas', '{"format_version":"1.0","provider_schemas":{}}', /provider schemas/],
  ['terraform validate', '{"format_version":"1.0","valid":true,"diagnostics":[]}', /terraform validate/],
  ['the JSON of no state and no plan', '{"format_version":"1.0"}', /neither a plan nor a state.*name the plan file/],
  ['an array', '[]', /an array, not a plan/],
  ['a number', '7', /a JSON number, not a plan/],
  ['another document', '{"name":"x"}', /neither a Terraform plan nor a state/],
  ['another major format', '{"format_version":"2.0","resource_changes":[]}', /format_version "2.0"/],
  [
    'a format_version that is no version',
    `{"format_version":"${SECRET} ","resource_changes":[]}`,
    /format_version it gives/,
  ],
  ['an errored plan', '{"format_version":"1.2","errored":true,"resource_changes":[]}', /marked this plan errored/],
  ['changes that are no list', '{"format_version":"1.2","resource_changes":{}}', /\/resource_changes must be an array/],
  [
    'a change without an address',
    '{"format_version":"1.2","resource_changes":[{"type":"aws_elb","change":{"actions":[]}}]}',
    /\/resource_changes\/0\/address must be a string/,
  ],
  ['a plan file of Terraform 0.11', Buffer.from('tfplan\u0002...'), /before 0.12/],
];

for (const [title, content, told] of REFUSED) {
  test(`the reader refuses ${title} in one sentence that names the file`, () => {
    const message = refusal(content);
    assert.match(message, /^plan\.json: /);
    assert.match(message, told);
    assert.not.match(message, SECRET);
    assert.not.match(message, '\n');
  });
}

test('the reader tells all the problems of a file at once', () => {
  const message = refusal('{"format_version":"3.0","configuration":[],"variables":7}');
  assert.is(message.split('\n').length, 3);
});

test.run();
