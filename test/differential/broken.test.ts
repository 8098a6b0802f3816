import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parsed, scanned } from './both-ways.js';

const SECRET = 'hunter2-do-not-print';
const file = new URL('../golden/https-without-certificate/plan.json', import.meta.url);
const text = readFileSync(file, 'utf8').trimEnd();
const ways = [true, false].map((again) => ({ chunk: 4096, again }));

test('a plan that is cut off at any structural point is refused, scanned as well as parsed', () => {
  for (let end = 1; end < text.length; end += 1) {
    if (!'{}[]:,"\\'.includes(text[end - 1] ?? '')) continue;
    const bytes = Buffer.from(text.slice(0, end));
    for (const way of ways) assert.is(scanned(bytes, way), 'refused', `cut off after ${end} bytes`);
  }
  assert.is(parsed(Buffer.from(text.slice(0, -1))), 'refused');
  assert.is.not(scanned(Buffer.from(text), { chunk: 7, again: false }), 'refused');
});

const OTHER_KIND: Readonly<Record<string, string>> = { '{': '[', '}': ']', '[': '{', ']': '}' };

test('a plan with one bracket of the other kind is refused, scanned as well as parsed', () => {
  let tried = 0;
  for (const { index } of text.matchAll(/[{}[\]]/g)) {
    const broken = `${text.slice(0, index)}${OTHER_KIND[text[index] ?? '']}${text.slice(index + 1)}`;
    if (parsed(Buffer.from(broken)) !== 'refused') continue; // within a string
    for (const way of ways) assert.is(scanned(Buffer.from(broken), way), 'refused', `at ${index}`);
    tried += 1;
  }
  assert.ok(tried > 100, `${tried} brackets`);
});

const BROKEN: readonly (readonly [title: string, text: string])[] = [
  ['something behind it', `${text}]`],
  ['another document behind it', `${text}\n${text}`],
  ['no commas', text.replaceAll('],"', '] "')],
  ['a comma too many', text.replace('{"format_version', '{,"format_version')],
  ['no colon', text.replace('"format_version":', '"format_version"')],
  ['a key without quotes', text.replace('"resource_changes"', 'resource_changes')],
  ['a word among the resources', text.replace('"resource_changes":[', `"resource_changes":[${SECRET},`)],
  ['a number among the resources', text.replace('"resource_changes":[', '"resource_changes":[7,')],
  [
    'an object for a list',
    text.replace('"resource_changes":[', '"resource_changes":{"a":[').replace('],"conf', ']},"conf'),
  ],
  ['a list for the configuration', text.replace('"configuration":{', '"configuration":[{').replace(/\}$/, '}]}')],
  ['a resource without a type', text.replaceAll('"type":"aws_elb",', '')],
  ['a resource with a number for its type', text.replaceAll('"type":"aws_elb",', '"type":7,')],
  ['a resource that changes nothing', text.replace('"change":{', '"changes":{')],
  ['broken JSON in a load balancer', text.replaceAll('"lb_port":443', `"lb_port":${SECRET}`)],
];

for (const [title, broken] of BROKEN) {
  test(`a plan with ${title} is refused, scanned as well as parsed`, () => {
    assert.is.not(broken, text);
    assert.is(parsed(Buffer.from(broken)), 'refused');
    for (const way of ways) assert.is(scanned(Buffer.from(broken), way), 'refused');
  });
}

test.run();
