import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatProblem, problemsOf, systemRefusal, UnusableInput } from '../../src/model/problem.js';

function refusal(code: string, syscall: string, path?: string): Error {
  return Object.assign(new Error(`${code}: refused`), { code, syscall, ...(path === undefined ? {} : { path }) });
}

const told = (error: unknown) => problemsOf(error)?.map(formatProblem);

test('what the operating system refuses is a problem of the path, in words', () => {
  const words = {
    EACCES: 'permission denied',
    EDQUOT: 'the disk quota is used up',
    EISDIR: 'this is a folder',
    ELOOP: 'its symbolic links lead in a circle',
    ENAMETOOLONG: 'the name is too long',
    ENOENT: 'no such file',
    ENOSPC: 'no space is left on the disk',
    ENOTDIR: 'no such file, because a part of the path is not a folder',
    EROFS: 'the file system is read-only',
    EOTHER: 'the system refuses it (EOTHER)',
    constructor: 'the system refuses it (constructor)',
  };
  for (const [code, sentence] of Object.entries(words)) {
    assert.equal(told(refusal(code, 'open', 'a.json')), [`a.json: ${sentence}`]);
  }
});

test('a genuine refusal is one, and a fault of ours is none', () => {
  try {
    readFileSync(import.meta.dirname);
    assert.unreachable();
  } catch (error) {
    assert.is(systemRefusal(error), 'this is a folder');
    assert.ok(problemsOf(error));
  }
  assert.is(problemsOf(new TypeError('x is not a function')), undefined);
  assert.is(problemsOf(Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' })), undefined);
  assert.is(problemsOf('text'), undefined);
  assert.is(systemRefusal('text'), 'the system refuses it (unknown fault)');
});

test('a call that names no file is told by what it is about', () => {
  assert.equal(told(refusal('EISDIR', 'read')), ['standard input: this is a folder']);
  assert.equal(told(refusal('ENOENT', 'uv_cwd')), ['the working directory: no such file']);
  assert.match(told(refusal('ENOENT', 'mkdtemp', '/no/elbcert-XXXXXX'))?.[0] ?? '', 'set TMPDIR to a folder');
});

test('problems that were thrown stay as they are', () => {
  const problems = [{ path: 'a', message: 'b' }];
  assert.is(problemsOf(new UnusableInput(problems)), problems);
});

test.run();
