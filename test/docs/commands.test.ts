import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { version } from '../../src/model/package.js';
import { FORMATS } from '../../src/report/index.js';
import { LOCATED } from '../annotate/locate/fixture.js';
import { CLI, ROOT } from '../cli/run.js';
import { type Fence, type Page, readPages } from './pages.js';

const pages = readPages();

/** A folder with a configuration, its plan and its plan file, and programs that stand in for what pages run. */
function sandbox(): string {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  cpSync(LOCATED, folder, { recursive: true });
  // The plan of the configuration in docs/source.md.
  cpSync(join(ROOT, 'test/docs/web'), join(folder, 'web'), { recursive: true });
  const node = `exec ${process.execPath} ${CLI} "$@"`;
  const programs = {
    elbcert: node,
    npx: `[ "$1 $2" = "--yes elbcert@${version}" ] || exit 99\nshift 2\n${node}`,
    // Showing the genuine plan file needs the provider; what it showed is recorded beside it.
    terraform: `[ "$1 $2" = "show -json" ] || exit 99\ncat ${join(LOCATED, 'plan.json')}`,
    // Writes the JSON of each unit's plan below the folder that it is given.
    terragrunt: `[ "$1 $2 $4" = "run --all --json-out-dir" ] || exit 99\nmkdir -p "$5/site" && cp plan.json "$5/site/tfplan.json"`,
    curl: `grep -q "Authorization: Bearer secret" && [ "$1 $2" = "--config -" ] || exit 99\ncp ${join(LOCATED, 'plan.json')} plan.json`,
  };
  for (const [name, script] of Object.entries(programs)) {
    mkdirSync(join(folder, '.bin'), { recursive: true });
    writeFileSync(join(folder, '.bin', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, '.bin', name), 0o755);
  }
  return folder;
}

/** Runs each command of a block, and says how each ended. */
function run(folder: string, { text }: Fence) {
  const commands = text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const script = commands.map((command) => `${command}\necho "exit $?" >>.statuses`).join('\n');
  rmSync(join(folder, '.statuses'), { force: true });
  const { stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, '.bin')}:/usr/bin:/bin`,
      HOME: folder,
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    },
  });
  const statuses = readFileSync(join(folder, '.statuses'), 'utf8').trim().split('\n');
  return { commands, statuses, output: stdout + stderr };
}

/** Formats that a block asks for and that this version does not have. */
function missingFormats({ text }: Fence): readonly string[] {
  const asked = [...text.matchAll(/--format "?(\w+)/g)].map((match) => match[1] ?? '');
  return asked.filter((name) => !FORMATS.some((format) => format === name));
}

function runPage(page: Page): void {
  const folder = sandbox();
  let output = '';
  try {
    for (const fence of page.fences) {
      const at = `${page.path}:${fence.line}`;
      const file = fence.words['file'];
      if (file !== undefined) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        const keep = file === 'main.tf' ? 'locals {\n  certificate = ""\n}\n' : '';
        writeFileSync(join(folder, file), fence.text);
        appendFileSync(join(folder, file), keep);
      } else if (fence.language === 'sh') {
        assert.equal(missingFormats(fence), [], at);
        const ran = run(folder, fence);
        const expected = fence.words['exit'] ?? '0';
        assert.is(ran.statuses.length, ran.commands.length, at);
        assert.is(ran.statuses.at(-1), `exit ${expected}`, `${at}\n${ran.output}`);
        output = ran.output;
      } else if (fence.language === 'text') {
        for (const line of fence.text.trimEnd().split('\n')) {
          assert.ok(output.includes(line.trimEnd()), `${at}: ${line}\nis not in\n${output}`);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const page of pages) {
  test(`every command in ${page.path} does what the page says`, () => runPage(page));
}

test('every link in the pages leads somewhere', () => {
  for (const { path } of pages) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(((?!https?:)[^)#]+)[^)]*\)/g)) {
      assert.ok(existsSync(join(ROOT, dirname(path), target)), `${path}: ${target}`);
    }
  }
});

test('the contents name every page', () => {
  const contents = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');
  for (const { path } of pages) {
    if (path !== 'docs/README.md') assert.ok(contents.includes(`(${path.replace('docs/', '')})`), path);
  }
});

test.run();
