import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { isObject, stringProperty } from '../model/json.js';
import type { Plan, Wanted } from '../model/plan.js';
import { UnusableInput } from '../model/problem.js';
import { decode } from './bytes.js';
import { isManifest, MANIFEST, readManifest } from './manifest.js';
import { parseJson } from './parse-json.js';
import { readFile } from './read-file.js';
import { refuseDocument } from './refusals.js';

/** The file that makes a folder a project of cdktf. Source: https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/configuration-file */
export const PROJECT = 'cdktf.json';

/** Unit: lines. The end of what a failing command printed, which is where the error stands. */
const SHOWN_LINES = 20;

/**
 * Synthesises a project into a temporary folder, in the way of cdktf-cli: its `app` command runs in a shell, and its
 * stacks are read. They are called by the path that `cdktf synth` would have written them to.
 * Problems: no `app` command, one that fails, one that writes no stacks.
 */
export function readCdktfProject(folder: string, wanted: Wanted, onNotice: (text: string) => void): readonly Plan[] {
  const path = join(folder, PROJECT);
  const project = parseJson(path, decode(readFile(path)), 'mend the file');
  const app = stringProperty(project, 'app');
  if (app === undefined || app === '')
    throw new UnusableInput([
      {
        path,
        message: 'there is no "app" command to synthesise with',
        hint: 'add one, as in "app": "npx tsx main.ts"',
      },
    ]);
  const output = mkdtempSync(join(tmpdir(), 'elbcert-'));
  try {
    onNotice(`${path}: running its app command: ${app}`);
    runApp(path, folder, app, output);
    return readOutput(path, folder, stringProperty(project, 'output') ?? 'cdktf.out', output, wanted);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

function runApp(path: string, folder: string, app: string, output: string): void {
  const run = spawnSync(app, {
    cwd: folder,
    shell: true,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 2 ** 20,
    env: { ...process.env, CDKTF_OUTDIR: output, CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: 'true' },
  });
  if (run.status === 0) return;
  const how =
    run.error !== undefined
      ? run.error.message
      : run.status === null
        ? `was ended by ${run.signal}`
        : `exit code ${run.status}`;
  const said = lastLines(run.stderr.trim() === '' ? run.stdout : run.stderr);
  throw new UnusableInput([{ path, message: `its app command failed (${how}): ${app}`, said }]);
}

function lastLines(text: string): readonly string[] {
  const lines = stripVTControlCharacters(text).trim().split('\n');
  return lines.filter((line) => line.trim() !== '').slice(-SHOWN_LINES);
}

function readOutput(path: string, folder: string, shown: string, output: string, wanted: Wanted): readonly Plan[] {
  const manifest = join(output, MANIFEST);
  if (!existsSync(manifest)) {
    const hint = 'the app must end with app.synth()';
    throw new UnusableInput([{ path, message: 'its app command succeeded, but wrote no stacks', hint }]);
  }
  const document = parseJson(join(folder, shown, MANIFEST), decode(readFile(manifest)));
  if (!isObject(document) || !isManifest(document)) throw new UnusableInput([refuseDocument(manifest, document)]);
  const place = { path: join(folder, shown, MANIFEST), folder: output, shown: join(folder, shown) };
  return readManifest(place, document, wanted);
}
