import { type Config, findConfig, readConfig } from '../config/index.js';
import type { LoadOptions } from '../judge/index.js';
import type { LiveOptions } from '../live/index.js';
import { SERVICES } from '../model/facts.js';
import { UnusableInput } from '../model/problem.js';
import type { CheckOptions, CollectOptions } from '../pipeline.js';
import type { CommandLine } from './command-line.js';
import type { Io } from './io.js';
import { type Options, splitJoined, splitRegion } from './options.js';

/** The configuration of a command line: the one it names, the nearest one, or none. */
export function configOf({ config }: Options): Config | undefined {
  if (config === false) return undefined;
  return config === undefined ? findConfig() : readConfig(config);
}

/** What a command line says to read. Throws: UnusableInput where there is no input, or a provider has two Regions. */
export function inputsOf({ operands, options }: CommandLine, config: Config | undefined, io: Io) {
  if (operands.length === 0 && io.stdinIsTerminal) {
    const hint = 'name a plan, or pipe one in: terraform show -json tfplan | elbcert check';
    throw new UnusableInput([{ path: '', message: 'no input', hint }]);
  }
  const given = (options.region ?? []).map(splitRegion);
  const twice = given.find(({ provider }, at) => given.findIndex((other) => other.provider === provider) !== at);
  if (twice !== undefined) {
    const message = `two Regions for ${twice.provider === '' ? 'the same providers' : `provider ${twice.provider}`}`;
    throw new UnusableInput([{ path: '--region', message, hint: 'give one, and PROVIDER=REGION for the others' }]);
  }
  return {
    inputs: operands.length === 0 ? ['-'] : operands,
    synth: options.synth ?? true,
    regions: new Map([...(config?.regions ?? []), ...given.map(({ provider, region }) => [provider, region] as const)]),
    now: options.now === undefined ? new Date() : new Date(options.now),
    services: servicesOf(options, config),
    deployers: options.deployer ?? config?.deployers ?? [],
    deployerPolicies: options['deployer-policy'] ?? config?.deployerPolicies ?? [],
    deployerBoundary: options['deployer-boundary'] ?? config?.deployerBoundary,
    onNotice: io.notice,
  };
}

/** The services to judge: those of the command line, else those of the configuration, else all. */
function servicesOf({ service }: Options, config: Config | undefined): CollectOptions['services'] {
  const named = service?.flatMap(splitJoined) ?? config?.services ?? [];
  return named.length === 0 ? undefined : SERVICES.filter((one) => named.includes(one));
}

/** What a command line says of policies. */
export function policiesOf({ policy, disable, pack }: Options): LoadOptions {
  return { policyPaths: policy ?? [], disable: disable ?? [], packs: pack ?? [] };
}

/** What a command line and the configuration say to judge, and how. */
export function judgementOf(line: CommandLine, config: Config | undefined, io: Io): CheckOptions {
  const { options } = line;
  return {
    ...inputsOf(line, config, io),
    ...policiesOf(options),
    roots: options.root ?? (config?.root === undefined ? [] : [config.root]),
    changedOnly: options['changed-only'] ?? false,
    config,
  };
}

/** What a command line says of look-ups; undefined where AWS is not to be asked. */
export function liveOf(options: Options): LiveOptions | undefined {
  if (options.live === undefined) return undefined;
  const timeout = options['live-timeout'];
  return {
    required: options.live === 'require',
    asRole: options['as-role'],
    showAccountIds: options['show-account-ids'] ?? false,
    ...(timeout === undefined ? {} : { timeoutMs: Number(timeout) * 1_000 }),
  };
}
