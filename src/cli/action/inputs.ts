import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { findConfigFile } from '../../config/index.js';
import { version } from '../../model/package.js';
import { isFolder } from '../../model/paths.js';
import { UnusableInput } from '../../model/problem.js';
import { PROJECT } from '../../read/cdktf-project.js';
import { type OptionRow, optionsOf, splitFormat } from '../options.js';
import { expandGlob, isGlob } from './glob.js';

/** What the inputs of the action ask for. */
export interface ActionInputs {
  /** The options of `elbcert check`; paths in them are as the workspace sees them. */
  readonly options: readonly string[];
  readonly plans: readonly string[];
  /** The SARIF file, as the workspace sees it; undefined where none is wanted. */
  readonly sarifFile: string | undefined;
  readonly summary: boolean;
}

/** The environment of a step: an input is a variable. Source: https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the inputs. elbcert always runs in the workspace, so that paths in annotations are those of the repository:
 * `working-directory` is put before every path instead.
 * Throws: UnusableInput with everything that is wrong in them.
 */
export function readInputs(environment: Environment): ActionInputs {
  const value = (name: string) => (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim();
  refuseVersion(value('version'));
  const folder = value('working-directory') || '.';
  if (!isFolder(folder)) refuse('working-directory', `there is no folder ${JSON.stringify(folder)}`);
  // What may be an ARN instead of a path is none.
  const within = (path: string) =>
    isAbsolute(path) || path.startsWith('arn:') || folder === '.' ? path : joinRoot(folder, path);
  const options = optionsOf().flatMap(([name, row]) =>
    row.action === undefined ? [] : optionWords(name, row, value(name), within),
  );
  const config = value('config') === '' && folder !== '.' ? findConfigFile(folder) : undefined;
  const sarif = value('sarif-file');
  const sarifFile = sarif === '' ? undefined : within(sarif);
  const plans = linesOf(value('plan')).flatMap((plan) => plansNamed(within(plan)));
  if (plans.length === 0) refuse('plan', 'names no plan');
  return {
    options: [
      ...options,
      ...(config === undefined ? [] : [`--config=${config}`]),
      ...(sarifFile === undefined ? [] : [`--format=sarif-code-scanning=${sarifFile}`]),
    ],
    // `-` alone would be standard input.
    plans: plans.map((plan) => (plan.startsWith('-') ? `./${plan}` : plan)),
    sarifFile,
    summary: readFlag('summary', value('summary')),
  };
}

function refuse(input: string, message: string): never {
  throw new UnusableInput([{ path: `input ${input}`, message }]);
}

function readFlag(name: string, text: string): boolean {
  if (text !== 'true' && text !== 'false' && text !== '') refuse(name, 'must be true or false');
  return text === 'true';
}

/** The action runs what its own tag holds. */
function refuseVersion(wanted: string): void {
  if (wanted === '' || wanted.replace(/^v/, '') === version) return;
  refuse(
    'version',
    `is ${JSON.stringify(wanted)}, and this action is elbcert ${version}: leave the input out, and name the version in uses`,
  );
}

/** An option as one word: a value that begins with a dash is still a value. */
function optionWords(name: string, row: OptionRow, text: string, within: (path: string) => string): readonly string[] {
  if (row.type === 'flag') {
    if (readFlag(name, text)) return [`--${name}`];
    return row.action?.passesFalse === true ? [`--no-${name}`] : [];
  }
  const values = row.type === 'list' ? linesOf(text) : [text].filter((one) => one !== '');
  return values.map((one) => {
    if (name === 'format') {
      const { format, file } = splitFormat(one);
      return `--format=${file === undefined ? format : `${format}=${within(file)}`}`;
    }
    return `--${name}=${row.isPath === true ? within(one) : one}`;
  });
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A path below a folder; the two slashes between a repository and a folder in it stay. */
function joinRoot(folder: string, path: string): string {
  const [repository = '', ...below] = path.split('//');
  return [join(folder, repository), ...below].join('//');
}

/** The plans that a line names. A pattern never names a program to run. */
function plansNamed(line: string): readonly string[] {
  if (!isGlob(line) || existsSync(line)) return [line];
  const files = expandGlob(line).filter((file) => basename(file) !== PROJECT);
  if (files.length === 0) refuse('plan', `no file matches ${JSON.stringify(line)}`);
  return files;
}
