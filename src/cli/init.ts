import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandModule } from 'yargs';
import { type Problem, UnusableInput } from '../model/problem.js';
import { CI_SYSTEMS, type CiSystem, detect } from './init/detect.js';
import { planFiles } from './init/plan-files.js';
import type { Io } from './io.js';

interface InitArguments {
  readonly ci?: CiSystem | undefined;
  readonly root?: readonly string[] | undefined;
}

export function initCommand(io: Io): CommandModule<object, InitArguments> {
  return {
    command: 'init',
    describe: 'Write a configuration and a workflow that checks every pull request',
    builder: (yargs) =>
      yargs
        .option('ci', { describe: 'Where it runs; found out where the repository tells', choices: CI_SYSTEMS })
        .option('root', {
          describe: 'A folder that is planned; found out where none is named',
          type: 'string',
          array: true,
          nargs: 1,
          requiresArg: true,
        }) as never,
    async handler(given) {
      const found = await detect('.');
      const repository = { ...found, roots: given.root ?? found.roots };
      const ci = given.ci ?? found.ci;
      const problems = refuse(repository.roots, ci);
      if (ci === undefined || problems.length > 0) throw new UnusableInput(problems);
      const { files, todo } = planFiles(repository, ci, '.');
      const there = files.filter(({ path }) => existsSync(path));
      if (there.length > 0) {
        throw new UnusableInput(
          there.map(({ path }) => ({ path, message: 'is there already, so nothing was written' })),
        );
      }
      for (const { path, text } of files) {
        mkdirSync(dirname(path), { recursive: true });
        io.write(path, text);
      }
      const lines = [...files.map(({ path }) => `wrote ${path}`), ...todo.map((step) => `to do: ${step}`)];
      io.print(lines.map((line) => `${line}\n`).join(''));
    },
  };
}

function refuse(roots: readonly string[], ci: CiSystem | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  if (roots.length === 0) {
    const hint = 'run this where the repository begins, or name the folder that is planned: --root DIR';
    problems.push({ path: '', message: 'no Terraform configuration below this folder', hint });
  }
  const odd = roots.find((root) => !/^[\w./@+-]+$/.test(root) || root.startsWith('-'));
  if (odd !== undefined) {
    const hint = 'a workflow takes letters, digits and . _ / @ + -';
    problems.push({ path: '--root', message: `${JSON.stringify(odd)} cannot stand in a workflow`, hint });
  }
  if (ci === undefined) {
    const message = 'nothing here tells whether this is on GitHub or GitLab';
    problems.push({
      path: '',
      message,
      hint: 'say which: --ci github, --ci gitlab, or --ci none for the configuration alone',
    });
  }
  return problems;
}
