import { loadPolicies } from '../judge/index.js';
import { lookUpInAws, withLookedUp } from '../look-up-in-aws.js';
import { toPublicJson } from '../model/value.js';
import { collectFacts, readPlans } from '../pipeline.js';
import type { CommandLine } from './command-line.js';
import { configOf, inputsOf, liveOf } from './given.js';
import type { Io } from './io.js';

/** `elbcert facts`: prints the facts that policies judge. */
export async function runFacts(line: CommandLine, io: Io): Promise<void> {
  const config = configOf(line.options);
  const given = inputsOf(line, config, io);
  const progress = io.startProgress();
  const options = { ...given, config, live: liveOf(line.options), onProgress: progress.stage };
  const plans = await readPlans(options);
  const collected = collectFacts(plans, options);
  const policies = loadPolicies({ policyPaths: [], disable: [] });
  const live = await lookUpInAws(collected, policies, options);
  const { listeners, domains, deployers } = withLookedUp(collected, live);
  progress.stop();
  for (const note of live.notes) io.notice(`not looked up: ${note}`);
  const facts = {
    listeners: listeners.map(({ input, facts }) => ({ input, ...toPublicJson(facts) })),
    domains: domains.map(({ input, facts }) => ({ input, ...toPublicJson(facts) })),
    deployers: deployers.map(({ input, facts }) => ({ input, ...toPublicJson(facts) })),
  };
  io.print(`${JSON.stringify(facts, null, 2)}\n`);
}
