/**
 * Holds verdicts against what Terraform then makes: generates configurations, plans them, judges the plan in three ways,
 * applies it, and reads the state.
 *
 *     npm run build && npx tsx scripts/truth/run.ts [--from SEED] [--seeds COUNT] [--out FOLDER] [--keep] [--show-open]
 *
 * What a seed made stays in FOLDER where a verdict was wrong, and with --keep in any case. A seed whose state is there is
 * only judged again. Terraform must be on the path. TF_REATTACH_PROVIDERS names providers that need no cloud, as CONTRIBUTING.md says.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isObject, type Json } from '../../src/model/json.js';
import {
  type AppliedListener,
  againstState,
  appliedListeners,
  betweenModes,
  type Contradiction,
  type JudgeMode,
  MODES,
  type Verdict,
  verdictsOf,
} from './compare.js';
import { type GeneratedConfiguration, generateConfiguration } from './generate.js';

const { values: options } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '500' },
    keep: { type: 'boolean', default: false },
    'show-open': { type: 'boolean', default: false },
    out: { type: 'string', default: join(tmpdir(), 'truth') },
  },
});

const REATTACHED: Readonly<Record<GeneratedConfiguration['style'], string | undefined>> = {
  v6: process.env['TF_REATTACH_PROVIDERS'],
  v5: process.env['TF_REATTACH_PROVIDERS_V5'],
};
if (REATTACHED.v6 === undefined) throw new Error('TF_REATTACH_PROVIDERS is not set: see CONTRIBUTING.md');
Object.assign(process.env, { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_INPUT: '0', NO_COLOR: '1' });

const library: typeof import('../../src/index.js') = await import(
  new URL('../../dist/module/index.js', import.meta.url).href
);

interface Count {
  decided: number;
  assumed: number;
  open: number;
}

const counts = new Map(MODES.map((mode): [JudgeMode, Count] => [mode, { decided: 0, assumed: 0, open: 0 }]));
const total = { seeds: 0, notPlanned: 0, listeners: 0, refused: 0, contradictions: 0, notes: 0 };
const PATH = process.env['PATH'] ?? '';
const SHOW = join(options.out, 'bin');
mkdirSync(SHOW, { recursive: true });
// Shows a plan file that was shown before, without Terraform and its providers.
writeFileSync(join(SHOW, 'terraform'), '#!/bin/sh\nfor file; do :; done\ncat "$(dirname "$file")/plan.json"\n');
chmodSync(join(SHOW, 'terraform'), 0o755);

const last = Number(options.from) + Number(options.seeds);
for (let seed = Number(options.from); seed < last; seed++) {
  await tryOut(seed, join(options.out, String(seed)));
  if (seed % 50 === 0 || seed === last - 1) printTotals(seed);
}
process.exitCode = total.contradictions > 0 ? 1 : 0;

async function tryOut(seed: number, work: string): Promise<void> {
  const configuration = generateConfiguration(seed);
  if (!existsSync(join(work, 'state.json')) && !make(seed, configuration, work)) return;
  const verdicts = await judge(work);
  for (const { address, port, policy, outcome, message } of options['show-open'] ? (verdicts.get('folder') ?? []) : [])
    if (outcome === 'open') console.log(`open: seed ${seed}: ${address} ${port}: ${policy}: ${message}`);
  const refused = refusedAddresses(readFileSync(join(work, 'apply.jsonl'), 'utf8'));
  const state: Json = JSON.parse(readFileSync(join(work, 'state.json'), 'utf8'));
  const listeners = appliedListeners(state).filter(({ address }) => !refused.all.has(address));
  const contradictions = [
    ...[...verdicts].flatMap(([mode, all]) => againstState(mode, all, listeners, refused.arn)),
    ...betweenModes(verdicts),
  ];
  count(verdicts, listeners, refused.all.size);
  for (const { mode, subject, text } of contradictions) console.log(`seed ${seed}: ${mode}: ${subject}: ${text}`);
  total.contradictions += contradictions.length;
  if (contradictions.length > 0) writeFileSync(join(work, 'found.txt'), `${textOf(contradictions)}\n`);
  else if (!options.keep) rmSync(work, { recursive: true });
}

/** Writes, plans and applies a configuration; false where Terraform does not plan it. */
function make(seed: number, configuration: GeneratedConfiguration, work: string): boolean {
  const providers = REATTACHED[configuration.style];
  if (providers === undefined) return false;
  process.env['TF_REATTACH_PROVIDERS'] = providers;
  rmSync(work, { recursive: true, force: true });
  for (const [path, text] of configuration.files) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  const env = { ...process.env, PATH };
  const terraform = (...args: readonly string[]) => {
    const run = spawnSync('terraform', args, { cwd: work, encoding: 'utf8', maxBuffer: 1 << 28, env });
    return { succeeded: run.status === 0, stdout: run.stdout, stderr: run.stderr };
  };
  const init = terraform('init', '-no-color');
  const first = configuration.appliedFirst;
  if (first !== undefined) terraform('apply', '-auto-approve', '-no-color', ...variableArguments(first));
  const plan = terraform('plan', '-no-color', '-out=tfplan', ...variableArguments(configuration.variables));
  const shown = plan.succeeded ? terraform('show', '-json', 'tfplan') : plan;
  if (!shown.succeeded) {
    total.notPlanned++;
    const message = `${init.stderr}${shown.stderr}`.replace(/\s+/g, ' ');
    console.log(`seed ${seed}: not planned: ${message.slice(0, 400)}`);
    return false;
  }
  writeFileSync(join(work, 'plan.json'), shown.stdout);
  writeFileSync(join(work, 'apply.jsonl'), terraform('apply', '-json', 'tfplan').stdout);
  const state = terraform('show', '-json');
  if (!state.succeeded) throw new Error(`seed ${seed}: ${state.stderr}`);
  writeFileSync(join(work, 'state.json'), state.stdout);
  rmSync(join(work, '.terraform'), { recursive: true });
  return true;
}

async function judge(work: string): Promise<ReadonlyMap<JudgeMode, readonly Verdict[]>> {
  const plan = join(work, 'plan.json');
  const inputs: Readonly<Record<JudgeMode, { inputs: string[]; roots?: string[] }>> = {
    'plan alone': { inputs: [plan] },
    folder: { inputs: [plan], roots: [work] },
    'plan file': { inputs: [join(work, 'tfplan')] },
  };
  const verdicts = new Map<JudgeMode, readonly Verdict[]>();
  process.env['PATH'] = `${SHOW}${delimiter}${PATH}`;
  for (const mode of MODES) {
    const report = await library.check(inputs[mode]);
    for (const note of report.inputs.flatMap(({ notes }) => notes).filter((text) => text.includes('source of'))) {
      total.notes++;
      console.log(`note: ${mode}: ${note}`);
    }
    verdicts.set(mode, verdictsOf(report));
  }
  return verdicts;
}

/** The resources that an apply ends with an error for; `arn` where the error is that an ARN is none. */
function refusedAddresses(log: string): { readonly all: ReadonlySet<string>; readonly arn: ReadonlySet<string> } {
  const [all, arn] = [new Set<string>(), new Set<string>()];
  for (const line of log.split('\n').filter((text) => text.includes('"diagnostic"'))) {
    const message: Json = JSON.parse(line);
    const diagnostic = isObject(message) ? message['diagnostic'] : undefined;
    if (!isObject(diagnostic) || diagnostic['severity'] !== 'error') continue;
    const address = String(diagnostic['address'] ?? '');
    all.add(address);
    if (String(diagnostic['summary']).includes('invalid ARN')) arn.add(address);
    else console.log(`apply: ${address}: ${diagnostic['summary']} ${diagnostic['detail']}`.slice(0, 300));
  }
  return { all, arn };
}

function variableArguments(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-var', `${name}=${value}`]);
}

function count(
  verdicts: ReadonlyMap<JudgeMode, readonly Verdict[]>,
  listeners: readonly AppliedListener[],
  refused: number,
): void {
  total.seeds++;
  total.listeners += listeners.length;
  total.refused += refused;
  for (const [mode, all] of verdicts) {
    const own = counts.get(mode);
    for (const { outcome, isAssumed } of own === undefined ? [] : all) {
      if (own === undefined || outcome === 'notApplicable') continue;
      own[outcome === 'open' ? 'open' : isAssumed ? 'assumed' : 'decided']++;
    }
  }
}

function textOf(contradictions: readonly Contradiction[]): string {
  return contradictions.map(({ mode, subject, text }) => `${mode}: ${subject}: ${text}`).join('\n');
}

function printTotals(seed: number): void {
  console.log(`up to seed ${seed}: ${JSON.stringify(total)}`);
  for (const [mode, { decided, assumed, open }] of counts) {
    const share = (part: number) => `${((100 * part) / Math.max(1, decided + assumed + open)).toFixed(1)} %`;
    console.log(`  ${mode}: ${decided + assumed + open} verdicts, ${share(open)} open, ${share(assumed)} assumed`);
  }
}
