import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { workspaceOfPlanFile } from '../../../src/read/source/plan-file-workspace.js';

const LOCATED = join(import.meta.dirname, '../../fixtures/located');

/** A field of a message that holds bytes. */
function field(number: number, bytes: readonly number[]): readonly number[] {
  return [number * 8 + 2, bytes.length, ...bytes];
}

const backend = [...field(1, [...strToU8('local')]), ...field(3, [...strToU8('staging')])];

function planFile(message: readonly number[]): Uint8Array {
  return zipSync({ tfplan: Uint8Array.from(message), tfstate: strToU8('{}') });
}

test('a plan file of Terraform tells its workspace', async () => {
  assert.is(await workspaceOfPlanFile(readFileSync(join(LOCATED, 'tfplan'))), 'default');
});

test('fields of every kind before the back end are passed over', async () => {
  const before = [8, 200, 1, 2 * 8 + 1, 1, 2, 3, 4, 5, 6, 7, 8, 3 * 8 + 5, 1, 2, 3, 4, ...field(4, [1, 2])];
  assert.is(await workspaceOfPlanFile(planFile([...before, ...field(13, backend)])), 'staging');
});

test('a broken or shortened file tells nothing', async () => {
  assert.is(await workspaceOfPlanFile(planFile(field(13, backend).slice(0, -3))), undefined);
  assert.is(await workspaceOfPlanFile(planFile([7, 7, 7])), undefined);
  assert.is(await workspaceOfPlanFile(planFile([])), undefined);
  assert.is(await workspaceOfPlanFile(strToU8('no archive')), undefined);
});

test.run();
