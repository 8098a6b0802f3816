import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Problem, UnusableInput } from '../model/problem.js';
import { readText } from '../read/source/open-configuration.js';
import type { CommandLine } from './command-line.js';
import { type CiSystem, detect } from './init/detect.js';
import { starterFor } from './init/templates.js';
import type { Io } from './io.js';

/** `elbcert init`: writes a configuration and a workflow, and overwrites nothing. */
export async function runInit({ options }: CommandLine, io: Io): Promise<void> {
  const found = detect('.');
  const repository = { ...found, roots: options.root ?? found.roots };
  const ci = options.ci ?? found.ci;
  const problems = refuse(repository.roots, ci);
  if (ci === undefined || problems.length > 0) throw new UnusableInput(problems);
  const { files, todo } = starterFor(repository, ci, readText('.gitlab-ci.yml'));
  const there = files.filter(({ path }) => existsSync(path));
  if (there.length > 0) {
    throw new UnusableInput(there.map(({ path }) => ({ path, message: 'is there already, so nothing was written' })));
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    io.write(path, text);
  }
  const lines = [...files.map(({ path }) => `wrote ${path}`), ...todo.map((step) => `to do: ${step}`)];
  io.print(lines.map((line) => `${line}\n`).join(''));
}

function refuse(roots: readonly string[], ci: CiSystem | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  if (roots.length === 0) {
    const hint = 'run this where the repository begins, or name the folder that is planned: --root DIR';
    problems.push({ path: '', message: 'no Terraform configuration below this folder', hint });
  }
  for (const root of roots.filter((name) => !/^[\w./@+-]+$/.test(name) || name.startsWith('-'))) {
    const hint = 'a workflow takes letters, digits and . _ / @ + -';
    problems.push({ path: '--root', message: `${JSON.stringify(root)} cannot stand in a workflow`, hint });
  }
  if (ci === undefined) {
    const hint = 'say which: --ci github, --ci gitlab, or --ci none for the configuration alone';
    problems.push({ path: '', message: 'nothing here tells whether this is on GitHub or GitLab', hint });
  }
  return problems;
}
