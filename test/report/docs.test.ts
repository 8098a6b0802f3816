import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMATS } from '../../src/report/index.js';
import { ended } from '../cli/in-process.js';

const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');

/** Each command in the documentation, and what it says that is printed. */
const commands = [...page.matchAll(/^```console\n\$ elbcert (.*)\n([\s\S]*?)^```$/gm)].map(
  ([, command = '', output = '']) => ({ command, output }),
);

test('every format has its section and a command', () => {
  for (const format of FORMATS) {
    assert.match(page, `\n## ${format}\n`);
    assert.match(page, `| [${format}](#${format}) `);
    if (format !== 'text')
      assert.ok(
        commands.some(({ command }) => command.includes(`--format ${format}`)),
        format,
      );
  }
});

test('every command in the documentation prints what it says', async () => {
  assert.ok(commands.length >= FORMATS.length);
  for (const { command, output } of commands) {
    const { stdout: printed, files } = await ended(command.split(' '));
    let at = 0;
    for (const part of output.split('…')) {
      const found = printed.indexOf(part.trim(), at);
      assert.ok(found >= at, `${command} does not print ${part.trim()}`);
      at = found + part.trim().length;
    }
    for (const [, file = ''] of command.matchAll(/--format \w+=(\S+)/g))
      assert.ok((files.get(file)?.length ?? 0) > 0, file);
  }
});

test.run();
