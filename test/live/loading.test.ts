import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

test('no client of AWS is loaded outside of the room that asks', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const outside = files.filter((file) => !file.startsWith('live/') && file !== 'third-party/aws.ts');
  assert.ok(outside.length > 50);
  for (const file of outside) {
    const text = readFileSync(join(SRC, file), 'utf8');
    for (const [statement] of text.matchAll(
      /^(?:import|export)\b[^;]*from '[^']*(?:\/live\/aws\/|\/third-party\/aws\.|@aws-sdk\/)[^']*';/gm,
    )) {
      assert.match(statement, /^(?:import|export) type /, `${file}: ${statement}`);
    }
  }
});

test('the clients are loaded in the process that asks, and nowhere before', () => {
  const live = readdirSync(join(SRC, 'live')).filter((file) => file.endsWith('.ts'));
  for (const file of live) {
    const text = readFileSync(join(SRC, 'live', file), 'utf8');
    assert.not.match(
      text,
      /^import (?!type)[^;]*from '(?:@aws-sdk\/|\.\.\/third-party\/aws|\.\/aws\/(?:acm|iam|sts)\.js)/m,
      file,
    );
  }
});

test.run();
