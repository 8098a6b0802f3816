/**
 * Writes what a release's tag holds: the package as npm has it, action.yml with all that it runs, and the manifest of
 * pre-commit. So who pins the tag's commit pins everything, and nobody has to build it.
 *
 *     npm run build && npm run release:tree        # writes release/
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The files and folders of the repository that are in it. */
const CONTENTS = [
  '.pre-commit-hooks.yaml',
  'action.yml',
  'dist',
  'policies',
  'schemas',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'THIRD-PARTY-NOTICES.txt',
  'sbom.cdx.json',
] as const;

/** What is in dist for tests, debuggers and one system only. */
const LEFT_OUT = /\.map$|\bdist\W(?:scan\.wasm|single)$/;

export function writeReleaseTree(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of CONTENTS) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: (source) => !LEFT_OUT.test(source) });
  }
  // What is built needs neither tools nor scripts: `prepare` would build it again.
  const { scripts: _, devDependencies: __, ...manifest } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeReleaseTree(join(ROOT, 'release'));
