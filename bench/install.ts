import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Contender, type Cost, inPairs } from './measure.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const INSTALL = fileURLToPath(new URL('install.cjs', import.meta.url));

const OTHER = 'of-the-same-size';

/** What `npm pack --json` says of a tarball. Unit of the sizes: bytes. */
interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
}

/**
 * npm installing the package from its tarball, and one that is as large, packed and unpacked, and depends on nothing; each
 * in an empty folder, with an empty cache, and without a network.
 */
export function installInPairs(times: number, node: string, folder: string): readonly (readonly [Cost, Cost])[] {
  const own = pack(ROOT, folder);
  const other = pack(packageOfSize(own, join(folder, OTHER)), folder);
  const npm = join(execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim(), 'npm/bin/npm-cli.js');
  const install = ({ name, filename }: Packed): Contender => {
    return { node, words: [INSTALL, npm, join(folder, `with-${name}`), join(folder, filename)] };
  };
  const pairs = inPairs(times, install(own), install(other));
  // npm ends with 1 where it fails, which is an exit code of elbcert's that is measured.
  const failed = [own, other].find(({ name }) => !existsSync(join(folder, `with-${name}`, 'node_modules', name)));
  if (failed !== undefined) throw new Error(`npm did not install ${failed.filename}`);
  return pairs;
}

function pack(source: string, folder: string): Packed {
  const words = ['pack', source, '--json', '--ignore-scripts', '--pack-destination', folder];
  const printed = execFileSync('npm', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [packed] = JSON.parse(printed) as readonly Packed[];
  if (packed === undefined) throw new Error(`npm pack wrote nothing of ${source}`);
  return packed;
}

/** Noise does not become smaller when it is packed, and zeros become next to nothing. */
function packageOfSize({ size, unpackedSize }: Packed, folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: OTHER, version: '1.0.0' }));
  writeFileSync(join(folder, 'noise'), randomBytes(size));
  writeFileSync(join(folder, 'zeros'), Buffer.alloc(unpackedSize - size));
  return folder;
}
