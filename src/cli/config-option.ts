import type { Argv } from 'yargs';
import { type Config, findConfig, readConfig } from '../config/index.js';

/** The option of every command that a configuration speaks of. */
export interface ConfigArguments {
  /** False for `--no-config`. */
  readonly config?: string | false | undefined;
}

export function configOption<T>(yargs: Argv<T>) {
  return yargs.option('config', {
    describe: 'The configuration, instead of .elbcert.yaml in the working directory; --no-config takes none',
    type: 'string',
    requiresArg: true,
  });
}

export function givenConfig({ config }: ConfigArguments): Config | undefined {
  if (config === false) return undefined;
  return config === undefined ? findConfig() : readConfig(config);
}
