import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../cli/run.js';
import { ACCESS_KEY_ID } from './double/double.js';
import { NOW, PLAN } from './world.js';

export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What no output may hold. */
export const SECRET = 'CANARYsecretCANARYsecretCANARYsecret0000';
export const TOKEN = 'CANARYtokenCANARYtoken';

export interface LiveRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Credentials, and nothing else of this machine's AWS settings. */
export function environment(url: string): Environment {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_ENDPOINT_URL_ACM: url,
    AWS_ENDPOINT_URL_IAM: url,
    AWS_ENDPOINT_URL_STS: url,
    AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: TOKEN,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Runs the built command line beside a double that this process serves. */
export function live(args: readonly string[], env: Environment): Promise<LiveRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, env: env as NodeJS.ProcessEnv });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    text.stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text.stderr += chunk.toString('utf8');
  });
  child.stdin.end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...text, seconds: (performance.now() - started) / 1000 }));
  });
}

export function check(env: Environment, ...args: readonly string[]): Promise<LiveRun> {
  const mode = args.some((word) => word.startsWith('--live=')) ? [] : ['--live'];
  return live(['check', ...mode, '--now', NOW, ...args, PLAN], env);
}
