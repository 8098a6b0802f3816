/**
 * Keeps what V8 made of the command's main file, once it has judged some plans: only functions that ran are compiled in
 * there, so what is kept is what such runs need. The command is started as it always is, with a cache that is empty and
 * that V8 rejects therefore.
 *
 *     node scripts/build/code-cache.mjs
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';

const folder = mkdtempSync(join(tmpdir(), 'elbcert-build-'));

const RUNS = [
  ['check', 'examples/plan-json/mixed/plan.json'],
  ['check', '--format', 'json', 'examples/plan-json/mixed/plan.json'],
  ['check', '--format', 'json', 'examples/plan-json/cloudfront-habit/plan.json'],
  ['check', '--format', 'json', enlarged('mixed')],
  ['check', '--format', 'json', enlarged('deployer')],
];

/** The plan of an example, so large that it is scanned. */
function enlarged(name) {
  const plan = JSON.parse(readFileSync(`examples/plan-json/${name}/plan.json`, 'utf8'));
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ ...plan, output_changes: { filler: 'x'.repeat(2 ** 21) } }));
  return file;
}

const { versions, platform, arch } = process;
const cache = fileURLToPath(new URL(`../../dist/command.v8-${versions.v8}-${platform}-${arch}.cache`, import.meta.url));

let script;
vm.Script = class extends vm.Script {
  constructor(...given) {
    super(...given);
    script = this;
  }
};

// Flags that are set for a large input would become part of what is kept, and runs begin without them.
v8.setFlagsFromString = () => {};
writeFileSync(cache, '');
try {
  process.argv.splice(2, Infinity, ...RUNS[0]);
  const { main } = createRequire(import.meta.url)('../../dist/cli.js'); // which runs it once
  for (const words of RUNS) {
    process.argv.splice(2, Infinity, ...words);
    await main();
  }
  writeFileSync(cache, script.createCachedData());
  process.exitCode = 0; // not what the plans deserve
} catch (error) {
  rmSync(cache);
  throw error;
} finally {
  rmSync(folder, { recursive: true });
}
