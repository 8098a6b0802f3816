import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMATS, findReporter, type Reporter, reporters } from '../../src/report/index.js';
import { finding, listener, plain, report } from './build.js';

const folder = new URL('../../src/report/', import.meta.url);

test('every file that makes a format is in the list', async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const made = await Promise.all(
    files.map(async (name) => ({ name, made: (await import(new URL(name, folder).href)).default })),
  );
  const formats = made.filter((file) => file.made !== undefined);
  assert.is(formats.length, reporters.length);
  for (const { name, made: reporter } of formats) {
    assert.ok((reporters as readonly Reporter[]).includes(reporter), name);
    assert.is(`${reporter.format}.ts`, name);
  }
});

test('a format is found by its word, and nothing else is', () => {
  for (const format of FORMATS) assert.is(findReporter(format)?.format, format);
  assert.is(findReporter('toString'), undefined);
});

test('every format ends its last line and lets no control character of the plan through', () => {
  const hostile = 'aws_elb.web["\u001b[2J\u009b\u202e\u2066\u0000\r\u2028\n::error::x"]';
  const made = report({
    listeners: [listener({ address: hostile, trace: [hostile, hostile] })],
    findings: [
      finding({ address: hostile, message: hostile, fix: hostile }),
      finding({ policyId: hostile, outcome: 'open' }),
    ],
    notes: [hostile],
  });
  for (const { format, render } of reporters as readonly Reporter[]) {
    for (const verbosity of ['quiet', 'normal', 'verbose'] as const) {
      const printed = render(made, { ...plain, verbosity, strict: true });
      assert.not.match(printed, /[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}]/u, `${format} ${verbosity}`);
      assert.ok(printed.endsWith('\n') && !printed.endsWith('\n\n'), `${format} ${verbosity}`);
    }
  }
});

test.run();
