import type { Json } from '../../model/json.js';
import type { ModuleCall, ModuleConfig } from '../../model/plan.js';
import {
  MAX_MODULE_DEPTH,
  optionalExpression,
  readDefaults,
  readInputs,
  readOutputs,
  textsOf,
} from '../configuration.js';
import type { BlockIndex } from './block-index.js';
import type { KeptBytes, Later } from './kept-bytes.js';

/** A module of the configuration as a scan leaves it: what there is, and where. */
export interface ScannedModule {
  readonly id: number;
  outputs: Later | undefined;
  variables: Later | undefined;
  readonly calls: Map<string, ScannedCall>;
}

export interface ScannedCall {
  expressions: Later | undefined;
  forEach: Later | undefined;
  dependsOn: Later | undefined;
  module: ScannedModule | undefined;
}

/** The configuration, of which each part is parsed when somebody asks for it. */
export function scannedConfiguration(
  module: ScannedModule | undefined,
  blocks: BlockIndex,
  kept: KeptBytes,
  depth = 0,
): ModuleConfig {
  const parse = (later: Later | undefined): Json | undefined => (later === undefined ? undefined : kept.parse(later));
  const calls = once(() => {
    const found = depth < MAX_MODULE_DEPTH ? [...(module?.calls ?? [])] : [];
    return new Map(found.map(([name, call]) => [name, readCall(call)]));
  });
  const outputs = once(() => readOutputs(parse(module?.outputs)));
  const defaults = once(() => readDefaults(parse(module?.variables)));

  function readCall(call: ScannedCall): ModuleCall {
    const inputs = once(() => readInputs(parse(call.expressions)));
    const forEach = once(() => optionalExpression(parse(call.forEach)));
    const dependsOn = once(() => textsOf(parse(call.dependsOn)));
    const inner = once(() => scannedConfiguration(call.module, blocks, kept, depth + 1));
    return {
      get inputs() {
        return inputs();
      },
      get forEach() {
        return forEach();
      },
      get dependsOn() {
        return dependsOn();
      },
      get module() {
        return inner();
      },
    };
  }

  return {
    resources: { get: (address) => (module === undefined ? undefined : blocks.find(module.id, address)) },
    get calls() {
      return calls();
    },
    get outputs() {
      return outputs();
    },
    get defaults() {
      return defaults();
    },
    locals: undefined,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
