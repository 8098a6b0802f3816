/**
 * Checks what is published: its entry points and types, what is built in and under which licences, what is known against
 * that, and the Dockerfile.
 *
 *     npm run build && npm run hygiene
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';

/** Licences that ask for no more than to be named. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
]);

/** What npm runs when a package is installed from a registry; `prepare` runs where it is installed from git. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly { readonly license?: { readonly id?: string }; readonly expression?: string }[];
}

/** What a check found wrong, none where all is well; or why nothing could be checked here. */
type Check = () => readonly string[] | { readonly notChecked: string };

function tool(program: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { ok: status === 0, stdout: stdout ?? '', stderr: stderr ?? '' };
}

function clean(program: string, args: readonly string[]): readonly string[] {
  const { ok, stdout, stderr } = tool(program, args);
  return ok ? [] : [`${program} ${args.join(' ')}:\n${stdout}${stderr}`];
}

/** What is built into the package. */
function components(): readonly Component[] {
  return JSON.parse(readFileSync('sbom.cdx.json', 'utf8')).components;
}

const checks: Readonly<Record<string, Check>> = {
  'entry points (publint)': () => clean('node_modules/.bin/publint', ['--strict']),
  'types (arethetypeswrong)': () => clean('node_modules/.bin/attw', ['--pack', '.', '--quiet']),
  'Dockerfile (dockerfile-utils)': () =>
    validate(readFileSync('Dockerfile', 'utf8')).map(
      ({ range, message }) => `Dockerfile:${range.start.line + 1}: ${message}`,
    ),
  'no install scripts': () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    return INSTALL_SCRIPTS.filter((name) => name in scripts).map((name) => `package.json: scripts/${name}`);
  },
  'licences of what is built in': () => {
    const found = components();
    if (found.length === 0) return ['the bill of materials is empty'];
    return found.flatMap(({ name, version, licenses = [] }) => {
      const ids = licenses.map(({ license, expression }) => license?.id ?? expression ?? 'none');
      const permitted = ids.length > 0 && ids.every((id) => PERMISSIVE.has(id));
      return permitted ? [] : [`${name}@${version}: ${ids.join(', ') || 'names no licence'}`];
    });
  },
  'known vulnerabilities of what is built in (npm audit)': () => {
    const { ok, stdout, stderr } = tool('npm', ['audit', '--json']);
    if (!ok && !stdout.includes('"vulnerabilities"')) {
      const unanswered = /audit endpoint|ENOAUDIT|40[45]/.test(stdout + stderr);
      return unanswered ? { notChecked: 'this registry does not answer npm audit' } : [`npm audit: ${stderr}`];
    }
    const builtIn = new Set(components().map(({ name }) => name));
    const found = Object.keys(JSON.parse(stdout).vulnerabilities ?? {});
    return found.filter((name) => builtIn.has(name));
  },
};

for (const [name, check] of Object.entries(checks)) {
  const found = check();
  if ('notChecked' in found) {
    console.log(`-- ${name}: not checked, ${found.notChecked}`);
    continue;
  }
  console.log(`${found.length === 0 ? 'ok' : '!!'} ${name}`);
  for (const text of found) console.log(text);
  if (found.length > 0) process.exitCode = 1;
}
