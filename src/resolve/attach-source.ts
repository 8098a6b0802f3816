import type { JsonObject } from '../model/json.js';
import type { Body, Expression, ModuleCall, ModuleConfig, Plan, ProviderConfig, SourceText } from '../model/plan.js';
import { assumedRoleOf, usesEnvironment } from '../read/assume-role.js';
import { firstDifference, providerDifference } from '../read/source/confirm.js';
import { filesBelow } from '../read/source/files.js';
import { readSourceModule, type SourceModule } from '../read/source/module-config.js';
import type { Configuration } from '../read/source/source-file.js';
import { acknowledgementsIn, writtenBlocks, writtenFor } from '../read/terraform-json/metadata.js';
import { differentValue } from './different-value.js';

/** A plan with the source that it was made from, as far as that is at hand; notes say which modules' source is not used. */
export function withSource(plan: Plan, configuration: Configuration | undefined): Plan {
  if (configuration === undefined || plan.configuration === undefined) return plan;
  const { via, given = '', workspace } = configuration;
  const text: SourceText = via === 'planfile' ? { kind: 'snapshot' } : { kind: 'folder', name: given };
  const recorded = {
    ...withMetadata(plan, configuration),
    ...(workspace === undefined ? {} : { workspace }),
    // A plan file has no files but the configuration, and what stands beside it now need not be what it was made from.
    ...(via === 'planfile' || given === '' ? {} : { files: filesBelow(given.replace('//', '/')) }),
  };
  const attached = attachSource(recorded, readSourceModule(configuration.root), text);
  return { ...attached.plan, notes: [...plan.notes, ...attached.notes] };
}

/** What cdktf wrote beside the blocks and calls of the root module: the constructs that make them, and what their author accepted. */
function withMetadata(plan: Plan, { root }: Configuration): Plan {
  const documents = root.files.flatMap((file): JsonObject[] => {
    const document = file.parsed()?.document;
    return document === undefined ? [] : [document];
  });
  const acknowledgements = documents.flatMap(acknowledgementsIn);
  const written = new Map(documents.flatMap((document) => [...writtenBlocks(document)]));
  if (written.size === 0 && acknowledgements.length === 0) return plan;
  return {
    ...plan,
    resources: plan.resources.map((resource) => ({ ...writtenFor(written, resource), ...resource })),
    acknowledgements,
  };
}

/** A plan with the text of its expressions, in the modules whose source may be the planned one. */
export interface PlanWithSource {
  readonly plan: Plan;
  /** The first difference of each module whose source is not used. */
  readonly notes: readonly string[];
}

/**
 * Adds the text of expressions to a plan's configuration. The configuration inside a plan file is the planned one. A folder
 * need not be: a module is left as it is in the plan where it differs in what the plan records, or where it evaluates to
 * other values than the planned ones.
 */
export function attachSource(plan: Plan, source: SourceModule, text: SourceText): PlanWithSource {
  const isSnapshot = text.kind === 'snapshot';
  const differences = new Map<string, string>();
  let attached = attach(plan, source, text, differences);
  // Without the modules that differ others evaluate to less, so this ends.
  for (
    let found = isSnapshot ? undefined : differentValue(attached);
    found !== undefined;
    found = differentValue(attached)
  ) {
    differences.set(found.module, found.difference);
    attached = attach(plan, source, text, differences);
  }
  const notes = [...differences].map(([module, difference]) => {
    const name = module === '' ? 'the root module' : module;
    return `the source of ${name} is not used, for it is not the planned one: ${difference}`;
  });
  return { plan: isSnapshot ? attached : { ...attached, unaided: { folder: text.name, plan } }, notes };
}

function attach(plan: Plan, source: SourceModule, text: SourceText, differences: Map<string, string>): Plan {
  const isSnapshot = text.kind === 'snapshot';
  if (plan.configuration === undefined) return plan;
  const used = new Map<string, SourceModule>();
  const attachModule = (planned: ModuleConfig, own: SourceModule | undefined, name: string): ModuleConfig => {
    if (own !== undefined && !isSnapshot && !differences.has(name)) {
      const addresses = planned.addresses?.() ?? own.addresses;
      const difference = firstDifference(own, { config: planned, addresses });
      if (difference !== undefined) differences.set(name, difference);
    }
    const isUsed = own !== undefined && !differences.has(name);
    if (isUsed) used.set(name, own);
    const calls = [...planned.calls].map(([call, config]): [string, ModuleCall] => {
      const inner = name === '' ? `module.${call}` : `${name}.module.${call}`;
      const module = attachModule(config.module, own?.calls.get(call), inner);
      const written = isUsed ? own.config.calls.get(call) : undefined;
      return [call, { ...(written === undefined ? config : mergedCall(config, written)), module }];
    });
    return isUsed
      ? { ...mergedModule(planned, own.config), calls: new Map(calls), text }
      : { ...planned, calls: new Map(calls) };
  };
  const configuration = attachModule(plan.configuration, source, '');
  const providers = [...plan.providers].map(([key, config]): [string, ProviderConfig] => {
    const module = config.modulePath.map((step) => `module.${step}`).join('.');
    return [key, withProviderSource(config, used.get(module), isSnapshot, module, differences)];
  });
  // A module whose provider block differs is not the planned one either.
  if ([...used.keys()].some((name) => differences.has(name))) return attach(plan, source, text, differences);
  return { ...plan, configuration, providers: new Map(providers) };
}

/** What the plan records of a module, with the text of its expressions beside it. */
function mergedModule(planned: ModuleConfig, written: ModuleConfig): ModuleConfig {
  return {
    ...written,
    defaults: planned.defaults,
    outputs: new Map(
      [...written.outputs].map(([name, expression]) => [
        name,
        merged(planned.outputs.get(name), expression) ?? expression,
      ]),
    ),
    resources: {
      get(address) {
        const [block, own] = [planned.resources.get(address), written.resources.get(address)];
        if (block === undefined || own === undefined) return block;
        return {
          ...own,
          providerKey: block.providerKey,
          forEach: merged(block.forEach, own.forEach),
          count: merged(block.count, own.count),
          body: mergedBody(block.body, own.body),
        };
      },
    },
  };
}

function mergedCall(planned: ModuleCall, written: ModuleCall): ModuleCall {
  return {
    ...planned,
    forEach: merged(planned.forEach, written.forEach),
    count: merged(planned.count, written.count),
    inputs: new Map(
      [...planned.inputs].map(([name, input]) => [name, merged(input, written.inputs.get(name)) ?? input]),
    ),
  };
}

function mergedBody(planned: Body, written: Body): Body {
  return {
    expression: (name) => merged(planned.expression(name), written.expression(name)),
    blocks(name) {
      const [blocks, own] = [planned.blocks(name), written.blocks(name)];
      if (blocks.length !== own.length) return own;
      return own.map((body, at) => mergedBody(blocks[at] ?? body, body));
    },
    dynamics: (name) => written.dynamics?.(name) ?? [],
    names: () => written.names?.() ?? [],
  };
}

/** An expression of the plan with its text. */
function merged(planned: Expression | undefined, written: Expression | undefined): Expression | undefined {
  if (planned === undefined) return written;
  return written?.tree === undefined ? planned : { ...planned, tree: written.tree };
}

/** The arguments of a provider block that decide where its resources live, and who makes them. */
const ARGUMENTS = {
  region: 'region',
  allowedAccountIds: 'allowed_account_ids',
  assumeRoleArn: 'role_arn',
  assumeRolePolicy: 'policy',
  assumeRolePolicyArns: 'policy_arns',
} as const;

const ARGUMENT_KEYS = Object.keys(ARGUMENTS) as readonly (keyof typeof ARGUMENTS)[];

function withProviderSource(
  config: ProviderConfig,
  module: SourceModule | undefined,
  isSnapshot: boolean,
  name: string,
  differences: Map<string, string>,
): ProviderConfig {
  const block = module?.providers.find((one) => one.name === config.name && one.alias === config.alias);
  if (block === undefined) return config;
  const { body } = block;
  const written = {
    region: body.expression('region'),
    allowedAccountIds: body.expression('allowed_account_ids'),
    ...assumedRoleOf(body),
  };
  const compared = ARGUMENT_KEYS.map((key) => [ARGUMENTS[key], written[key], config[key]] as const);
  const difference = isSnapshot ? undefined : providerDifference(config.key, compared);
  if (difference !== undefined) {
    differences.set(name, difference);
    return config;
  }
  const withText = ARGUMENT_KEYS.map((key) => [key, merged(config[key], written[key])] as const);
  return { ...config, ...Object.fromEntries(withText), usesEnvironment: usesEnvironment(body) };
}
