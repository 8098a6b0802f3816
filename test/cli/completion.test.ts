import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadPolicies } from '../../src/judge/index.js';
import { FORMATS } from '../../src/report/index.js';
import { elbcertIn, ROOT } from './run.js';

function completions(...words: readonly string[]): readonly string[] {
  return elbcertIn(ROOT, '--get-yargs-completions', 'elbcert', ...words)
    .stdout.trim()
    .split('\n');
}

test('elbcert completion prints a script for the shell', () => {
  assert.match(elbcertIn(ROOT, 'completion').stdout, 'complete -o bashdefault');
});

test('completes formats, ids of policies, commands and options', () => {
  const ids = loadPolicies({ policyPaths: [], disable: [] }).map(({ id }) => id);
  assert.equal(completions('check', '--format', ''), [...FORMATS]);
  assert.equal(completions('explain', ''), ids);
  assert.equal(completions('check', '--disable', ''), ids);
  assert.equal(completions('check', '--fail-on', ''), ['error', 'warning', 'note']);
  assert.ok(completions('check', '--').includes('--changed-only'));
  assert.not(completions('facts', '--').includes('--changed-only'));
  assert.not(completions('check', '--strict', '--').includes('--strict'));
  assert.ok(completions('check', '--format', 'text', '--').includes('--format'));
  assert.ok(completions('check', '--l').includes('--live=require'));
  assert.equal(completions('policies', ''), ['list', 'test']);
  assert.ok(completions('').includes('baseline'));
});

test.run();
