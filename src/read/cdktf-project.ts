import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inTemporaryFolder } from '../model/clean-up.js';
import { arrayOf, isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import { UnusableInput } from '../model/problem.js';
import { readFile } from './byte-source.js';
import { decode } from './bytes.js';
import { recordLinesScript } from './record-lines.js';
import { parseInputJson } from './refusals.js';
import { runProgram } from './run-program.js';

/** The file that makes a folder a project of cdktf. Source: https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/configuration-file */
export const PROJECT = 'cdktf.json';

/** The file in an output folder that names the stacks. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/manifest.ts */
export const MANIFEST = 'manifest.json';

/** What `cdktf synth` writes to where cdktf.json names nothing else. */
const DEFAULT_OUTPUT = 'cdktf.out';

/**
 * Whether a folder is a project to synthesise. Stacks or configuration in it say that it is not: whoever can add a file
 * to a folder of stacks must not get a command to run. So does the name of an output folder.
 */
export function isProject(folder: string): boolean {
  if (!existsSync(join(folder, PROJECT)) || basename(resolve(folder)) === DEFAULT_OUTPUT) return false;
  if (readdirSync(folder).some((name) => name === MANIFEST || name.endsWith('.tf.json'))) return false;
  const stacks = join(folder, 'stacks');
  return !existsSync(stacks) || !readdirSync(stacks).some((name) => existsSync(join(stacks, name, 'cdk.tf.json')));
}

/** Where the stacks of a project are. */
export interface Synthesised {
  readonly folder: string;
  /** The folder that `cdktf synth` would have written them to. */
  readonly shown: string;
}

/**
 * Synthesises a project in the way of cdktf-cli: its `app` command runs in a shell, in its folder. `use` reads the stacks,
 * which are gone afterwards.
 * Problems: no `app` command, one that fails, one that writes no stacks.
 */
export function synthesise<T>(
  path: string,
  onNotice: (text: string) => void,
  use: (made: Synthesised) => Promise<T>,
): Promise<T> {
  const project = parseInputJson(path, decode(readFile(path)), 'mend the file');
  const app = stringProperty(project, 'app');
  if (app === undefined || app === '')
    throw new UnusableInput([
      {
        path,
        message: 'there is no "app" command to synthesise with',
        hint: 'add one, as in "app": "npx tsx main.ts"',
      },
    ]);
  return inTemporaryFolder(async (temporary) => {
    onNotice(`${path}: running its app command: ${app}`);
    const shown = join(dirname(path), stringProperty(project, 'output') ?? DEFAULT_OUTPUT);
    const before = writtenAt(shown);
    const output = join(temporary, 'out');
    mkdirSync(output);
    await runApp(path, app, environment(path, project, temporary, output));
    if (writtenAt(output) !== undefined) return use({ folder: output, shown });
    // An app may name its output folder itself, and cdktf-cli reads the stacks there if it is that of cdktf.json.
    if (writtenAt(shown) !== before) return use({ folder: shown, shown });
    const hint = 'the app must end with app.synth(), and leave the choice of the folder to cdktf.json';
    throw new UnusableInput([{ path, message: 'its app command succeeded, but wrote no stacks', hint }]);
  });
}

/** When an output folder was written; undefined where it was not. */
function writtenAt(folder: string): number | undefined {
  return statSync(join(folder, MANIFEST), { throwIfNoEntry: false })?.mtimeMs;
}

/** What cdktf-cli gives Node.js where the user gives it nothing. */
const MEMORY = '--max-old-space-size=4096';

/**
 * What cdktf-cli gives an app: the folder to write to, the context of cdktf.json with its local modules, no HCL, and
 * none of the variables that Terraform will read. Besides, Node.js records the lines of constructs.
 * Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/%40cdktf/cli-core/src/lib/synth-stack.ts
 * Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/%40cdktf/commons/src/config.ts
 */
function environment(path: string, project: Json, temporary: string, output: string): NodeJS.ProcessEnv {
  const script = join(temporary, 'record-lines.cjs');
  writeFileSync(script, recordLinesScript());
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TF_VAR_'));
  const given = process.env['NODE_OPTIONS'] ?? '';
  return {
    ...Object.fromEntries(own),
    NODE_OPTIONS: `${given === '' ? MEMORY : given} --require ${JSON.stringify(script)}`,
    CDKTF_OUTDIR: output,
    CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: 'true',
    CDKTF_CONTEXT_JSON: JSON.stringify({ ...contextOf(path, project), cdktfRelativeModules: relativeModules(project) }),
    SYNTH_HCL_OUTPUT: 'false',
  };
}

/** The context of a project; where it has none, the one that the environment has. */
function contextOf(path: string, project: Json): JsonObject {
  const context = property(project, 'context');
  if (isObject(context)) return context;
  const inherited = process.env['CDKTF_CONTEXT_JSON'];
  if (inherited === undefined || inherited === '') return {};
  return objectOf(parseInputJson('CDKTF_CONTEXT_JSON', inherited, `${path} has no context, so this one is used`));
}

/** The modules of a project that stand in folders of it. */
function relativeModules(project: Json): readonly Json[] {
  return arrayOf(property(project, 'terraformModules')).filter((module) => {
    const source = typeof module === 'string' ? module : stringProperty(module, 'source');
    return source !== undefined && /^\.\.?\//.test(source);
  });
}

/** Unit: lines. The end of what a failing command printed, which is where the error stands. */
const SHOWN_LINES = 20;

async function runApp(path: string, app: string, env: NodeJS.ProcessEnv): Promise<void> {
  const run = await runProgram(app, [], { cwd: dirname(path), shell: true, env });
  if (run.code === 0) return;
  const said = lastLines(run.stderr.trim() === '' ? run.stdout : run.stderr);
  const how = run.failure ?? `exit code ${run.code}`;
  throw new UnusableInput([{ path, message: `its app command failed (${how}): ${app}`, said }]);
}

function lastLines(text: string): readonly string[] {
  const lines = stripVTControlCharacters(text).trim().split('\n');
  return lines.filter((line) => line.trim() !== '').slice(-SHOWN_LINES);
}
