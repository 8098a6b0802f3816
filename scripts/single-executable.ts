/**
 * Builds the command as one file that needs no Node.js on the machine: this Node.js with the command inside.
 *
 *     npm run build && npm run single-executable        # writes dist/single/elbcert, for this system alone
 *
 * Source: https://nodejs.org/docs/latest-v20.x/api/single-executable-applications.html
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  COMMON_JS,
  embeddedFiles,
  precompiledPolicies,
  ROOT,
  requireThirdParty,
  THIRD_PARTY,
} from './build/plugins.js';

const FOLDER = join(ROOT, 'dist/single');
const EXECUTABLE = join(FOLDER, process.platform === 'win32' ? 'elbcert.exe' : 'elbcert');

/** What Node.js looks for in its own file. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

mkdirSync(FOLDER, { recursive: true });
const main = join(FOLDER, 'main.js');
await build({
  ...COMMON_JS,
  ...THIRD_PARTY,
  entryPoints: ['src/cli/single-executable.ts'],
  outfile: main,
  plugins: [precompiledPolicies, requireThirdParty, embeddedFiles],
});
const configuration = join(FOLDER, 'configuration.json');
const blob = join(FOLDER, 'elbcert.blob');
writeFileSync(
  configuration,
  JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true, useCodeCache: true }),
);
execFileSync(process.execPath, ['--experimental-sea-config', configuration], { stdio: 'ignore' });
copyFileSync(process.execPath, EXECUTABLE);
chmodSync(EXECUTABLE, 0o755);
const postject = createRequire(import.meta.url).resolve('postject/dist/cli.js');
const macOs = process.platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
execFileSync(process.execPath, [postject, EXECUTABLE, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE, ...macOs], {
  stdio: 'ignore',
});
