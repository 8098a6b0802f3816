import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem, problemsOf } from '../../model/problem.js';
import { commandData } from '../../report/github.js';
import { type ActionInputs, type Environment, readInputs } from './inputs.js';

/** The exit code for a fault in elbcert, which a process that was ended from outside has, too. */
const FAULT = 3;

/** How a run of elbcert ended. */
interface Ended {
  readonly code: number;
  /** What it said on standard error. */
  readonly said: readonly string[];
}

/** The GitHub action: inputs become a command line, whose end becomes outputs, annotations and a summary. */
async function runAction(environment: Environment): Promise<void> {
  const folder = mkdtempSync(join(environment['RUNNER_TEMP'] ?? tmpdir(), 'elbcert-'));
  try {
    const markdown = join(folder, 'summary.md');
    const inputs = inputsOf(environment);
    const { code, said } = 'said' in inputs ? inputs : await check(inputs, markdown);
    if (code > 1) for (const line of said) console.log(`::error title=elbcert::${commandData(line)}`);
    const wantsSummary = 'said' in inputs || inputs.summary;
    if (wantsSummary) append(environment['GITHUB_STEP_SUMMARY'], summaryOf(code, said, markdown));
    const sarif = 'said' in inputs || code > 1 ? undefined : inputs.sarifFile;
    const written = sarif !== undefined && existsSync(sarif) ? `sarif-file=${sarif}\n` : '';
    append(environment['GITHUB_OUTPUT'], `exit-code=${code}\n${written}`);
    process.exitCode = code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inputsOf(environment: Environment): ActionInputs | Ended {
  try {
    return readInputs(environment);
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === undefined) throw error;
    return { code: 2, said: problems.map(formatProblem) };
  }
}

/** Runs the command that lies beside this file with the Node.js that runs this file: nothing is looked for on any path. */
function check({ options, plans, summary }: ActionInputs, markdown: string): Promise<Ended> {
  const toSummary = summary ? [`--format=markdown=${markdown}`] : [];
  const line = [join(import.meta.dirname, 'cli.js'), 'check', ...options, ...toSummary, '--', ...plans];
  const child = spawn(process.execPath, line, { stdio: ['ignore', 'inherit', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    process.stderr.write(text);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? FAULT, said: messagesIn(said) }));
  });
}

/** The lines of standard error that are elbcert's own. */
function messagesIn(text: string): readonly string[] {
  const lines = text.split('\n').flatMap((line) => /^elbcert: (.*)/.exec(line)?.[1] ?? []);
  return lines.length === 0 ? ['elbcert ended without saying why'] : lines;
}

function summaryOf(code: number, said: readonly string[], markdown: string): string {
  if (code <= 1) return readFileSync(markdown, 'utf8');
  const lines = said.map((line) => `    ${commandData(line)}`);
  return `### ❌ elbcert judged nothing\n\n${lines.join('\n')}\n`;
}

function append(file: string | undefined, text: string): void {
  if (file !== undefined && file !== '') appendFileSync(file, text);
}

runAction(process.env).catch((error: unknown) => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.log(`::error title=elbcert::${commandData(`a fault in the action, please report it: ${text}`)}`);
  process.exitCode = FAULT;
});
