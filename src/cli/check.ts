import { dirname, resolve } from 'node:path';
import { UnusableInput } from '../model/problem.js';
import { exitCode } from '../model/report.js';
import { check } from '../pipeline.js';
import { findReporter, type Reporter } from '../report/index.js';
import type { CommandLine } from './command-line.js';
import { configOf, judgementOf, liveOf } from './given.js';
import type { Io } from './io.js';
import { OPTIONS, splitFormat } from './options.js';

/** `elbcert check`: judges plans, writes reports, and says in the exit code how it came out. */
export async function runCheck(line: CommandLine, io: Io): Promise<void> {
  const { options } = line;
  const config = configOf(options);
  const configFolder = options.format === undefined && config !== undefined ? dirname(config.file) : undefined;
  const outputs = outputsOf(options.format ?? config?.formats ?? [OPTIONS.format.default]);
  const judged = judgementOf(line, config, io);
  if (options.verbose === true) io.notice(`configuration: ${config?.file ?? 'none'}`);
  const progress = io.startProgress();
  const baseline = options.baseline ?? config?.baseline;
  const report = await check({ ...judged, baseline, live: liveOf(options), onProgress: progress.stage });
  progress.stop();
  const gate = {
    failOn: options['fail-on'] ?? config?.failOn ?? OPTIONS['fail-on'].default,
    strict: options.strict ?? config?.strict ?? false,
  };
  const verbosity = options.quiet === true ? 'quiet' : options.verbose === true ? 'verbose' : 'normal';
  for (const { reporter, file } of outputs) {
    const rendering = {
      ...gate,
      verbosity,
      // Finding out loads Node.js's terminals, and most formats have no colour.
      get color() {
        return file === undefined && io.color;
      },
    } as const;
    if (file !== undefined) io.write(file, reporter.render(report, rendering), configFolder);
    else
      for (const piece of reporter.pieces?.(report, rendering) ?? [reporter.render(report, rendering)]) io.print(piece);
  }
  io.exit(options['exit-zero'] === true ? 0 : exitCode(report, gate));
}

interface Output {
  readonly reporter: Reporter;
  /** Undefined for standard output. */
  readonly file: string | undefined;
}

/** Throws: UnusableInput where two outputs name one file, or there is no such format. */
function outputsOf(formats: readonly string[]): readonly Output[] {
  const outputs = formats.map((text) => {
    const { format, file } = splitFormat(text);
    const reporter = findReporter(format);
    if (reporter === undefined) throw new Error(`no reporter for ${format}, although it was checked`);
    return { reporter, file };
  });
  const files = outputs.map(({ file }) => file && resolve(file));
  const twice = outputs.find(({ file }, at) => file !== undefined && files.indexOf(files[at]) !== at);
  if (twice !== undefined) {
    const message = `two outputs go to ${JSON.stringify(twice.file)}`;
    throw new UnusableInput([{ path: '--format', message, hint: 'give each a file of its own' }]);
  }
  return outputs;
}
