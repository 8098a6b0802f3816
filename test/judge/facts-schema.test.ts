import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ANNOTATIONS, CONNECTIVES, KEYWORDS } from '../../src/judge/conditions.js';
import { factSchema, findFact, memberNames } from '../../src/judge/fact-schema.js';
import { objectOf, property } from '../../src/model/json.js';

function schemaAt(...names: readonly string[]) {
  const found = findFact(factSchema('listener'), names);
  if ('missing' in found) throw new Error(`no fact ${names.join('.')}`);
  return found.schema;
}

test('every fact is described', () => {
  for (const path of memberPaths()) {
    assert.type(property(schemaAt(...path.split('.')), 'description'), 'string', path);
  }
});

test('both schemas are JSON Schema 2020-12', () => {
  for (const name of ['facts', 'policy']) {
    const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
    ajvFormats.default(ajv);
    assert.ok(ajv.compile(readSchema(name)));
  }
});

test('the policy schema allows the keywords that the evaluator knows, and no others', () => {
  const condition = property(property(readSchema('policy'), '$defs'), 'condition');
  const allowed = Object.keys(objectOf(property(condition, 'properties')));
  assert.equal(allowed.sort(), [...Object.keys(KEYWORDS), ...CONNECTIVES, ...ANNOTATIONS].sort());
});

function memberPaths(): readonly string[] {
  const groups = ['certificate', 'loadBalancer', 'tlsPolicy'];
  const top = memberNames(factSchema('listener')).filter((name) => !groups.includes(name));
  return [...top, ...groups.flatMap((group) => memberNames(schemaAt(group)).map((name) => `${group}.${name}`))];
}

function readSchema(name: string) {
  return objectOf(JSON.parse(readFileSync(new URL(`../../policies/${name}.schema.json`, import.meta.url), 'utf8')));
}

test.run();
