import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { authorsLine } from '../../../src/read/terraform-json/authors-line.js';

const main = { file: '/app/main.ts', line: 12, column: 5 };

test("the author's line is the first frame outside node_modules and Node.js", () => {
  const stack = [
    'new TerraformElement (/app/node_modules/cdktf/lib/terraform-element.js:20:11)',
    'Module._compile (node:internal/modules/cjs/loader:1105:14)',
    'new Shop (/app/main.ts:12:5)',
    'Object.<anonymous> (/app/other.ts:1:1)',
  ];
  assert.deepEqual(authorsLine(stack), main);
});

test('a frame may have no function, a file URL, or a path of Windows', () => {
  assert.deepEqual(authorsLine(['at /app/main.ts:12:5']), main);
  assert.deepEqual(authorsLine(['at async Shop (file:///app/main.ts:12:5)']), main);
  const file = 'C:\\app\\main.ts';
  assert.deepEqual(authorsLine([`new Shop (${file}:12:5)`]), { ...main, file });
  assert.equal(authorsLine(['x (C:\\app\\node_modules\\cdktf\\a.js:1:1)']), undefined);
});

test('what is no frame is passed over', () => {
  const noFrames = ['', 'at main.ts:12:5', '/app/main.ts', 7, null, `/${'a'.repeat(2000)}:1:1`];
  assert.deepEqual(authorsLine([...noFrames, '/app/main.ts:12:5']), main);
  assert.equal(authorsLine(noFrames), undefined);
  assert.equal(authorsLine('/app/main.ts:12:5'), undefined);
  assert.equal(authorsLine(undefined), undefined);
});

test.run();
