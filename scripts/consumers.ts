/**
 * Packs the package, installs it where nothing else of this repository is, and uses it in every way that is promised: by
 * `require` and `import`, from TypeScript under every module resolution, in test runners, and bundled.
 *
 *     npm run build && npm run consumers
 *     npm run consumers -- jest
 */
import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const CONSUMERS = join(ROOT, 'test/consumers');
const PLAN = join(ROOT, 'examples/plan-json/mixed/plan.json');
const PROGRAM = readFileSync(join(CONSUMERS, 'program.ts'), 'utf8');

/** What the program prints wherever it runs. */
const EXPECTED = `2 errors
refused: true
[site/web] aws_elb.web listener 443: listener speaks "HTTPS" and has no certificate [certificate-required]`;

/** A folder with a program in it, and how that is run. */
interface Consumer {
  readonly files: Readonly<Record<string, string | object>>;
  /** The words of each command; the first is a program that npm installed, or `node`. */
  readonly commands: readonly (readonly string[])[];
  /** Whether the last command prints what the program does, rather than that a test passed. */
  readonly prints: boolean;
}

/** ES modules have no `__filename`. */
const MODULE_PROGRAM = PROGRAM.replaceAll('__filename', 'import.meta.filename').replaceAll(
  '__dirname',
  'import.meta.dirname',
);
const PRINT = 'run(process.argv[2] as string).then(console.log);\n';
const SPEC = `import { run } from './program';\n
test('runs', async () => expect(await run(${JSON.stringify(PLAN)})).toBe(${JSON.stringify(EXPECTED)}));\n`;

const COMMONJS = { type: 'commonjs' };
const MODULE = { type: 'module' };

/** What `cdktf init --template=typescript` writes, in which @types are looked for in node_modules. */
const TEMPLATE = {
  alwaysStrict: true,
  declaration: true,
  experimentalDecorators: true,
  inlineSourceMap: true,
  inlineSources: true,
  lib: ['es2018'],
  module: 'CommonJS',
  noEmitOnError: true,
  noFallthroughCasesInSwitch: true,
  noImplicitAny: true,
  noImplicitReturns: true,
  noImplicitThis: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  resolveJsonModule: true,
  strict: true,
  strictNullChecks: true,
  strictPropertyInitialization: true,
  stripInternal: true,
  target: 'ES2018',
  incremental: true,
  skipLibCheck: true,
};

const TSCONFIG = { compilerOptions: TEMPLATE, include: ['**/*.ts'], exclude: ['node_modules', 'cdktf.out'] };

/** The program with no types, as somebody would write it in JavaScript. */
function javascript(text: string, format: 'cjs' | 'esm'): string {
  return transformSync(`${text}\n${PRINT}`, { loader: 'ts', format }).code;
}

function types(module: string, moduleResolution: string, manifest: object): Consumer {
  const compilerOptions = {
    module,
    moduleResolution,
    target: 'es2022',
    lib: ['es2022'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    // The types of the package are to hold on their own.
    skipLibCheck: false,
  };
  const text = PROGRAM.replace(/^import .* from 'cdktf';$/m, '').replace(
    /^function saidOf[\s\S]*/m,
    SAID_WITHOUT_CDKTF,
  );
  return {
    files: {
      'package.json': manifest,
      'tsconfig.json': { compilerOptions, files: ['program.ts'] },
      'program.ts': text,
    },
    commands: [['tsc', '-p', '.']],
    prints: false,
  };
}

/** The types of cdktf do not hold on their own everywhere. */
const SAID_WITHOUT_CDKTF = `function saidOf(options: ClassicElbCertificatesOptions): string {
  const level: 'error' | 'warning' | 'note' | undefined = new ClassicElbCertificates(options) && options.failOn;
  // @ts-expect-error: where the types were not found, this would be none
  const wrong: ClassicElbCertificatesOptions = { failOn: 'fatal' };
  return String([level, wrong]);
}
`;

const ALL: Readonly<Record<string, Consumer>> = {
  require: {
    files: { 'package.json': COMMONJS, 'main.js': javascript(PROGRAM, 'cjs') },
    commands: [['node', 'main.js', PLAN]],
    prints: true,
  },
  import: {
    files: { 'package.json': MODULE, 'main.js': javascript(MODULE_PROGRAM, 'esm') },
    commands: [['node', 'main.js', PLAN]],
    prints: true,
  },
  'ts-node': {
    files: {
      'package.json': COMMONJS,
      'tsconfig.json': TSCONFIG,
      'program.ts': PROGRAM,
      'main.ts': `import { run } from './program';\n${PRINT}`,
    },
    commands: [['ts-node', 'main.ts', PLAN]],
    prints: true,
  },
  'ts-jest': {
    files: {
      'package.json': COMMONJS,
      'tsconfig.json': TSCONFIG,
      'jest.config.js': `module.exports = { preset: 'ts-jest', testEnvironment: 'node', setupFilesAfterEnv: ['<rootDir>/setup.js'] };\n`,
      'setup.js': `require('cdktf').Testing.setupJest();\n`,
      'program.ts': PROGRAM,
      'program.spec.ts': SPEC,
    },
    commands: [['jest']],
    prints: false,
  },
  tsx: {
    files: { 'package.json': MODULE, 'main.ts': `${MODULE_PROGRAM}\n${PRINT}` },
    commands: [['tsx', 'main.ts', PLAN]],
    prints: true,
  },
  vitest: {
    files: {
      'package.json': MODULE,
      'vitest.config.js': `export default { test: { globals: true } };\n`,
      'program.ts': MODULE_PROGRAM,
      'program.spec.ts': SPEC,
    },
    commands: [['vitest', 'run']],
    prints: false,
  },
  'esbuild to CommonJS': {
    files: { 'package.json': COMMONJS, 'main.ts': `${PROGRAM}\n${PRINT}` },
    commands: [
      ['esbuild', 'main.ts', '--bundle', '--platform=node', '--outfile=../alone.js', '--log-level=error'],
      ['node', '../alone.js', PLAN],
    ],
    prints: true,
  },
  'TypeScript, node': types('commonjs', 'node10', COMMONJS),
  'TypeScript, node16, CommonJS': types('node16', 'node16', COMMONJS),
  'TypeScript, node16, ES modules': types('node16', 'node16', MODULE),
  'TypeScript, nodenext, CommonJS': types('nodenext', 'nodenext', COMMONJS),
  'TypeScript, nodenext, ES modules': types('nodenext', 'nodenext', MODULE),
  'TypeScript, bundler': types('esnext', 'bundler', MODULE),
};

/** Installs what npm packs as npm would, without asking npm for anything: the package needs no other. */
function installPackage(): void {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-pack-'));
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT });
  const [archive] = readdirSync(folder);
  const to = join(CONSUMERS, 'node_modules/elbcert');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, archive ?? ''), '-C', to, '--strip-components=1']);
  rmSync(folder, { recursive: true });
}

/** What is wrong with a consumer; undefined where all is well. */
async function faultOf({ files, commands, prints }: Consumer): Promise<string | undefined> {
  const parent = mkdtempSync(join(tmpdir(), 'elbcert-consumer-'));
  const folder = join(parent, 'project');
  mkdirSync(folder);
  symlinkSync(join(CONSUMERS, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  let printed = '';
  try {
    for (const command of commands) printed = await run(folder, command);
    return prints && printed.trim() !== EXPECTED ? `printed ${printed}` : undefined;
  } catch (error) {
    return String(error);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

function run(cwd: string, [program = '', ...args]: readonly string[]): Promise<string> {
  const file = program === 'node' ? process.execPath : join(CONSUMERS, 'node_modules/.bin', program);
  return new Promise((resolve, reject) => {
    execFile(file, args, { cwd, env: { ...process.env, NO_COLOR: '1' } }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} ${args.join(' ')}: exit ${error.code}\n${stdout}${stderr}`));
    });
  });
}

const installed = join(CONSUMERS, 'node_modules/.package-lock.json');
const isStale = () => statSync(installed).mtimeMs < statSync(join(CONSUMERS, 'package-lock.json')).mtimeMs;
if (!existsSync(installed) || isStale()) {
  execFileSync('npm', ['ci', '--silent', '--ignore-scripts', '--prefix', CONSUMERS], { stdio: 'inherit' });
}
installPackage();
const wanted = new RegExp(process.argv[2] ?? '');
const waiting = Object.entries(ALL).filter(([name]) => wanted.test(name));
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, consumer] = next;
      const fault = await faultOf(consumer);
      console.log(fault === undefined ? `ok ${name}` : `!! ${name}: ${fault}`);
      if (fault !== undefined) process.exitCode = 1;
    }
  }),
);
