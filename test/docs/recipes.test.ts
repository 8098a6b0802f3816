import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import problemMatcher from '../../examples/problem-matchers/github.json' with { type: 'json' };
import tasks from '../../examples/problem-matchers/tasks.json' with { type: 'json' };
import text from '../../src/report/text.js';
import { ROOT } from '../cli/run.js';
import { finding, listener, report } from '../report/build.js';

const read = (path: string) => readFileSync(join(ROOT, 'examples', path), 'utf8');

/** The script of each recipe that lets the exit code decide, and the shell that its platform runs it with. */
const RECIPES: Readonly<Record<string, { readonly shell: string; readonly script: string }>> = {
  'github-actions/without-action.yml': {
    shell: 'bash -eo pipefail',
    script: (parse(read('github-actions/without-action.yml')).jobs.elbcert.steps as readonly { run?: string }[])
      .flatMap(({ run: line = '' }) => (/elbcert(?:@| check)/.test(line) ? line : []))
      .join('\n'),
  },
  'gitlab-ci/.gitlab-ci.yml': {
    shell: 'sh -e',
    script: parse(read('gitlab-ci/.gitlab-ci.yml')).elbcert.script.join('\n'),
  },
  'spacelift/config.yml': {
    shell: 'sh -e',
    script: parse(read('spacelift/config.yml')).stack_defaults.after_plan.join('\n'),
  },
  'azure-pipelines/azure-pipelines.yml': {
    shell: 'bash',
    script: parse(read('azure-pipelines/azure-pipelines.yml')).steps[1].bash,
  },
  'jenkins/Jenkinsfile': {
    shell: 'sh -e',
    script: [...read('jenkins/Jenkinsfile').matchAll(/^ +sh '(.*)'$/gm)].map(([, line]) => line).join('\n'),
  },
  'terragrunt/check.sh': { shell: 'bash', script: read('terragrunt/check.sh') },
  'hcp-terraform/check.sh': { shell: 'bash', script: read('hcp-terraform/check.sh') },
  'any-platform/check.sh': { shell: 'sh', script: read('any-platform/check.sh') },
  'atlantis/repos.yaml': {
    shell: 'sh -c',
    script: parse(read('atlantis/repos.yaml')).workflows.default.policy_check.steps[1].run,
  },
};

/** How the stand-ins of programs end, and whether there are plans. */
interface World {
  readonly elbcert?: number;
  readonly npm?: number;
  readonly plans?: boolean;
}

/** Runs a script where every program that it names is a stand-in. */
function run(
  { shell, script }: { readonly shell: string; readonly script: string },
  { elbcert: ending = 0, npm = 0, plans = true }: World,
) {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-recipe-'));
  try {
    const elbcert = `echo "$*" >>${folder}/asked\nexit ${ending}`;
    const programs = {
      elbcert,
      npm: `[ "$4" = "" ] || { mkdir -p "$4/bin" && cp ${folder}/bin/elbcert "$4/bin"; }\nexit ${npm}`,
      terraform: 'echo {}',
      terragrunt: plans ? 'mkdir -p plans/site && echo {} >plans/site/tfplan.json' : 'true',
      git: 'echo {}',
      curl: `cat >/dev/null\n${plans ? 'echo {} >plan.json' : 'exit 22'}`,
    };
    mkdirSync(join(folder, 'bin'));
    for (const [name, body] of Object.entries(programs)) {
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    }
    writeFileSync(join(folder, 'script'), script);
    const [program = '', ...words] = shell.split(' ');
    const line = shell.endsWith('-c') ? [...words, script] : [...words, join(folder, 'script'), 'run-1'];
    const { status } = spawnSync(program, line, {
      cwd: folder,
      env: {
        PATH: `${folder}/bin:/usr/bin:/bin`,
        TFE_TOKEN: 'secret',
        ROOT: 'infra',
        CI_DEFAULT_BRANCH: 'main',
        SHOWFILE: 'plan.json',
        AGENT_TEMPDIRECTORY: join(folder, 'temporary'),
        WORKSPACE_TMP: join(folder, 'temporary'),
      },
    });
    const asked = spawnSync('cat', [join(folder, 'asked')], { encoding: 'utf8' }).stdout;
    return { status, asked };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [path, recipe] of Object.entries(RECIPES)) {
  test(`examples/${path} passes where elbcert does, and fails where it or npm fails`, () => {
    const { status, asked } = run(recipe, {});
    assert.is(status, 0);
    assert.match(asked, /^check .*\S\n$/);
    for (const elbcert of [1, 2, 3, 127, 137])
      assert.is.not(run(recipe, { elbcert }).status, 0, `elbcert ends with ${elbcert}`);
    const commands = recipe.script.replace(/^ *#.*/gm, '');
    assert.not.match(commands, /\bnpx\b/);
    if (!commands.includes('npm')) return;
    assert.match(commands, 'npm install --global ');
    assert.is.not(run(recipe, { npm: 1 }).status, 0, 'npm fails');
  });
}

test('a recipe that finds no plan fails', () => {
  for (const path of ['terragrunt/check.sh', 'hcp-terraform/check.sh']) {
    const recipe = RECIPES[path];
    assert.ok(recipe);
    const { status, asked } = run(recipe, { plans: false });
    assert.is.not(status, 0, path);
    assert.is(asked, '', path);
  }
});

test('where a program reads the report, no report is no pass', () => {
  assert.match(read('spacelift/plan-policy.rego'), /^deny contains "[^"]+" if not report\.schemaVersion == 1$/m);
  assert.match(read('azure-pipelines/azure-pipelines.yml'), 'failTaskOnMissingResultsFile: true');
  assert.match(read('jenkins/Jenkinsfile'), 'allowEmptyResults: false');
});

test('the problem matchers read the lines of --quiet', () => {
  const made = report({
    listeners: [listener()],
    findings: [
      finding({ location: { file: 'a dir/main.tf', line: 26, column: 7, via: 'source' }, message: 'is [1] wrong' }),
      finding({ location: { file: 'main.tf', line: 3, column: null, via: 'source' }, level: 'warning' }),
      finding({ location: null, policyId: 'elsewhere' }),
    ],
  });
  const options = { failOn: 'error', strict: false, color: false, verbosity: 'quiet' } as const;
  const lines = text.render(made, options).split('\n');
  const [github] = problemMatcher.problemMatcher[0]?.pattern ?? [];
  assert.is(tasks.tasks[0]?.problemMatcher.pattern.regexp, github?.regexp);
  const matched = lines.flatMap((line) => {
    const found = new RegExp(github?.regexp ?? '').exec(line);
    return found === null ? [] : [found.slice(1).map((part) => part ?? '')];
  });
  const [first, second, ...others] = matched;
  assert.equal(first?.slice(0, 4), ['a dir/main.tf', '26', '7', 'error']);
  assert.match(first?.[4] ?? '', 'is [1] wrong');
  assert.is(first?.[5], 'acm-key-algorithm');
  assert.equal(second?.slice(0, 4), ['main.tf', '3', '', 'warning']);
  assert.equal(others, []);
});

test.run();
