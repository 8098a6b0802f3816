import { parseArn } from '../model/arn.js';
import { SERVICES } from '../model/facts.js';
import { LEVELS } from '../model/finding.js';
import { OPTIONAL_PACKS, PACKS } from '../model/package.js';
import { regionMistake } from '../model/regions.js';
import { type Mistake, notAllowed } from '../model/suggest.js';
import { FORMATS } from '../report/index.js';

/** A command, as help describes it and the command line is read. */
export interface CommandRow {
  readonly help: string;
  /** The words that may follow the command; the first is meant where none is written, unless one must be. */
  readonly actions?: readonly string[];
  readonly needsAction?: true;
  /** What else may follow it. */
  readonly operand?: { readonly name: string; readonly help: string; readonly several?: true };
}

const PLANS = {
  name: 'input',
  help: 'Plans: JSON of terraform show -json, a plan file, a state; cdktf.out, cdk.tf.json or a folder with cdktf.json; - is standard input',
  several: true,
} as const;

/** Every command; each has its file beside this one. */
export const COMMANDS = {
  check: { help: 'Judge the listeners and domains of plans', operand: PLANS },
  facts: { help: 'Print the facts that policies judge, as JSON', operand: PLANS },
  policies: { help: 'List the policies, or run their examples', actions: ['list', 'test'] },
  explain: {
    help: 'Explain what a policy requires, why, and how to fix a violation',
    operand: { name: 'id', help: 'The policy; every policy where none is named' },
  },
  baseline: {
    help: 'Record the findings of plans, so that check --baseline counts only new ones',
    actions: ['write'],
    needsAction: true,
    operand: PLANS,
  },
  init: { help: 'Write a configuration and a workflow that checks every pull request' },
  completion: { help: 'Print a script that completes commands and options in bash and zsh' },
} as const satisfies Readonly<Record<string, CommandRow>>;

export type CommandName = keyof typeof COMMANDS;

/** The names of all commands, in the order of help. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** One option: everything that is said about it anywhere. */
export interface OptionRow {
  /** `flag`: no value · `text`: one value · `list`: one value each time it is given · `mode`: a value after `=`, or none. */
  readonly type: 'flag' | 'text' | 'list' | 'mode';
  readonly short?: string;
  /** What the value is, in capitals, for help. */
  readonly value?: string;
  /** True where the value is a path. */
  readonly isPath?: true;
  /** The values that are allowed. */
  readonly values?: readonly string[];
  /** True where several values may be joined by commas. */
  readonly joined?: true;
  /** The value where none is given: for a `mode` where the option stands alone, otherwise where the option is missing. */
  readonly default?: string;
  readonly commands: readonly CommandName[];
  /** What it does, for help, the configuration's schema, the documentation and the action. */
  readonly help: string;
  /** What only the command line knows about it. */
  readonly usage?: string;
  /** What is wrong with a value that is not empty. */
  readonly mistake?: (value: string) => Mistake | undefined;
  /** Whether `--no-NAME` exists although it is no flag. */
  readonly negatable?: true;
  /** The option without which this one has no effect. */
  readonly needs?: string;
  /** The option that cannot be given together with this one. */
  readonly conflicts?: string;
  /** The key of `.elbcert.yaml` with the same meaning; `single` where it takes one value of a list. */
  readonly configuration?: { readonly key: string; readonly single?: true };
  /** The input of the GitHub action of the same name. */
  readonly action?: {
    readonly default?: string;
    /** Whether an input that is `false` is given as `--no-NAME`, because the command line means something else by silence. */
    readonly passesFalse?: true;
  };
}

const READING = ['check', 'facts', 'baseline'] as const;
const JUDGING = ['check', 'baseline'] as const;
const USING_POLICIES = ['check', 'baseline', 'policies', 'explain'] as const;
const ASKING_AWS = ['check', 'facts'] as const;

/** Every option of every command. A new one is a row here and the code that obeys it. */
export const OPTIONS = {
  format: {
    type: 'list',
    value: 'FORMAT[=FILE]',
    values: FORMATS,
    default: 'text',
    commands: ['check'],
    help: `Output format, one of ${FORMATS.join(', ')}; FORMAT=FILE writes a file`,
    mistake: formatMistake,
    configuration: { key: 'formats' },
    action: { default: 'github' },
  },
  'fail-on': {
    type: 'text',
    value: 'LEVEL',
    values: LEVELS,
    default: 'error',
    commands: ['check'],
    help: 'The lowest level of a finding that makes the exit code 1',
    configuration: { key: 'failOn' },
    action: {},
  },
  strict: {
    type: 'flag',
    commands: ['check'],
    help: 'Whether findings that are open, or that pass under an assumption, make the exit code 1, too',
    configuration: { key: 'strict' },
    action: {},
  },
  'exit-zero': {
    type: 'flag',
    commands: ['check'],
    help: 'Exit with 0 whatever is found, for a program that reads the report; 2 and 3 stay',
  },
  quiet: {
    type: 'flag',
    short: 'q',
    commands: ['check'],
    help: 'Print one line for each finding that fails, and the summary',
    conflicts: 'verbose',
  },
  verbose: {
    type: 'flag',
    short: 'v',
    commands: ['check'],
    help: 'Print what passed, too, and which configuration is used',
  },
  baseline: {
    type: 'text',
    value: 'FILE',
    isPath: true,
    commands: ['check'],
    help: 'The file that elbcert baseline write wrote: a finding in it counts only once a plan touches its subject',
    configuration: { key: 'baseline' },
    action: {},
  },
  'changed-only': {
    type: 'flag',
    commands: JUDGING,
    help: 'Judge only listeners and domains that the plan changes, or whose certificate it changes',
    action: {},
  },
  service: {
    type: 'list',
    value: 'SERVICE',
    values: SERVICES,
    joined: true,
    commands: READING,
    help: 'Judge only what these services serve; all of them where none is named',
    usage: 'several may be joined by commas: classic-elb,alb',
    configuration: { key: 'services' },
    action: {},
  },
  root: {
    type: 'list',
    value: 'DIR',
    isPath: true,
    commands: [...JUDGING, 'init'],
    help: 'The folder that was planned, for source lines in findings; REPOSITORY//FOLDER where modules stand outside it',
    configuration: { key: 'root', single: true },
    action: {},
  },
  synth: {
    type: 'flag',
    commands: READING,
    help: 'Run the app command in the cdktf.json of a project that is named as an input; --no-synth refuses the project',
    usage: 'allowed where neither is given',
    action: { passesFalse: true },
  },
  region: {
    type: 'list',
    value: '[PROVIDER=]REGION',
    commands: READING,
    help: 'The Region of providers whose Region is not in the plan',
    usage: 'PROVIDER=REGION is for one provider, as in aws.west=us-west-2',
    mistake: givenRegionMistake,
    configuration: { key: 'region', single: true },
    action: {},
  },
  now: {
    type: 'text',
    value: 'DATE',
    commands: READING,
    help: 'The date at which certificates are judged, RFC 3339; now where none is given',
    mistake: dateMistake,
  },
  policy: {
    type: 'list',
    value: 'PATH',
    commands: USING_POLICIES,
    help: 'A policy file of your own, or a folder of them; a policy with the id of a built-in one replaces it',
    configuration: { key: 'policies' },
  },
  pack: {
    type: 'list',
    value: 'PACK',
    values: PACKS.map(({ name }) => name),
    commands: USING_POLICIES,
    help: `A pack of policies to apply as well: ${OPTIONAL_PACKS.map(({ name }) => name).join(', ')}; the others always apply`,
    configuration: { key: 'packs' },
  },
  disable: {
    type: 'list',
    value: 'ID',
    commands: USING_POLICIES,
    help: 'The id of a policy to leave out',
    configuration: { key: 'disable' },
  },
  config: {
    type: 'text',
    value: 'FILE',
    isPath: true,
    commands: ['check', 'facts', 'baseline', 'policies', 'explain'],
    help: 'The configuration to use instead of the nearest .elbcert.yaml',
    usage: '--no-config uses none',
    negatable: true,
    action: {},
  },
  deployer: {
    type: 'list',
    value: 'ADDRESS',
    commands: READING,
    help: 'The address of a role, user, group or policy in the plan that deploys the load balancers',
    configuration: { key: 'deployers' },
    action: {},
  },
  'deployer-policy': {
    type: 'list',
    value: 'FILE|ARN',
    isPath: true,
    commands: READING,
    help: 'An IAM policy of the deployer: a file with its JSON, or the ARN of a policy that AWS manages; several are the policies of one principal',
    configuration: { key: 'deployerPolicies' },
    action: {},
  },
  'deployer-boundary': {
    type: 'text',
    value: 'FILE|ARN',
    isPath: true,
    commands: READING,
    help: 'The permissions boundary of the deployer of --deployer-policy, as a file or an ARN',
    configuration: { key: 'deployerBoundary' },
    action: {},
  },
  live: {
    type: 'mode',
    values: ['use', 'require'],
    default: 'use',
    commands: ASKING_AWS,
    help: 'Look up in AWS what the plan does not contain',
    usage: '--live=require exits with 2 where a look-up that a verdict needs fails',
  },
  'live-timeout': {
    type: 'text',
    value: 'SECONDS',
    commands: ASKING_AWS,
    help: 'How long all look-ups together may take, 15 seconds where nothing else is said',
    mistake: timeoutMistake,
    needs: 'live',
  },
  'as-role': {
    type: 'text',
    value: 'ARN',
    commands: ASKING_AWS,
    help: 'The role or user that applies: look up whether it may list certificates, too',
    mistake: roleMistake,
    needs: 'live',
  },
  'show-account-ids': {
    type: 'flag',
    commands: ASKING_AWS,
    help: 'Show the account ids that AWS answers with',
    needs: 'live',
  },
  output: {
    type: 'text',
    value: 'FILE',
    default: '.elbcert-baseline.json',
    commands: ['baseline'],
    help: 'The file to write; - is standard output',
  },
  ci: {
    type: 'text',
    value: 'SYSTEM',
    values: ['github', 'gitlab', 'none'],
    commands: ['init'],
    help: 'Where the check runs; detected where the repository shows it',
  },
  help: { type: 'flag', short: 'h', commands: COMMAND_NAMES, help: 'Print this help', conflicts: 'version' },
  version: { type: 'flag', short: 'V', commands: COMMAND_NAMES, help: 'Print the version' },
} as const satisfies Readonly<Record<string, OptionRow>>;

export type OptionName = keyof typeof OPTIONS;

type ValueOf<Row> = Row extends { readonly type: 'flag' }
  ? boolean
  : Row extends { readonly type: 'list' }
    ? readonly string[]
    : Row extends { readonly values: readonly (infer Value)[] }
      ? Value
      : Row extends { readonly negatable: true }
        ? string | false
        : string;

/** The options of a command line; what was not given is missing. */
export type Options = { readonly [Name in OptionName]?: ValueOf<(typeof OPTIONS)[Name]> };

/** The names and rows of all options, or of those that a command takes. */
export function optionsOf(command?: CommandName): readonly (readonly [name: OptionName, row: OptionRow])[] {
  const all = Object.entries(OPTIONS) as unknown as readonly (readonly [OptionName, OptionRow])[];
  return command === undefined ? all : all.filter(([, { commands }]) => commands.includes(command));
}

/** What is wrong with a value of an option; undefined for a value that it takes. */
export function valueMistake({ values, joined, mistake }: OptionRow, value: string): Mistake | undefined {
  if (mistake !== undefined) return mistake(value);
  const wrong = (joined === true ? splitJoined(value) : [value]).find((one) => values?.includes(one) === false);
  return wrong === undefined || values === undefined ? undefined : notAllowed(wrong, values);
}

/** Values that are joined by commas. */
export function splitJoined(text: string): readonly string[] {
  return text.split(',');
}

/** `FORMAT` or `FORMAT=FILE`, taken apart. */
export function splitFormat(text: string): { readonly format: string; readonly file: string | undefined } {
  const at = text.indexOf('=');
  return at < 0 ? { format: text, file: undefined } : { format: text.slice(0, at), file: text.slice(at + 1) };
}

function formatMistake(text: string): Mistake | undefined {
  const { format, file } = splitFormat(text);
  if (!FORMATS.some((known) => known === format)) return notAllowed(format, FORMATS);
  return file === '' ? { message: `${JSON.stringify(text)} names no file`, hint: `write ${format}=FILE` } : undefined;
}

/** `REGION` or `PROVIDER=REGION`, taken apart; the provider is '' where none is named. */
export function splitRegion(text: string): { readonly provider: string; readonly region: string } {
  const at = text.lastIndexOf('=');
  return { provider: text.slice(0, Math.max(at, 0)), region: text.slice(at + 1) };
}

function givenRegionMistake(text: string): Mistake | undefined {
  const message = text.startsWith('=') ? `${JSON.stringify(text)} names no provider` : undefined;
  const wrong = message ?? regionMistake(splitRegion(text).region);
  return wrong === undefined ? undefined : { message: wrong, hint: 'write it as eu-west-1 or aws.west=eu-west-1' };
}

/** A day, or a time with its offset. Source: https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
function dateMistake(text: string): Mistake | undefined {
  const day = /^(\d{4}-\d\d-\d\d)(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d))?$/.exec(text)?.[1];
  const exists = day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
  if (exists && !Number.isNaN(Date.parse(text))) return undefined;
  return { message: `${JSON.stringify(text)} is not a date`, hint: 'write it as 2026-11-24 or 2026-11-24T00:00:00Z' };
}

/** Unit: seconds. */
const LONGEST_TIMEOUT = 3_600;

function timeoutMistake(text: string): Mistake | undefined {
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= LONGEST_TIMEOUT) return undefined;
  return { message: `${JSON.stringify(text)} is not a number of seconds`, hint: `write one up to ${LONGEST_TIMEOUT}` };
}

/** IAM can be asked about a role or user, not about a session. */
function roleMistake(text: string): Mistake | undefined {
  const arn = parseArn(text);
  if (arn?.service === 'iam' && /^(?:role|user)\/./.test(arn.resource) && /^\d{12}$/.test(arn.account))
    return undefined;
  return {
    message: `${JSON.stringify(text)} is not the ARN of a role or user`,
    hint: 'write it as arn:aws:iam::123456789012:role/deploy; an assumed-role session has no policies of its own',
  };
}
