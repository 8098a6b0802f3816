import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppStacks, appStacks } from './app-stacks.js';
import type { StackLike } from './constructs.js';
import { type StackFinding, stackJudge } from './judge.js';
import { type ClassicElbCertificatesOptions, checkOptions } from './options.js';

/**
 * What would fail the synth of a stack, if `ClassicElbCertificates` with the same options were added to it: for a test to
 * assert that there is nothing. The stack, and those whose state it reads, are synthesised into a temporary folder
 * without their validations, so that their aspects have run.
 * Throws: UnusableInput where an option, the configuration or a policy cannot be used.
 */
export function findingsOf(stack: StackLike, options: ClassicElbCertificatesOptions = {}): readonly StackFinding[] {
  const judge = stackJudge(checkOptions(options));
  const stacks = appStacks(stack.node.root);
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-'));
  try {
    for (const one of stacks.all) one.prepareStack();
    synthesise(stack, stacks, folder);
    for (let rest = stacks.unfinished(stack); rest.length > 0; rest = stacks.unfinished(stack)) {
      for (const one of rest) synthesise(one, stacks, folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return judge(stacks, stack).filter(({ fails }) => fails);
}

/** Runs the aspects of a stack, as every synth does. What they say of errors is not asked here. */
function synthesise(stack: StackLike, stacks: AppStacks, outdir: string): void {
  try {
    stack.synthesizer.synthesize({ outdir, skipValidation: true, manifest: manifestIn(outdir) });
  } catch (error) {
    const isAnnotated = stack.node.findAll().some(({ node }) => node.metadata.some(({ type }) => type === ERROR));
    if (!isAnnotated) throw error;
  }
  stacks.finish(stack);
}

const ERROR = '@cdktf/error';

/** What the synthesizer asks of a manifest. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/manifest.ts */
function manifestIn(outdir: string) {
  return {
    version: 'elbcert',
    outdir,
    forStack({ node: { id, path } }: StackLike) {
      const workingDirectory = join('stacks', id);
      mkdirSync(join(outdir, workingDirectory), { recursive: true });
      return {
        name: id,
        constructPath: path,
        workingDirectory,
        synthesizedStackPath: join(workingDirectory, 'cdk.tf.json'),
        stackMetadataPath: join(workingDirectory, 'metadata.json'),
        annotations: [],
        dependencies: [],
      };
    },
  };
}
