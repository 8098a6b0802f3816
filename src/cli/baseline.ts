import { dirname } from 'node:path';
import { formatBaseline } from '../annotate/suppress/baseline.js';
import { plural } from '../model/words.js';
import { check } from '../pipeline.js';
import type { CommandLine } from './command-line.js';
import { configOf, judgementOf } from './given.js';
import type { Io } from './io.js';
import { OPTIONS } from './options.js';

/** `elbcert baseline write`: records the findings of plans. */
export async function runBaseline(line: CommandLine, io: Io): Promise<void> {
  const config = configOf(line.options);
  const { findings } = await check(judgementOf(line, config, io));
  const text = formatBaseline(findings);
  const output = line.options.output ?? config?.baseline ?? OPTIONS.output.default;
  if (output === '-') {
    io.print(text);
    return;
  }
  const isConfigured = line.options.output === undefined && config?.baseline !== undefined;
  io.write(output, text, isConfigured ? dirname(config.file) : undefined);
  const known = findings.filter(({ outcome, waiver }) => outcome !== 'pass' && waiver === null);
  io.print(`${output}: ${plural(known.length, 'finding')} written\n`);
}
