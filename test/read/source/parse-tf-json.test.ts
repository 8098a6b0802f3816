import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseTfJson } from '../../../src/read/source/parse-tf-json.js';
import type { SourceBlock } from '../../../src/read/source/parsed-file.js';

/** A block and those in it, by type, labels and the names of attributes. */
function outline({ type, labels, attributes, blocks }: SourceBlock): unknown {
  return [[type, ...labels].join(' '), [...attributes.keys()], blocks.map(outline)];
}

const ELB = `{
  "//": "generated",
  "resource": {
    "aws_elb": {
      "web": {
        "name": "web",
        "dynamic": {
          "listener": { "for_each": "\${local.ports}", "content": { "lb_port": "\${listener.value}" } }
        }
      }
    }
  },
  "locals": [{ "ports": [443] }, { "name": "web" }]
}`;

test('an object is a block by its name and its labels, and every object in it may be one', () => {
  const [elb, ports, name] = parseTfJson(ELB).blocks.map(outline);
  const content = ['content', ['lb_port'], []];
  assert.equal(elb, [
    'resource aws_elb web',
    ['name', 'dynamic'],
    [['dynamic listener', ['for_each', 'content'], [content]]],
  ]);
  assert.equal(
    [ports, name],
    [
      ['locals', ['ports'], []],
      ['locals', ['name'], []],
    ],
  );
});

test('a block has the lines that it stands on, and so has an argument', () => {
  const [elb] = parseTfJson(ELB).blocks;
  assert.equal([elb?.line, elb?.endLine], [5, 10]);
  assert.is(elb?.attributes.get('name')?.line, 6);
});

test('a file that is not valid says where, and what is valid YAML alone is no document', () => {
  assert.is(parseTfJson('{\n  "resource": {\n').brokenAt !== null, true);
  assert.is(parseTfJson(ELB).brokenAt, null);
  assert.ok(parseTfJson(ELB).document !== undefined);
  assert.is(parseTfJson("{'locals': {}}").document, undefined);
});

test.run();
