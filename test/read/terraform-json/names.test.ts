import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { Json, JsonObject } from '../../../src/model/json.js';
import type { Names } from '../../../src/read/terraform-json/expression/evaluate.js';
import { literal } from '../../../src/read/terraform-json/expression/tree.js';
import { eachOf, instanceNames, moduleNames, treeIn, withName } from '../../../src/read/terraform-json/names.js';

/** What a JSON value is worth; undefined where the names do not tell. */
function worth(names: Names, json: Json): unknown {
  const tree = treeIn(names, json);
  return tree.kind === 'literal' ? (tree.sensitive ? { sensitive: tree.value } : tree.value) : undefined;
}

const document: JsonObject = {
  variable: {
    region: { default: 'eu-west-1' },
    open: {},
    nothing: { default: null },
    secret: { default: 's', sensitive: true },
    hidden: { default: 'h', sensitive: 'true' },
  },
  locals: [{ a: '${local.b.c}', '//': 'comment' }, { b: { c: '${var.region}' } }, { x: '${local.y}', y: '${local.x}' }],
};

test('a variable is worth its default, and one without is not known', () => {
  const names = moduleNames(document);
  assert.equal(worth(names, '${var.region}'), 'eu-west-1');
  assert.equal(worth(names, '${var.nothing}'), null);
  assert.equal(worth(names, '${var.open}'), undefined);
  assert.deepEqual([...names.variables.keys()], ['region', 'nothing', 'secret', 'hidden']);
});

test('the default of a sensitive variable is sensitive', () => {
  const names = moduleNames(document);
  assert.deepEqual(worth(names, '${var.secret}'), { sensitive: 's' });
  assert.deepEqual(worth(names, '${var.hidden}'), { sensitive: 'h' });
  assert.equal(names.variables.get('secret')?.sensitive, true);
});

test('the defaults that were taken are remembered', () => {
  const names = moduleNames(document);
  worth(names, '${local.a}');
  worth(names, '${var.open}');
  assert.deepEqual([...names.defaultsTaken], ['region']);
});

test('a local is worth its expression, through several, and not one that leads round in a circle', () => {
  const names = moduleNames(document);
  assert.equal(worth(names, '${local.a}'), 'eu-west-1');
  assert.equal(worth(names, '${local.x}'), undefined);
  assert.deepEqual([...names.locals.keys()], ['a', 'b', 'x', 'y']);
});

test('an instance sees its own key and value', () => {
  const names = moduleNames(document);
  assert.equal(worth(instanceNames(names, 1, undefined), '${count.index}'), 1);
  assert.equal(worth(instanceNames(names, 'k', literal('v')), '${each.key}=${each.value}'), 'k=v');
  assert.equal(worth(instanceNames(names, 'k', undefined), '${each.value}'), 'k');
  assert.equal(worth(instanceNames(names, undefined, undefined), '${each.key}'), undefined);
  assert.equal(worth(instanceNames(names, 'k', undefined), '${var.region}'), 'eu-west-1');
});

test('a name hides no other name', () => {
  const names = withName(moduleNames(document), 'listener', eachOf(0, literal({ port: 443 })));
  assert.equal(worth(names, '${listener.value.port}'), 443);
  assert.equal(worth(names, '${listener.key}'), 0);
  assert.equal(worth(names, '${var.region}'), 'eu-west-1');
});

test.run();
