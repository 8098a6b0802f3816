/**
 * Writes what a release's tag holds: action.yml and all that it runs, which is nothing but this folder and the runner's
 * own Node.js. So who pins the tag's commit pins everything.
 *
 *     npm run build && npm run release:tree        # writes release/
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The files and folders of the repository that are in it. */
const CONTENTS = [
  'action.yml',
  'dist/action.js',
  'dist/cli.js',
  'dist/embedded',
  'dist/inquiry-process.js',
  'dist/main.js',
  'dist/package.json',
  'dist/third-party',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'THIRD-PARTY-NOTICES.txt',
  'sbom.cdx.json',
] as const;

export function writeReleaseTree(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of CONTENTS) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: (source) => !source.endsWith('.map') });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeReleaseTree(join(ROOT, 'release'));
