import { dirname, relative, sep } from 'node:path';
import { interestIn } from '../facts/index.js';
import { once } from '../model/collections.js';
import { type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import type { Plan } from '../model/plan.js';
import { blocksOf } from '../read/terraform-json/blocks.js';
import { type FoundStack, readStacks, type StackMemory } from '../read/terraform-json/index.js';
import type { ModuleFolder } from '../read/terraform-json/local-modules.js';
import { remoteStatesOf } from '../read/terraform-json/remote-states.js';
import { type ConstructLike, isStack, type StackLike } from './constructs.js';

/** The stacks of an app while it is synthesised. Each is read once it is finished, however many others refer to it. */
export interface AppStacks {
  readonly all: readonly StackLike[];
  /** Called when the aspects of a stack have run, so that nothing changes it any more. */
  finish(stack: StackLike): void;
  /** The stacks that a stack reads the state of, also through others, and that are not finished. */
  unfinished(stack: StackLike): readonly StackLike[];
  /** The document of a stack as it is now. */
  document(stack: StackLike): JsonObject;
  /** Whether references to other stacks lead there: an app prepares its stacks for that, `Testing.synth` does not. */
  isPrepared(stack: StackLike): boolean;
  /** The plan that a stack declares. */
  plan(stack: StackLike): Plan;
}

interface AppStack extends FoundStack {
  readonly stack: StackLike;
}

/** The stacks below a root. Others are added when they are finished. */
export function appStacks(root: ConstructLike): AppStacks {
  const finished = new Set<StackLike>();
  const memory: StackMemory = new WeakMap();
  const interest = interestIn();
  const found = new Map(stacksBelow(root).map((stack) => [stack, asFound(stack)]));
  const find = (stack: StackLike): AppStack => {
    const own = found.get(stack) ?? asFound(stack);
    found.set(stack, own);
    return own;
  };
  /** A stack and all whose state it reads, also through others. */
  const read = (stack: StackLike): ReadonlySet<AppStack> => {
    const all = new Set([find(stack)]);
    for (const one of all) for (const target of remoteStatesOf(one, [...found.values()]).values()) all.add(target);
    return all;
  };
  return {
    all: [...found.keys()],
    finish(stack) {
      finished.add(stack);
      found.set(stack, asFound(stack));
    },
    unfinished: (stack) =>
      [...read(stack)].map((one) => one.stack).filter((one) => !finished.has(one) && !isWritten(root, one)),
    document: (stack) => find(stack).document,
    isPrepared(stack) {
      if (found.size === 1) return true;
      const settings = blocksOf(find(stack).document, 'terraform', 0);
      // A stack without a backend gets a local one then.
      return settings.some(
        ({ body }) => property(body, 'backend') !== undefined || property(body, 'cloud') !== undefined,
      );
    },
    plan(stack) {
      const [plan] = readStacks([...read(stack)], interest, memory);
      if (plan === undefined) throw new Error('every stack makes a plan');
      return plan;
    },
  };
}

function stacksBelow(root: ConstructLike): readonly StackLike[] {
  return root.node.findAll().filter(isStack);
}

/** Whether an app has written a stack: then it is in the manifest. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/manifest.ts */
function isWritten(root: ConstructLike, { node: { id, path } }: StackLike): boolean {
  return stringProperty(writtenStack(root, id), 'constructPath') === path;
}

/** What the manifest of an app says of a stack. */
export function writtenStack(root: ConstructLike, id: string): Json | undefined {
  return property(property(property(root, 'manifest'), 'stacks'), id);
}

/** A stack is resolved when somebody asks for its document, and once. */
function asFound(stack: StackLike): AppStack {
  const document = once(() => plainJson(stack.toTerraform()));
  const path = pathOf(stack);
  return {
    stack,
    name: stack.node.path,
    path,
    get document() {
      return document();
    },
    get moduleFolders() {
      return [...assetsOf(stack), { root: dirname(path), boundary: '.' }];
    },
  };
}

/**
 * What is copied beside a stack when it is written, local modules among it.
 * Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/terraform-asset.ts
 */
function assetsOf({ node }: StackLike): readonly ModuleFolder[] {
  return node.findAll().flatMap((construct) => {
    if (!('path' in construct && 'sourcePath' in construct)) return [];
    const { path, sourcePath } = construct;
    if (typeof path !== 'string' || typeof sourcePath !== 'string') return [];
    return [{ writtenAs: `./${path}`, root: sourcePath, boundary: sourcePath }];
  });
}

/** Where the stack is written to, as `elbcert check` names it. */
function pathOf({ node: { root, id } }: StackLike): string {
  const outdir = 'outdir' in root && typeof root.outdir === 'string' ? root.outdir : 'cdktf.out';
  return [relative('.', outdir).split(sep).join('/'), 'stacks', id, 'cdk.tf.json'].join('/');
}

/** As it would be written: what JSON has no word for is left out. */
function plainJson(value: unknown): JsonObject {
  return objectOf(JSON.parse(JSON.stringify(value) ?? '{}'));
}
