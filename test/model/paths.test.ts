import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { placeIn } from '../../src/model/paths.js';

const test = suite<{ folder: string }>('places in a folder', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  mkdirSync(join(context.folder, 'project/modules'), { recursive: true });
  writeFileSync(join(context.folder, 'project/main.tf'), '');
  writeFileSync(join(context.folder, 'project-secret'), '');
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('the folder itself and what is below it are within, wherever a link to them stands', ({ folder }) => {
  const project = join(folder, 'project');
  symlinkSync(project, join(folder, 'link'));
  symlinkSync(join(project, 'main.tf'), join(project, 'modules/main.tf'));
  for (const path of ['project', 'project/main.tf', 'link/main.tf', 'project/modules/main.tf', 'project/x/../main.tf'])
    assert.equal(placeIn(project, join(folder, path)).kind, 'within', path);
  assert.equal(placeIn(join(folder, 'link'), join(project, 'main.tf')).kind, 'within');
});

test('what is beside it, above it or behind a link is outside, whether it is there or not', ({ folder }) => {
  const project = join(folder, 'project');
  symlinkSync(join(folder, 'project-secret'), join(project, 'link'));
  symlinkSync(folder, join(project, 'up'));
  for (const path of [
    'project-secret',
    '.',
    'project/link',
    'project/up',
    'project/up/project-secret',
    'none',
    'none/x',
  ])
    assert.equal(placeIn(project, join(folder, path)).kind, 'outside', path);
});

test('what is not there is absent only where its folder is there and can be read', ({ folder }) => {
  const project = join(folder, 'project');
  symlinkSync('circle', join(project, 'circle'));
  assert.equal(placeIn(project, join(project, 'none')).kind, 'absent');
  assert.equal(placeIn(project, join(project, 'circle')).kind, 'unreadable');
  assert.equal(placeIn(join(folder, 'gone'), join(folder, 'gone/x')).kind, 'unreadable');
});

test.run();
