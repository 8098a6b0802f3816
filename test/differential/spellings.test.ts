import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../src/model/json.js';
import { parsed, scanned, WAYS } from './both-ways.js';
import { type Spelling, writeJson } from './write-json.js';

const text = readFileSync(new URL('../../examples/plan-json/mixed/plan.json', import.meta.url), 'utf8');
const plan = JSON.parse(text) as Readonly<Record<string, Json>>;
const report = parsed(Buffer.from(text));

const sorted = (keys: readonly string[]) => keys.toSorted();
const backwards = (keys: readonly string[]) => keys.toReversed();
const every = () => true;

/** The same plan with resources in front that look like others from the outside. */
const decoys = {
  ...plan,
  resource_changes: [
    decoy({ note: '{"type":"aws_elb","change":{"actions":["create"]}}', tags: { type: 'aws_elb', mode: 'data' } }),
    decoy({ note: '\\"type\\":\\"aws_elb\\"', list: [{ type: 'aws_elb' }, ['}', ']', '{"', '\\']] }),
    decoy({ type: 'aws_elb', mode: 'managed', deep: { resource_changes: [], configuration: {} } }),
    ...(plan['resource_changes'] as readonly Json[]),
  ],
  output_changes: { resource_changes: { actions: ['create'], after: '}]}' } },
};

function decoy(after: Json): Json {
  const change = { actions: ['create'], before: null, after, after_unknown: {} };
  return { address: 'aws_s3_bucket.decoy', mode: 'managed', type: 'aws_s3_bucket', name: 'decoy', change };
}

const SPELLINGS: readonly (readonly [title: string, bytes: Buffer])[] = [
  ['compact', spelled(plan, {})],
  ['pretty', Buffer.from(JSON.stringify(plan, null, 2))],
  ['pretty with tabs and CRLF', Buffer.from(JSON.stringify(plan, null, '\t').replaceAll('\n', '\r\n'))],
  ['with sorted keys', spelled(plan, { order: sorted })],
  ['with keys in the other order', spelled(plan, { order: backwards })],
  ['with sorted keys, pretty', Buffer.from(JSON.stringify(JSON.parse(writeJson(plan, { order: sorted })), null, 4))],
  ['with everything escaped', spelled(plan, { escapes: every })],
  ['with some letters escaped', spelled(plan, { escapes: (character) => 'aet_'.includes(character) })],
  ['with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['in UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['in UTF-16, big end first, without a mark', Buffer.from(text, 'utf16le').swap16()],
  ['with white space all around', Buffer.from(` \r\n\t${text}\n \n`)],
  ['with decoys', spelled(decoys, {})],
  ['with decoys and sorted keys', spelled(decoys, { order: sorted })],
  ['with decoys and keys in the other order', spelled(decoys, { order: backwards })],
];

function spelled(json: Json, spelling: Spelling): Buffer {
  return Buffer.from(writeJson(json, spelling));
}

for (const [title, bytes] of SPELLINGS) {
  test(`a plan ${title} gives the same report scanned as parsed`, () => {
    assert.is(parsed(bytes), report);
    for (const way of WAYS) assert.is(scanned(bytes, way), report, `${way.chunk} ${way.again}`);
  });
}

/** The plan with a change in its resource changes. */
function replaced(from: string | RegExp, to: string): string {
  const start = text.indexOf('"resource_changes"');
  return text.slice(0, start) + text.slice(start).replace(from, to);
}

const TWICE: readonly (readonly [where: string, text: string])[] = [
  ['of the document', `${text.trimEnd().slice(0, -1)},"resource_changes":[]}`],
  ['of a resource that is read', replaced('"type":"aws_elb"', '"type":"aws_sqs_queue","type":"aws_elb"')],
  [
    'of a resource that seems not to be read',
    replaced(/"type":"aws_elb",("name":"[^"]*",)/, '"type":"aws_sqs_queue",$1"t\\u0079pe":"aws_elb",'),
  ],
  ['of the mode of a resource', replaced('"mode":"managed"', '"mode":"data","mode":"managed"')],
  ['deep in what is read', replaced('"lb_port":443', '"lb_port":80,"lb_port":443')],
];

for (const [where, twice] of TWICE) {
  test(`two members of one name ${where} are refused, scanned as well as parsed`, () => {
    const bytes = Buffer.from(twice);
    assert.ok(twice !== text);
    assert.is(parsed(bytes), 'refused');
    for (const way of WAYS) assert.is(scanned(bytes, way), 'refused', `${way.chunk} ${way.again}`);
  });
}

test.run();
